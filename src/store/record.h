// Records in tables. The module that writes a table says once, in a Stored<T>, which table, which
// record version and which key a record stands under:
//
//   template <> struct store::Stored<Draft> {
//     static constexpr Table kTable = Table::kDrafts;
//     static constexpr std::uint8_t kVersion = 1;
//     static std::string key(const Draft& draft);
//   };
//
// A record repeats its own key: load() compares and answers kCorrupt for a record under a foreign
// key or of a version this build does not know.
#pragma once

#include <optional>
#include <string>

#include "base/codec.h"
#include "store/overlay.h"

namespace shixin::store {

template <class T>
struct Stored;

template <class T>
std::string to_value(const T& record) {
  return static_cast<char>(Stored<T>::kVersion) + base::encode(record);
}

template <class T>
Result<T> from_value(std::string_view key, std::string_view value) {
  const auto corrupt = [](std::string_view what) {
    return Error{ErrorCode::kCorrupt,
                 std::string(spec(Stored<T>::kTable).family).append(": ").append(what)};
  };
  if (value.empty() || static_cast<std::uint8_t>(value.front()) != Stored<T>::kVersion) {
    return corrupt("a record of a version this build does not know");
  }
  auto record = base::decode<T>(value.substr(1));
  if (!record) return corrupt(record.error().detail);
  if (Stored<T>::key(*record) != key) return corrupt("a record under a foreign key");
  return record;
}

template <class T>
Result<std::optional<T>> load(const Reader& reader, std::string_view key) {
  auto value = reader.get(Stored<T>::kTable, key);
  if (!value) return std::move(value).error();
  if (!*value) return std::optional<T>{};
  auto record = from_value<T>(key, **value);
  if (!record) return std::move(record).error();
  return std::optional<T>{*std::move(record)};
}

template <class T>
void save(Overlay& overlay, const T& record) {
  overlay.put(Stored<T>::kTable, Stored<T>::key(record), to_value(record));
}

template <class T>
void remove(Overlay& overlay, const T& record) {
  overlay.erase(Stored<T>::kTable, Stored<T>::key(record));
}

}  // namespace shixin::store
