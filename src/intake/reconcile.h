// Reconcile: a record of the national library's export (zxgk-json, law.md §5.2) held against the
// register. By a whole number a record is compared with that person's entry in the case; one whose
// number is masked, or not sure to be a number of what it seems, with the entry of the case and
// name, and says so. Nobody is guessed: two of one name in a case are told and left. Changes
// nothing. No answer holds a number that is not public.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "domain/ids.h"
#include "domain/subject.h"
#include "registry/query.h"

namespace shixin::intake {

enum class Agreement : std::uint8_t {
  kSame = 1,
  kDiffers = 2,    // in `fields`
  kOnlyThere = 3,  // no entry of ours is public for it; `here` says what there is
  kUnclear = 4,    // several of that name in the case, and no whole number
  kUnreadable = 5  // for `reasons`
};
constexpr auto enum_words(Agreement) {
  using enum Agreement;
  return std::array{base::EnumWord<Agreement>{kSame, "same"},
                    base::EnumWord<Agreement>{kDiffers, "differs"},
                    base::EnumWord<Agreement>{kOnlyThere, "only_there"},
                    base::EnumWord<Agreement>{kUnclear, "unclear"},
                    base::EnumWord<Agreement>{kUnreadable, "unreadable"}};
}

// What the register has of a record that no public entry answers to.
enum class Here : std::uint8_t {
  kNothing = 1,
  kEnded = 2,        // he was let go here: the library has not heard of it
  kNotPublic = 3,    // his entry is not published, or not to everybody
  kOtherNumber = 4,  // somebody of the name in the case, under another number
};
constexpr auto enum_words(Here) {
  using enum Here;
  return std::array{base::EnumWord<Here>{kNothing, "nothing"},
                    base::EnumWord<Here>{kEnded, "ended"},
                    base::EnumWord<Here>{kNotPublic, "not_public"},
                    base::EnumWord<Here>{kOtherNumber, "other_number"}};
}

enum class MatchedBy : std::uint8_t { kNumber = 1, kCaseAndName = 2 };
constexpr auto enum_words(MatchedBy) {
  return std::array{base::EnumWord<MatchedBy>{MatchedBy::kNumber, "number"},
                    base::EnumWord<MatchedBy>{MatchedBy::kCaseAndName, "case_and_name"}};
}

// Which entry is meant, in words that may be shown.
struct EntryShown {
  std::string case_no;
  std::string name;
  std::string number = {};  // masked as the public sees it; "" when it is not known for sure
};

struct Comparison {
  Agreement agreement = Agreement::kUnreadable;
  EntryShown shown = {};
  MatchedBy by = MatchedBy::kNumber;
  std::optional<domain::EntryId> entry = {};  // ours, of kSame and kDiffers
  std::vector<std::string> fields = {};       // keys of the export
  Here here = Here::kNothing;
  std::vector<Fault> reasons = {};
};

// `record` is the text of one. Fails only where the store does.
Result<Comparison> compare_published(const store::Reader& reader, const lookup::Index& index,
                                     std::string_view record, base::Random& random);

// Every entry that stands published to everybody, until `visit` returns false.
Result<void> each_published(
    const store::Reader& reader,
    const std::function<bool(const domain::EntryId&, const EntryShown&)>& visit);

}  // namespace shixin::intake
