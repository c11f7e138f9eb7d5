#include "domain/namesake.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

using NumberedPaper = std::pair<const char*, Paper>;  // with its pointer

std::vector<NumberedPaper> papers_of(const Decision& decision) {
  std::vector<NumberedPaper> papers;
  const auto add = [&](const char* pointer, const std::optional<Paper>& paper) {
    if (paper && !is_blank(paper->no)) papers.emplace_back(pointer, *paper);
  };
  if (const auto* act = std::get_if<ListAct>(&decision.act)) {
    add("/paper/no", act->paper);
    add("/order_paper/no", order_paper(*act));
  } else if (const auto* order = std::get_if<RestrictAct>(&decision.act)) {
    add("/paper/no", order->paper);
  }
  return papers;
}

template <class Fits>
bool was_ordered(const Subject& subject, const CaseNumber& no, Fits fits) {
  const auto by_it = [&](const auto& made) { return made.case_no == no && fits(made.paper); };
  return std::ranges::any_of(subject.listings, by_it) || std::ranges::any_of(subject.orders, by_it);
}

// Everybody has one of these at the most, for life.
bool tells_apart(DocumentType type) {
  return type == DocumentType::kCitizenId || type == DocumentType::kCreditCode ||
         type == DocumentType::kOrgCode;
}

bool have_numbers_of_their_own(const Subject& one, const Subject& other) {
  const auto telling = [](const Subject& subject) {
    auto documents = subject.current_documents();
    std::erase_if(documents, [](const Document& held) { return !tells_apart(held.type); });
    return documents;
  };
  const auto mine = telling(one);
  const auto theirs = telling(other);
  return !mine.empty() && !theirs.empty() && std::ranges::none_of(mine, [&](const Document& held) {
    return std::ranges::find(theirs, held.compare_form(), &Document::compare_form) != theirs.end();
  });
}

}  // namespace

const CaseNumber* case_ordered_in(const Decision& decision) {
  if (const auto* act = std::get_if<ListAct>(&decision.act)) return &act->facts.no;
  if (const auto* act = std::get_if<RestrictAct>(&decision.act)) return &act->facts.no;
  return nullptr;
}

std::optional<Fault> may_be_the_same(const Decision& decision, const Subject& after,
                                     const Subject& on_file) {
  const CaseNumber* no = case_ordered_in(decision);
  const bool namesakes = no && on_file.kind == after.kind &&
                         std::ranges::any_of(after.current_names(),
                                             [&](const auto& name) { return on_file.bears(name); });
  if (!namesakes || have_numbers_of_their_own(after, on_file)) return std::nullopt;
  const auto papers = papers_of(decision);
  for (const auto& [pointer, paper] : papers) {
    const auto same = [&paper = paper](const Paper& used) { return same_number(paper, used); };
    if (was_ordered(on_file, *no, same)) {
      return Fault{pointer, "该文书已用于本案在册的同名者", std::string(legal::kAccuracy)};
    }
  }
  const bool any = papers.empty() && was_ordered(on_file, *no, [](const Paper&) { return true; });
  if (!any) return std::nullopt;
  return Fault{"/case/no", "本案在册有同名者，未写明文书编号，不能辨别",
               std::string(legal::kAccuracy)};
}

}  // namespace shixin::domain
