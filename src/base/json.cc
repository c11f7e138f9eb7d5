#include "base/json.h"

#include <fmt/format.h>

namespace shixin::base {
namespace {

// Reads along without building anything and stops at the first key or nesting that must not be
// built. Keeps the pointer of where it stands.
class Guard final : public nlohmann::json_sax<Json> {
 public:
  explicit Guard(JsonLimits limits) : limits_(limits) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.token = name;
    if (!level.keys.insert(name).second) return stop("键重复");
    if (level.keys.size() > limits_.keys_per_object) return stop("对象的键过多");
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    // The library's own sentence may quote the input, which may hold an identity number.
    const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
    fault_ = Fault{pointer(), encoding ? fmt::format("第{}字节处不是有效的 UTF-8", position)
                                       : fmt::format("第{}字节处不是有效的 JSON", position)};
    return false;
  }

  const Fault& fault() const { return fault_; }

 private:
  struct Level {
    bool is_object;
    std::size_t index = 0;
    std::string token = {};
    std::set<std::string> keys = {};
  };

  bool value() {
    if (!levels_.empty() && !levels_.back().is_object) ++levels_.back().index;
    return true;
  }
  bool open(bool is_object) {
    if (levels_.size() >= limits_.depth) return stop("嵌套过深");
    levels_.push_back({is_object});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return value();
  }
  bool stop(std::string detail) {
    fault_ = {pointer(), std::move(detail)};
    return false;
  }
  std::string pointer() const {
    std::string out;
    for (const Level& level : levels_) {
      if (!level.is_object) {
        out = pointer_to(out, level.index);
      } else if (!level.keys.empty()) {  // else its first key was not read: the object itself
        out = pointer_to(out, level.token);
      }
    }
    return out;
  }

  JsonLimits limits_;
  std::vector<Level> levels_;
  Fault fault_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  // The parser takes a NUL for the end of the text and would not see what follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return malformed({{"", fmt::format("第{}字节处不是有效的 JSON", nul + 1)}});
  }
  Guard guard(limits);
  if (!Json::sax_parse(text, &guard)) return malformed({guard.fault()});
  return Json::parse(text);
}

std::string pointer_to(std::string_view base, std::string_view token) {
  std::string out(base);
  out += '/';
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string pointer_to(std::string_view base, std::size_t index) {
  return fmt::format("{}/{}", base, index);
}

Error malformed(Faults faults) {
  std::string detail =
      faults.size() == 1 ? faults.front().detail : fmt::format("共有{}处错误", faults.size());
  return {ErrorCode::kMalformed, std::move(detail), std::move(faults)};
}

namespace json {

void refuse_unknown_keys(const Json& object, const std::set<std::string_view>& known,
                         const std::string& pointer, Faults& faults) {
  for (const auto& [key, _] : object.items()) {
    if (known.contains(key)) continue;
    // A key that is no word may be a number that was typed in the wrong place, and is not repeated.
    const bool word = key.find_first_of("0123456789") == std::string::npos;
    faults.push_back({word ? pointer_to(pointer, key) : pointer, "没有这一项"});
  }
}

}  // namespace json

}  // namespace shixin::base
