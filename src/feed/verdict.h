// Verdict: what a department may do with somebody who stands at its counter with a document and a
// name. Number and name must both agree before he is restricted; a name alone means nobody
// (法释〔2017〕7号 4). Pure: it is the rule of the feed's documents, asked for one person and one
// day.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/time.h"
#include "domain/document.h"
#include "feed/definition.h"

namespace shixin::domain {
struct Subject;
}

namespace shixin::feed {

// From the weakest to the strongest: of several documents of one person the strongest counts.
enum class Verdict : std::uint8_t {
  kClear = 1,  // nothing in this feed holds him on that day
  kUnknown,    // it can not be told: no good number, or a day that is over
  kAsk,  // the number agrees and the name does not, or a document he no longer has: ask the court
  kRestricted,  // number and name agree
};
constexpr auto enum_words(Verdict) {
  using enum Verdict;
  return std::array<base::EnumWord<Verdict>, 4>{
      {{kClear, "clear"}, {kUnknown, "unknown"}, {kAsk, "ask"}, {kRestricted, "restricted"}}};
}

// Of one subject in whose record the document stands, on a day that is not over.
Verdict verdict(const ViewDefinition& view, const domain::Subject& subject,
                const domain::Document& document, std::string_view name, Day on);

}  // namespace shixin::feed
