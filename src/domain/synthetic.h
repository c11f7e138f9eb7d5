// Synthetic subjects, for the demo and for tests: the n-th of each kind, all different, none of
// them anybody's. Persons were born from 1880 to 1900; companies stand in a series of codes that is
// not given out (law.md §6). Pure; names repeat among numbers, as names do.
#pragma once

#include <cstdint>
#include <string>

#include "domain/document.h"

namespace shixin::domain {

// Documents differ for every n below these.
inline constexpr std::uint64_t kSyntheticPersonsMax = 90'000'000;
inline constexpr std::uint64_t kSyntheticCompaniesMax = 800'000'000;

Document synthetic_person_document(std::uint64_t n);   // a citizen's number; odd n are women
Document synthetic_company_document(std::uint64_t n);  // a credit code of the MA series
std::string synthetic_person_name(std::uint64_t n);
std::string synthetic_company_name(std::uint64_t n);

}  // namespace shixin::domain
