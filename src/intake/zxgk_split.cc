// How a file of zxgk-json becomes rows: each is the text of one record as it stands in the file, so
// that what is refused can be handed back byte for byte.
#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/json.h"
#include "intake/format.h"
#include "intake/whole_file.h"
#include "intake/zxgk.h"

namespace shixin::intake {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Walks text that parse_json() has taken, so nothing here is doubted again. Texts begin at a value.

std::size_t string_length(std::string_view text) {
  std::size_t at = 1;
  while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

std::size_t value_length(std::string_view text) {
  if (text[0] == '"') return string_length(text);
  if (text[0] != '{' && text[0] != '[') {
    return std::min(text.find_first_of(",]} \t\r\n"), text.size());
  }
  std::size_t depth = 0, at = 0;
  do {
    const char c = text[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    at += c == '"' ? string_length(text.substr(at)) : 1;
  } while (depth > 0);
  return at;
}

// Hands over what stands between the brackets, value by value, with the key of a member before it,
// until `visit` returns false.
template <class Visit>
bool each_item(std::string_view text, Visit visit) {
  const bool object = text[0] == '{';
  std::string_view key;
  for (std::size_t at = 1;;) {
    at = text.find_first_not_of(" \t\r\n,:", at);
    if (text[at] == ']' || text[at] == '}') return true;
    const std::string_view value = text.substr(at, value_length(text.substr(at)));
    at += value.size();
    if (object && key.empty()) {
      key = value;
      continue;
    }
    if (!visit(key, value)) return false;
    key = {};
  }
}

bool is_structured(std::string_view value) { return value[0] == '{' || value[0] == '['; }

// The list or object under a wrapper's key; empty when there is none.
std::string_view inside(std::string_view object, std::string_view wrapper) {
  std::string_view found;
  each_item(object, [&](std::string_view key, std::string_view value) {
    const bool plain = key.find('\\') == std::string_view::npos;
    const bool named =
        plain ? key.substr(1, key.size() - 2) == wrapper : base::parse_json(key).value() == wrapper;
    if (named && is_structured(value)) found = value;
    return found.empty();
  });
  return found;
}

// Walks lists and wrappers. What is neither is a row: reading it says what it lacks, and the rows
// beside it are taken.
bool each_record(std::string_view value, const std::function<bool(std::string_view)>& take) {
  if (value[0] == '[') {
    return each_item(
        value, [&](std::string_view, std::string_view item) { return each_record(item, take); });
  }
  if (value[0] == '{') {
    for (const std::string_view wrapper : {"data", "result", "disp_data"}) {
      if (const auto wrapped = inside(value, wrapper); !wrapped.empty()) {
        return each_record(wrapped, take);
      }
    }
  }
  return take(value);
}

}  // namespace

Result<void> split_zxgk(std::istream& file, const std::function<bool(const RawRow&)>& take) {
  auto text =
      read_whole(file, kZxgkFileBytesMax, "the file is over 256 MiB: split it into several");
  if (!text) return std::move(text).error();
  if (auto json = base::parse_json(*text); !json) return std::move(json).error();
  std::string_view value = *text;
  if (value.starts_with(base::kByteOrderMark)) value.remove_prefix(base::kByteOrderMark.size());
  value.remove_prefix(value.find_first_not_of(kSpace));
  std::uint64_t number = 0;
  each_record(value, [&](std::string_view record) {
    const auto end = static_cast<std::uint64_t>(record.data() + record.size() - text->data());
    return take({++number, std::string(record), {}, {}, end});
  });
  return {};
}

}  // namespace shixin::intake
