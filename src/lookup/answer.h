// Answer: the masked answer to a public question. A removed subject and one never listed get the
// same answer for the same work, so that the lookup is no oracle of the past (law.md §9.9).
#pragma once

#include <string>
#include <vector>

#include "lookup/index.h"
#include "lookup/public_subject.h"
#include "lookup/question.h"

namespace shixin::lookup {

// Counted up to a bound: `more` says that there are at least so many.
struct Count {
  std::size_t number = 0;
  bool more = false;
  friend bool operator==(const Count&, const Count&) = default;
};

// Bounds the work of one question, filters included.
inline constexpr std::size_t kScannedMax = kPageSubjectsMax * kPagesMax;
inline constexpr std::size_t kNamesakesMax = 100;

struct Found {
  PublicSubject subject;
  Count same_name;  // published subjects of exactly this name, itself included
  friend bool operator==(const Found&, const Found&) = default;
};

struct PublicAnswer {
  std::vector<Found> found;  // one page, by folded name
  Count total;
  std::size_t page = 1;
  std::size_t pages = 0;
  friend bool operator==(const PublicAnswer&, const PublicAnswer&) = default;
};

Result<PublicAnswer> answer(const store::Reader& reader, const Index& index,
                            const Question& question);

// One published entry with its person; `subject.entries` holds that entry alone. nullopt when it is
// not published, whatever it was before.
Result<std::optional<Found>> published_entry(const store::Reader& reader,
                                             const domain::EntryId& entry);

}  // namespace shixin::lookup
