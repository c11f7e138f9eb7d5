// Question: what the public asks, parsed once. A name prefix of two Han characters or three Latin
// letters, or a whole number, or both: less would list the library (law.md §9.9).
#pragma once

#include <string>
#include <vector>

#include "domain/document.h"
#include "domain/region.h"

namespace shixin::lookup {

inline constexpr std::size_t kPageSubjectsMax = 20;
// What can be leafed through: nobody reads further, and crawlers shall not.
inline constexpr std::size_t kPagesMax = 50;

// As it was typed; the number goes no further than parse_question().
struct Asked {
  std::string name = {};
  std::string number = {};
  std::string region = {};  // two digits of GB/T 2260, or the name of a province
  std::string court = {};   // 法院代字: 赣1102
  std::int64_t page = 1;

  static constexpr auto fields() {
    using base::optional_field;
    return std::tuple{
        optional_field(1, "name", &Asked::name), optional_field(2, "number", &Asked::number),
        optional_field(3, "region", &Asked::region), optional_field(4, "court", &Asked::court),
        optional_field(5, "page", &Asked::page)};
  }
};

struct Question {
  std::string name;                          // folded prefix; empty: any
  std::vector<domain::Document> documents;   // all that the number can mean; empty: any
  const domain::Province* region = nullptr;  // of the executing court; nullptr: any
  std::string court;                         // 法院代字; empty: any
  std::size_t page = 1;
};

// Whether what was typed into a field for something else may be an identity number: it is then
// neither searched for nor shown again.
bool holds_number(std::string_view typed);

// kMalformed with every fault and its pointer.
Result<Question> parse_question(const Asked& asked);

}  // namespace shixin::lookup
