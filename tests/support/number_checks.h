// What every test of an identity number asks: what is taken and how it then stands, what is
// refused, under which standard, and that no refusal repeats the number.
#pragma once

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>

#include "domain/identity_number.h"

namespace shixin::test {

struct Taken {
  const char* what;
  std::string typed;
  std::string normal;
};

struct Refused {
  const char* what;
  std::string typed;
};

template <class Number>
void check_taken(std::span<const Taken> rows) {
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CAPTURE(row.normal);
    const auto number = Number::parse(row.typed);
    REQUIRE(number.has_value());
    CHECK_EQ(number->reveal(), row.normal);
    // A normal form is its own.
    const auto again = Number::parse(number->reveal());
    REQUIRE(again.has_value());
    CHECK(*again == *number);
  }
}

template <class Number>
void check_refused(std::span<const Refused> rows, std::string_view standard) {
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto number = Number::parse(row.typed);
    REQUIRE_FALSE(number.has_value());
    CHECK(number.error().code == ErrorCode::kRefused);
    REQUIRE_EQ(number.error().faults.size(), 1);
    CHECK_EQ(number.error().faults[0].legal, standard);
    if (row.typed.size() < 4) continue;
    CHECK_EQ(number.error().detail.find(row.typed), std::string::npos);
    CHECK_EQ(number.error().faults[0].detail.find(row.typed), std::string::npos);
  }
}

}  // namespace shixin::test
