#include "domain/namesake.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/decide_parts.h"

namespace shixin::domain {
namespace {

// The papers of a decision that lists or restricts, with their pointers.
std::vector<std::pair<const char*, Paper>> papers_of(const Decision& decision) {
  std::vector<std::pair<const char*, Paper>> papers;
  const auto add = [&](const char* pointer, const std::optional<Paper>& paper) {
    if (paper) papers.emplace_back(pointer, *paper);
  };
  if (const auto* act = std::get_if<ListAct>(&decision.act)) {
    add("/paper", act->paper);
    add("/order_paper", order_paper(*act));
  } else if (const auto* restrict = std::get_if<RestrictAct>(&decision.act)) {
    add("/paper", restrict->paper);
  }
  return papers;
}

bool was_ordered_by(const Subject& subject, const CaseNumber& no, const Paper& paper) {
  const auto by_it = [&](const auto& made) {
    return made.case_no == no && same_number(made.paper, paper);
  };
  return std::ranges::any_of(subject.listings, by_it) || std::ranges::any_of(subject.orders, by_it);
}

}  // namespace

const CaseNumber* case_ordered_in(const Decision& decision) {
  if (const auto* act = std::get_if<ListAct>(&decision.act)) return &act->facts.no;
  if (const auto* act = std::get_if<RestrictAct>(&decision.act)) return &act->facts.no;
  return nullptr;
}

std::optional<std::string> shared_paper(const Decision& decision, const Subject& on_file) {
  const CaseNumber* no = case_ordered_in(decision);
  if (!no || on_file.kind != decision.subject.kind || !on_file.bears(decision.subject.name)) {
    return std::nullopt;
  }
  for (const auto& [pointer, paper] : papers_of(decision)) {
    if (was_ordered_by(on_file, *no, paper)) return pointer;
  }
  return std::nullopt;
}

}  // namespace shixin::domain
