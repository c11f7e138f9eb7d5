// The stored form of records: compact, tagged bytes from the field list (base/fields.h).
//
//   record  := { id: varint, size: varint, payload[size] }   fields in any order, empty ones left
//   out integer := varint (zigzag when signed)    bool := 0x01    enum := its number as varint text
//   := its bytes    instant := integer milliseconds    optional := as its value, or left out list
//   := { size: varint, payload[size] }    variant := its alternative's kTag as varint, then that
//
// A text may be decoded as a std::string_view, which borrows from the bytes.
//
// decode() trusts nothing: an unknown id, a size past the end or a value its type refuses is
// kCorrupt, never "not found" and never a default.
#pragma once

#include <chrono>
#include <type_traits>
#include <variant>

#include "base/fields.h"
#include "base/time.h"

namespace shixin::base {

void put_varint(std::string& out, std::uint64_t value);
bool take_varint(std::string_view& in, std::uint64_t& value);
bool take_sized(std::string_view& in, std::string_view& payload);
Error corrupt_record(std::string_view what);

// Days on disk, from 1970: years 1696 to 10183. Far outside of it the calendar's own arithmetic
// overflows.
inline constexpr std::int64_t kStoredDayMin = -100'000;
inline constexpr std::int64_t kStoredDayMax = 3'000'000;

template <class T>
std::string encode(const T& value);
template <class T>
Result<T> decode(std::string_view bytes);

namespace codec {

// Writes the size in front of what was put behind `at`, where one byte is kept for it.
void settle_size(std::string& out, std::size_t at);

template <class T>
void put_value(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (value) out += '\1';
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    out += value;
  } else if constexpr (std::is_same_v<T, Instant>) {
    put_value<std::int64_t>(out, value.time_since_epoch().count());
  } else if constexpr (std::is_same_v<T, Day>) {
    put_value<std::int64_t>(out, value.days().time_since_epoch().count());
  } else if constexpr (std::is_enum_v<T>) {
    put_varint(out, static_cast<std::uint64_t>(value));
  } else if constexpr (std::is_unsigned_v<T>) {
    put_varint(out, value);
  } else if constexpr (std::is_integral_v<T>) {
    const auto wide = static_cast<std::int64_t>(value);
    put_varint(out,
               (static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
  } else if constexpr (requires {
                         value.raw();
                         T::from_bytes(std::string_view{});
                       }) {
    out += value.raw();
  } else if constexpr (is_optional<T>) {
    put_value(out, *value);
  } else if constexpr (is_variant<T>) {
    std::visit(
        [&](const auto& held) {
          put_varint(out, held.kTag);
          put_value(out, held);
        },
        value);
  } else if constexpr (is_vector<T>) {
    for (const auto& item : value) {
      const std::size_t at = out.size();
      out += '\0';
      put_value(out, item);
      settle_size(out, at);
    }
  } else if constexpr (Record<T>) {
    each_field<T>([&](const auto& field) {
      const auto& member = value.*field.member;
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (is_optional<Member>) {
        if (!member) return;
      }
      const std::size_t begin = out.size();
      put_varint(out, field.id);
      const std::size_t at = out.size();
      out += '\0';
      put_value(out, member);
      const bool left_out = !is_optional<Member> && out.size() == at + 1;
      left_out ? out.resize(begin) : settle_size(out, at);
    });
  } else {
    static_assert(requires {
      value.stored();
      T::from_stored(std::string_view{});
    });
    out += value.stored();
  }
}

template <class T>
Result<void> take_value(std::string_view bytes, T& value);

template <class... Held>
Result<void> take_alternative(std::string_view bytes, std::uint64_t tag,
                              std::variant<Held...>& value) {
  Result<void> outcome = corrupt_record("a tag of no meaning");
  const auto attempt = [&]<class T>(std::type_identity<T>) {
    if (T::kTag == tag) outcome = take_value(bytes, value.template emplace<T>());
  };
  (attempt(std::type_identity<Held>{}), ...);
  return outcome;
}

template <class T>
Result<void> take_value(std::string_view bytes, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (bytes != "\1" && !bytes.empty()) return corrupt_record("a flag");
    value = !bytes.empty();
  } else if constexpr (std::is_same_v<T, std::string>) {
    value.assign(bytes);
  } else if constexpr (std::is_same_v<T, std::string_view>) {
    value = bytes;
  } else if constexpr (std::is_same_v<T, Instant>) {
    std::int64_t count = 0;
    if (auto done = take_value(bytes, count); !done) return done;
    value = Instant{std::chrono::milliseconds{count}};
    if (value < Instant{std::chrono::days{kStoredDayMin}} ||
        value > Instant{std::chrono::days{kStoredDayMax}}) {
      return corrupt_record("an instant");
    }
  } else if constexpr (std::is_same_v<T, Day>) {
    std::int64_t count = 0;
    if (auto done = take_value(bytes, count); !done) return done;
    if (count < kStoredDayMin || count > kStoredDayMax) return corrupt_record("a day");
    value = Day{std::chrono::sys_days{std::chrono::days{count}}};
  } else if constexpr (std::is_enum_v<T>) {
    std::uint64_t number = 0;
    if (!take_varint(bytes, number) || !bytes.empty()) return corrupt_record("an enum");
    value = static_cast<T>(number);
    if (static_cast<std::uint64_t>(value) != number) return corrupt_record("an enum too large");
    if constexpr (WordEnum<T>) {
      if (word(value).empty()) return corrupt_record("an enum of no meaning");
    }
  } else if constexpr (std::is_unsigned_v<T>) {
    std::uint64_t number = 0;
    if (!take_varint(bytes, number) || !bytes.empty()) return corrupt_record("an integer");
    value = static_cast<T>(number);
    if (value != number) return corrupt_record("an integer too large");
  } else if constexpr (std::is_integral_v<T>) {
    std::uint64_t number = 0;
    if (!take_varint(bytes, number) || !bytes.empty()) return corrupt_record("an integer");
    const auto wide =
        static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
    value = static_cast<T>(wide);
    if (value != wide) return corrupt_record("an integer too large");
  } else if constexpr (requires {
                         value.raw();
                         T::from_bytes(bytes);
                       }) {
    auto read = T::from_bytes(bytes);
    if (!read) return std::move(read).error();
    value = *std::move(read);
  } else if constexpr (is_optional<T>) {
    return take_value(bytes, value.emplace());
  } else if constexpr (is_variant<T>) {
    std::uint64_t tag = 0;
    if (!take_varint(bytes, tag)) return corrupt_record("a tag");
    return take_alternative(bytes, tag, value);
  } else if constexpr (is_vector<T>) {
    while (!bytes.empty()) {
      std::string_view payload;
      if (!take_sized(bytes, payload)) return corrupt_record("a list cut short");
      if (auto done = take_value(payload, value.emplace_back()); !done) return done;
    }
  } else if constexpr (Record<T>) {
    while (!bytes.empty()) {
      std::uint64_t id = 0;
      std::string_view payload;
      if (!take_varint(bytes, id) || !take_sized(bytes, payload)) return corrupt_record("a field");
      bool known = false;
      std::optional<Error> failed;
      each_field<T>([&](const auto& field) {
        if (field.id != id) return;
        known = true;
        auto& member = value.*field.member;
        if (payload.empty() && !is_optional<std::remove_cvref_t<decltype(member)>>) {
          failed = corrupt_record("an empty field that was not left out");
        } else if (auto done = take_value(payload, member); !done) {
          failed = std::move(done).error();
        }
      });
      if (failed) return *std::move(failed);
      if (!known) return corrupt_record("a field of no meaning");
    }
  } else {
    auto read = T::from_stored(bytes);
    if (!read) return corrupt_record(read.error().detail);
    value = *std::move(read);
  }
  return {};
}

}  // namespace codec

template <class T>
std::string encode(const T& value) {
  std::string out;
  codec::put_value(out, value);
  return out;
}

template <class T>
Result<T> decode(std::string_view bytes) {
  T value{};
  if (auto done = codec::take_value(bytes, value); !done) return std::move(done).error();
  return value;
}

}  // namespace shixin::base
