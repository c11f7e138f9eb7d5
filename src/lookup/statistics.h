// Statistics: what stands published at one moment, each number with its meaning. Entries and people
// are counted apart: one person may stand in several cases and on both lists (law.md §5.4).
#pragma once

#include <cstdint>
#include <tuple>

#include "base/fields.h"
#include "store/reader.h"

namespace shixin::lookup {

struct Statistics {
  std::uint64_t subjects = 0;  // with at least one published entry of either list
  std::uint64_t persons = 0;
  std::uint64_t organisations = 0;
  std::uint64_t dishonest_subjects = 0;
  std::uint64_t dishonest_entries = 0;
  std::uint64_t consumption_subjects = 0;
  std::uint64_t consumption_entries = 0;

  static constexpr auto fields() {
    using base::field;
    return std::tuple{field(1, "subjects", &Statistics::subjects),
                      field(2, "persons", &Statistics::persons),
                      field(3, "organisations", &Statistics::organisations),
                      field(4, "dishonest_subjects", &Statistics::dishonest_subjects),
                      field(5, "dishonest_entries", &Statistics::dishonest_entries),
                      field(6, "consumption_subjects", &Statistics::consumption_subjects),
                      field(7, "consumption_entries", &Statistics::consumption_entries)};
  }
  friend bool operator==(const Statistics&, const Statistics&) = default;
};

// Reads every published record: keep its answer for a while (web/public/statistics_cache.h).
Result<Statistics> count_published(const store::Reader& reader);

}  // namespace shixin::lookup
