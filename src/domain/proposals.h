// Proposals: what a fact demands of the court, on a subject as he stands (law.md §10, "What a fact
// ends"). Pure. A proposal is a remedy with its article and, where all of it can be said by rule,
// the act that brings it; what a person must write himself has none. In order: the list first, for
// who is listed stays restricted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/fact.h"

namespace shixin::domain {

// Numbers are on disk.
enum class Remedy : std::uint8_t {
  kDelete = 1,
  kEarlyDelete = 2,
  kLiftConsumption = 3,
  kLiftExit = 4,
  kRevoke = 5,
  kCorrect = 6,
  kRestrictSuccessor = 7,
  kDecideApplication = 8,
  kDecideObjection = 9,
  kEndForDeath = 10,
};
constexpr auto enum_words(Remedy) {
  using enum Remedy;
  return std::array<EnumWord<Remedy>, 10>{{{kDelete, "delete"},
                                           {kEarlyDelete, "early_delete"},
                                           {kLiftConsumption, "lift_consumption"},
                                           {kLiftExit, "lift_exit"},
                                           {kRevoke, "revoke"},
                                           {kCorrect, "correct"},
                                           {kRestrictSuccessor, "restrict_successor"},
                                           {kDecideApplication, "decide_application"},
                                           {kDecideObjection, "decide_objection"},
                                           {kEndForDeath, "end_for_death"}}};
}

std::string_view label(Remedy remedy);

struct Proposal {
  Remedy remedy = Remedy::kDelete;
  std::string legal;
  std::optional<Act> act;  // its paper is still to come
  // Whom the act is on, where it is not the subject himself: his successor.
  std::optional<SubjectRef> on;
};

// What the fact demands on a subject whom it concerns.
std::vector<Proposal> propose(const Fact& fact, const Subject& subject);
// The same where the register does not know him: an application is decided all the same.
std::vector<Proposal> propose(const Fact& fact);

// Whether the subject still has what the remedy of the fact takes away; nullopt where it does not
// show on him, and the decision itself or a person must say that it is done.
std::optional<bool> outstanding(Remedy remedy, const Fact& fact, const Subject& subject);

// The decision as if it had been signed today, with a stand-in where its paper is still to come: to
// judge what follows it in one bundle.
Decision as_if_signed(Decision decision, Day today);

}  // namespace shixin::domain
