// Result<T>: a value or an Error, with the names of std::expected (which g++ 12 lacks in C++20).
// [[nodiscard]] on the class: a dropped failure does not compile under -Werror. One file to delete
// when the compiler moves on.
#pragma once

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/error.h"

namespace shixin::base {

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  template <class U = T>
  requires(std::is_constructible_v<T, U&&> && !std::is_same_v<std::remove_cvref_t<U>, Error> &&
           !std::is_same_v<std::remove_cvref_t<U>, Result>) Result(U&& value)
      : held_(std::in_place_index<0>, std::forward<U>(value)) {}            // NOLINT: implicit
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return assert(has_value()), std::get<0>(held_); }
  const T& value() const& { return assert(has_value()), std::get<0>(held_); }
  T&& value() && { return assert(has_value()), std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return assert(!has_value()), std::get<1>(held_); }
  Error&& error() && { return assert(!has_value()), std::get<1>(std::move(held_)); }

 private:
  std::variant<T, Error> held_;
};

// Done, or why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& { return assert(error_), *error_; }
  Error&& error() && { return assert(error_), *std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace shixin::base

namespace shixin {
using base::Error;
using base::ErrorCode;
using base::Fault;
using base::Result;
}  // namespace shixin
