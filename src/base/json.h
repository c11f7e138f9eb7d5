// JSON in and out, typed. parse_json() doubts the bytes: UTF-8, depth, duplicate keys, size of
// objects. read_json<T>() fills a record from its field list (base/fields.h) and reports every
// fault at once, each with its pointer. write_json() is the way back; key order is the field order.
//
// Include it in .cc files; headers name values, not JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec.h"
#include "base/fields.h"
#include "base/time.h"

namespace shixin::base {

using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t depth = 32;             // the parser recurses when it frees
  std::size_t keys_per_object = 256;  // an ordered object searches linearly
};

// kMalformed with one fault: the place and what is wrong there.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

using Faults = std::vector<Fault>;

// One reference token appended to a pointer, escaped by RFC 6901.
std::string pointer_to(std::string_view base, std::string_view token);
std::string pointer_to(std::string_view base, std::size_t index);
// The faults as one error; its detail says how many there are.
Error malformed(Faults faults);

namespace json {

void refuse_unknown_keys(const Json& object, const std::set<std::string_view>& known,
                         const std::string& pointer, Faults& faults);

template <class T>
void read_value(const Json& in, T& out, const std::string& pointer, Faults& faults);

// The members of T from an object that may hold others' members too; adds T's names to `known`.
template <Record T>
void read_members(const Json& object, T& out, const std::string& pointer,
                  std::set<std::string_view>& known, Faults& faults) {
  const std::size_t before = faults.size();
  each_field<T>([&](const auto& field) {
    known.insert(field.name);
    const auto at = object.find(field.name);
    if (at == object.end() || (at->is_null() && !field.required)) {
      if (field.required) faults.push_back({pointer_to(pointer, field.name), "缺少此项"});
      return;
    }
    read_value(*at, out.*field.member, pointer_to(pointer, field.name), faults);
  });
  if constexpr (requires { out.settle(); }) {
    if (faults.size() != before) return;
    for (Fault& fault : out.settle()) {
      faults.push_back({pointer + fault.pointer, std::move(fault.detail), std::move(fault.legal)});
    }
  }
}

template <class T>
void read_value(const Json& in, T& out, const std::string& pointer, Faults& faults) {
  if constexpr (is_optional<T>) {
    if (in.is_null()) {
      out.reset();
    } else {
      read_value(in, out.emplace(), pointer, faults);
    }
  } else if constexpr (is_vector<T>) {
    if (!in.is_array()) return faults.push_back({pointer, "应为数组"});
    for (std::size_t i = 0; i < in.size(); ++i) {
      read_value(in[i], out.emplace_back(), pointer_to(pointer, i), faults);
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!in.is_boolean()) return faults.push_back({pointer, "应为 true 或 false"});
    out = in.get<bool>();
  } else if constexpr (std::is_integral_v<T>) {
    if (!in.is_number_integer()) return faults.push_back({pointer, "应为整数"});
    const bool fits = in.is_number_unsigned() ? std::in_range<T>(in.get<std::uint64_t>())
                                              : std::in_range<T>(in.get<std::int64_t>());
    if (!fits) return faults.push_back({pointer, "整数超出范围"});
    out = in.get<T>();
  } else if constexpr (Record<T>) {
    if (!in.is_object()) return faults.push_back({pointer, "应为对象"});
    std::set<std::string_view> known;
    read_members(in, out, pointer, known, faults);
    refuse_unknown_keys(in, known, pointer, faults);
  } else {
    if (!in.is_string()) return faults.push_back({pointer, "应为字符串"});
    const auto& text = in.get_ref<const std::string&>();
    if constexpr (std::is_same_v<T, std::string>) {
      out = text;
    } else if constexpr (WordEnum<T>) {
      const auto value = from_word<T>(text);
      if (!value) {
        std::string words;
        for (const auto& [_, name] : enum_words(T{})) words += " " + std::string(name);
        return faults.push_back({pointer, "应为下列之一:" + words});
      }
      out = *value;
    } else if constexpr (std::is_same_v<T, Instant>) {
      auto value = parse_rfc3339(text);
      if (!value) return faults.push_back({pointer, value.error().detail});
      out = *value;
    } else {
      static_assert(TextValue<T> || SecretValue<T>);
      auto value = T::parse(text);
      if (!value) {
        const auto& why = value.error();
        return faults.push_back(
            {pointer, why.detail, why.faults.empty() ? std::string{} : why.faults.front().legal});
      }
      out = *std::move(value);
    }
  }
}

}  // namespace json

template <class T>
Result<T> read_json(const Json& in) {
  T out{};
  Faults faults;
  json::read_value(in, out, "", faults);
  if (!faults.empty()) return malformed(std::move(faults));
  return out;
}

template <class T>
Json write_json(const T& value) {
  if constexpr (std::is_same_v<T, bool> || std::is_integral_v<T> ||
                std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<T, Instant>) {
    return rfc3339(value);
  } else if constexpr (WordEnum<T>) {
    return std::string(word(value));
  } else if constexpr (is_optional<T>) {
    return value ? write_json(*value) : Json(nullptr);
  } else if constexpr (is_vector<T>) {
    Json out = Json::array();
    for (const auto& item : value) out.push_back(write_json(item));
    return out;
  } else if constexpr (Record<T>) {
    Json out = Json::object();
    each_field<T>(
        [&](const auto& field) { out[std::string(field.name)] = write_json(value.*field.member); });
    return out;
  } else if constexpr (SecretValue<T>) {
    return Json(value.reveal());
  } else {
    return Json(value.text());
  }
}

}  // namespace shixin::base
