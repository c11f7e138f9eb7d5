// Fields: a record names its members once, and JSON in, JSON out, stored bytes and the published
// tables of schemas/records.md all follow from that list.
//
//   struct Basis {
//     std::string unit;
//     std::string no;
//     static constexpr auto fields() {
//       return std::tuple{field(1, "unit", &Basis::unit), field(2, "no", &Basis::no)};
//     }
//   };
//
// Numbers are on disk: never reused; a retired one stays as a comment. Names are the contract's.
// An enum gives its words by `enum_words(E)`, found by ADL; a text value has `parse` and `text`.
// A record may have `std::vector<Fault> settle()`, called after it was read from outside: it brings
// the members into normal form and returns what is wrong with them together (pointers relative).
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace shixin::base {

template <class Owner, class Member>
struct Field {
  std::uint32_t id;
  std::string_view name;
  Member Owner::*member;
  bool required;  // when read from outside; stored bytes leave out what is empty
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::uint32_t id, std::string_view name,
                                     Member Owner::*member) {
  return {id, name, member, true};
}

// May be left out, or null; the member then keeps its default.
template <class Owner, class Member>
constexpr Field<Owner, Member> optional_field(std::uint32_t id, std::string_view name,
                                              Member Owner::*member) {
  return {id, name, member, false};
}

template <class T>
concept Record = requires {
  T::fields();
};

template <class T>
concept WordEnum = std::is_enum_v<T> && requires(T value) {
  enum_words(value);
};

// Day, ids, case numbers: a text form and the only way in.
template <class T>
concept TextValue = requires(const T& value, std::string_view text) {
  { T::parse(text) } -> std::same_as<Result<T>>;
  { value.text() } -> std::convertible_to<std::string>;
};

// Identity numbers: a way in, and out only by a word that stands out in review.
template <class T>
concept SecretValue = requires(const T& value, std::string_view text) {
  { T::parse(text) } -> std::same_as<Result<T>>;
  { value.reveal() } -> std::convertible_to<std::string>;
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... Held>
inline constexpr bool is_variant<std::variant<Held...>> = true;

template <class E>
using EnumWord = std::pair<E, std::string_view>;

template <WordEnum E>
constexpr std::string_view word(E value) {
  for (const auto& [candidate, text] : enum_words(value)) {
    if (candidate == value) return text;
  }
  return {};
}

template <WordEnum E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (const auto& [candidate, name] : enum_words(E{})) {
    if (name == text) return candidate;
  }
  return std::nullopt;
}

template <Record T, class Visit>
constexpr void each_field(Visit visit) {
  std::apply([&](const auto&... fields) { (visit(fields), ...); }, T::fields());
}

// Every std::string in a value, however deep. Days, ids and numbers are not among them.
template <class T, class Visit>
void each_text(T& value, const Visit& visit) {
  if constexpr (std::is_same_v<T, std::string>) {
    visit(value);
  } else if constexpr (is_optional<T>) {
    if (value) each_text(*value, visit);
  } else if constexpr (is_vector<T>) {
    for (auto& item : value) each_text(item, visit);
  } else if constexpr (is_variant<T>) {
    std::visit([&](auto& held) { each_text(held, visit); }, value);
  } else if constexpr (Record<T>) {
    each_field<T>([&](const auto& field) { each_text(value.*field.member, visit); });
  }
}

}  // namespace shixin::base
