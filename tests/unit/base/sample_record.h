// A record with one member of every kind, for the tests of codec and JSON.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/fields.h"
#include "base/time.h"

namespace sample {

using shixin::base::EnumWord;
using shixin::base::field;
using shixin::base::optional_field;

enum class Colour : std::uint8_t { kRed = 1, kBlue = 3 };
constexpr auto enum_words(Colour) {
  return std::array{EnumWord<Colour>{Colour::kRed, "red"}, EnumWord<Colour>{Colour::kBlue, "blue"}};
}

struct Part {
  std::string name;
  std::int64_t weight = 0;
  static constexpr auto fields() {
    return std::tuple{field(1, "name", &Part::name), field(2, "weight", &Part::weight)};
  }
  friend bool operator==(const Part&, const Part&) = default;
};

struct Thing {
  std::string name;
  std::uint32_t count = 0;
  bool heavy = false;
  Colour colour = Colour::kRed;
  shixin::Day made;
  std::optional<shixin::Instant> sold;
  std::vector<Part> parts;
  static constexpr auto fields() {
    return std::tuple{
        field(1, "name", &Thing::name),           field(2, "count", &Thing::count),
        field(3, "heavy", &Thing::heavy),         field(4, "colour", &Thing::colour),
        field(5, "made", &Thing::made),           optional_field(6, "sold", &Thing::sold),
        optional_field(7, "parts", &Thing::parts)};
  }
  friend bool operator==(const Thing&, const Thing&) = default;
};

inline Thing thing() {
  return {.name = "门",
          .count = 300,
          .heavy = true,
          .colour = Colour::kBlue,
          .made = {1899, 12, 31},
          .sold = shixin::Instant{std::chrono::milliseconds{-5}},
          .parts = {{"锁", -7}, {"", 0}}};
}

struct Added {
  static constexpr std::uint64_t kTag = 1;
  Part part;
  static constexpr auto fields() { return std::tuple{field(1, "part", &Added::part)}; }
  friend bool operator==(const Added&, const Added&) = default;
};
struct Dropped {
  static constexpr std::uint64_t kTag = 4;
  std::string why;
  static constexpr auto fields() { return std::tuple{field(1, "why", &Dropped::why)}; }
  friend bool operator==(const Dropped&, const Dropped&) = default;
};
using Event = std::variant<Added, Dropped>;

}  // namespace sample
