#include "domain/own_court.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/legal.h"

namespace shixin::domain {

bool OwnCourt::may_have_opened(const CaseNumber& no) const {
  return no.empty() || no.legacy() || no.court() == code ||
         std::ranges::find(former_codes, no.court()) != former_codes.end();
}

Result<void> OwnCourt::check(const CaseNumber& no) const {
  if (may_have_opened(no)) return {};
  return base::refusal("/case/no", fmt::format("不是本院的案号;本院的法院代字为{}", code),
                       std::string(legal::kCaseNumbers));
}

Result<void> OwnCourt::claim(Decision& decision) const {
  const auto claim_facts = [&](CaseFacts& facts) -> Result<void> {
    if (auto ours = check(facts.no); !ours) return ours;
    if (facts.court.empty()) facts.court = name;
    return {};
  };
  if (auto* act = std::get_if<ListAct>(&decision.act)) return claim_facts(act->facts);
  if (auto* act = std::get_if<RestrictAct>(&decision.act)) return claim_facts(act->facts);
  return {};
}

}  // namespace shixin::domain
