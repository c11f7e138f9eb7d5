// schemas/records.md, printed from the field lists: for each record its numbers, names and types as
// they are on disk. Types are spelled as base/codec.h stores them.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

#include "store/record.h"

namespace shixin::store {

template <class T>
std::string stored_type();

template <base::WordEnum T>
std::string enum_type() {
  std::string words = "one of";
  for (const auto& [value, word] : enum_words(T{})) {
    words += fmt::format(" {} `{}`", static_cast<std::uint64_t>(value), word);
  }
  return words;
}

template <class... Held>
std::string variant_type(const std::variant<Held...>*) {
  std::string out = "one of";
  ((out += fmt::format(" {} {};", Held::kTag, stored_type<Held>())), ...);
  return out;
}

// Nested records are spelled out where they stand.
template <base::Record T>
std::string record_type() {
  std::string out = "{";
  base::each_field<T>([&](const auto& field) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*field.member)>;
    out += fmt::format("{}{} {}: {}", out.size() > 1 ? ", " : "", field.id, field.name,
                       stored_type<Member>());
  });
  return out + "}";
}

template <class T>
std::string stored_type() {
  if constexpr (std::is_same_v<T, bool>) {
    return "flag";
  } else if constexpr (std::is_same_v<T, base::Instant>) {
    return "instant";
  } else if constexpr (std::is_same_v<T, base::Day>) {
    return "day";
  } else if constexpr (base::WordEnum<T>) {
    return enum_type<T>();
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return "integer";
  } else if constexpr (base::is_optional<T>) {
    return "optional " + stored_type<typename T::value_type>();
  } else if constexpr (base::is_vector<T>) {
    return "list of " + stored_type<typename T::value_type>();
  } else if constexpr (base::is_variant<T>) {
    return variant_type(static_cast<const T*>(nullptr));
  } else if constexpr (base::Record<T>) {
    return record_type<T>();
  } else if constexpr (requires(const T& value) { value.raw(); }) {
    return "bytes";
  } else {
    return "text";
  }
}

// One section: `name` as the keyspace calls the record.
template <class T>
std::string record_markdown(std::string_view name) {
  std::string out = fmt::format(
      "\n## {}\n\nTable `{}`, record version {}.\n\n| id | name | type |\n"
      "|---|---|---|\n",
      name, spec(Stored<T>::kTable).family, Stored<T>::kVersion);
  base::each_field<T>([&](const auto& field) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*field.member)>;
    out += fmt::format("| {} | {} | {} |\n", field.id, field.name, stored_type<Member>());
  });
  return out;
}

}  // namespace shixin::store
