// Survey: reading tables in order to say what is wrong with them. A damaged record or block is told
// and passed over, so that one of them does not hide the rest; an Error is a store that can not be
// read at all.
#pragma once

#include <fmt/core.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "store/record.h"

namespace shixin::store {

// Belongs to one thread.
class Survey {
 public:
  // Told one English line for each thing wrong: tables, internal ids and numbers, never a name or
  // an identity number.
  using Tell = std::function<void(std::string_view line)>;
  // Told which table is being read and how many of its rows are done, now and then.
  using Progress = std::function<void(std::string_view table, std::uint64_t rows)>;
  using EachRow = std::function<Result<void>(std::string_view key, std::string_view value)>;

  // The reader must outlive it.
  explicit Survey(const Reader& reader, Tell tell, Progress progress = {})
      : reader_(reader), tell_(std::move(tell)), progress_(std::move(progress)) {}

  const Reader& reader() const { return reader_; }

  template <class... Args>
  void tell(fmt::format_string<Args...> format, Args&&... args) const {
    tell_(fmt::format(format, std::forward<Args>(args)...));
  }

  // How many rows were read; `each` may be empty.
  Result<std::uint64_t> rows(Table table, const Range& range, const EachRow& each) const;

  // Calls each(record, value) for every whole record of T's table.
  template <class T, class Each>
  Result<std::uint64_t> records(const Range& range, Each each) const {
    return rows(Stored<T>::kTable, range,
                [&](std::string_view key, std::string_view value) -> Result<void> {
                  auto record = from_value<T>(key, value);
                  if (record) return each(*record, value);
                  tell("{}", record.error().detail);
                  return {};
                });
  }

  // Another number of rows than those that were found to be implied is told.
  Result<void> count(Table table, std::uint64_t implied) const;

  // nullopt: it is missing, or damaged, which is told.
  Result<std::optional<std::string>> value(Table table, std::string_view key) const;
  template <class T>
  Result<std::optional<T>> record(std::string_view key) const {
    auto stored = value(Stored<T>::kTable, key);
    if (!stored) return std::move(stored).error();
    if (!*stored) return std::optional<T>{};
    auto record = from_value<T>(key, **stored);
    if (record) return std::optional<T>{*std::move(record)};
    tell("{}", record.error().detail);
    return std::optional<T>{};
  }
  // The same, and `missing` is told when it is not there.
  template <class T>
  Result<std::optional<T>> expect(std::string_view key, std::string_view missing) const {
    auto found = record<T>(key);
    if (found && !*found) tell("{}", missing);
    return found;
  }

 private:
  const Reader& reader_;
  Tell tell_;
  Progress progress_;
};

}  // namespace shixin::store
