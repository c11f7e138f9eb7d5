// What the page of a decision is filled with, part by part; for decision.cc alone.
#pragma once

#include "web/console/decision.h"
#include "web/console/people.h"
#include "web/page/data.h"
#include "web/staff/effect.h"

namespace shixin::web::console {

// What it says, under the headings and names of its form; numbers masked.
void put_content(const store::Reader& reader, const domain::Decision& decision, PageData& data);
// Who did what with it, and why.
void put_trail(const registry::Draft& draft, People& people, PageData& data);
// Why a step was not taken; and where it was an approval of what has changed, what has.
void put_refusal(const store::Reader& reader, const registry::Draft& draft,
                 const std::optional<staff::Effect>& now, const RefusedStep& refused,
                 People& people, PageData& data);

}  // namespace shixin::web::console
