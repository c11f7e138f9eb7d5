// Rows: what holds a subject, as lines of a table; and before → after of a decision, line by line.
#pragma once

#include <string>
#include <vector>

#include "domain/restrictions.h"
#include "web/page/data.h"
#include "web/staff/effect.h"

namespace shixin::web::console {

struct ChangeRow {
  std::string what;
  std::string before;
  std::string after;

  bool changed() const { return before != after; }
};

// The changed ones first. A subject whom the register does not know has nothing before.
std::vector<ChangeRow> change_rows(const staff::Effect& effect);

// 自2026-03-01起，至2026-05-31。
std::string span_text(const domain::Restriction& restriction);
// 2026-04-01至2026-04-07暂时解除; empty where nothing is lifted.
std::string lifted_text(const domain::Restriction& restriction);
std::string standing_text(const domain::Standing& standing);
// How an entry of the list stands: 已公布, 未送达 …
std::string publication_text(const domain::Listing& listing);

std::vector<domain::Role> all_roles();

// The numbers of cases, each with the address of its page, for a template's {{#cases}}.
PageData case_links(const std::vector<std::string>& numbers);

// The panel before → after with the feeds that will change, or why the decision can not be taken.
std::string effect_panel(const staff::Effect& effect);

}  // namespace shixin::web::console
