// One subject in both worlds: as the rules have it, and as the model does, which is told of every
// decision that was accepted.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "property/union_model.h"
#include "support/builders.h"

namespace support {

using ::model::Thing;

inline int case_in(const CaseNumber& no) { return std::stoi(no.number()); }

inline std::optional<::model::Service> told(const std::optional<Service>& service) {
  if (!service) return std::nullopt;
  return ::model::Service{service->on, service->method == ServiceMethod::kAnnouncement};
}

struct Life {
  SubjectRef ref;
  std::optional<Subject> subject;
  ::model::Subject model;
  std::vector<std::pair<int, Decision>> decisions;  // those accepted

  void note(const Act& act, int number, Day day) {
    today = day;
    if (model.introduced_by < 0) {
      model.introduced_by = number;
      model.things.push_back({.kind = Thing::kDocument,
                              .made_by = number,
                              .text = ref.documents.front().number.reveal()});
    }
    std::visit([&](const auto& decided) { note_act(decided, number); }, act);
    model.end_idle_windows(number, today);
  }

 private:
  void note_act(const ListAct& act, int number) {
    Thing thing{.kind = Thing::kListing,
                .made_by = number,
                .case_number = case_in(act.facts.no),
                .role = 1,
                .made_on = *act.paper->signed_on,
                .services = {{number, told(act.service)}}};
    if (act.grounds.front() != Ground::kRefusal) {
      thing.until = ::model::months_after(thing.made_on, 24);
    }
    model.things.push_back(thing);
    thing.kind = Thing::kConsumption;
    thing.until = ::model::kForever;
    model.things.push_back(thing);
    tell(act.facts, number);
  }
  void note_act(const RestrictAct& act, int number) {
    const bool exit = act.measures.front() == Measure::kExit;
    model.things.push_back({.kind = exit ? Thing::kExit : Thing::kConsumption,
                            .made_by = number,
                            .case_number = case_in(act.facts.no),
                            .role = static_cast<int>(act.role),
                            .made_on = *act.paper->signed_on,
                            .from = act.from.value_or(Day{}),
                            .until = act.until.value_or(::model::kForever),
                            .services = {{number, told(act.service)}}});
    tell(act.facts, number);
  }
  void note_act(const ExemptAct& act, int number) {
    model.things.push_back({.kind = Thing::kExemption,
                            .made_by = number,
                            .case_number = case_in(act.case_ref.no),
                            .from = act.from,
                            .until = act.to});
  }
  void note_act(const CorrectAct& act, int number) {
    const int no = case_in(act.change.no);
    const auto performance = act.change.performance;
    model.told.push_back(
        {number, no, performance ? std::optional(static_cast<int>(*performance)) : std::nullopt,
         act.change.outstanding});
    if (!act.service && !act.wrong_service_on) return;
    for (Thing& thing : model.things) {
      const bool entry = thing.kind == Thing::kListing || thing.kind == Thing::kConsumption ||
                         (thing.kind == Thing::kExit && act.wrong_service_on);
      if (!entry || thing.case_number != no || !model.live(thing, today)) continue;
      const auto service = model.service_of(thing);
      const bool meant = act.wrong_service_on ? service && service->on == *act.wrong_service_on
                                              : !service && thing.made_on <= act.service->on;
      if (meant) thing.services.push_back({number, told(act.service)});
    }
  }
  void note_act(const LiftAct& act, int number) {
    const bool exit = act.measures.front() == Measure::kExit;
    model.end(exit ? Thing::kExit : Thing::kConsumption, case_in(act.case_ref.no), number, today);
  }
  void note_act(const DeleteAct& act, int number) {
    model.end(Thing::kListing, case_in(act.case_ref.no), number, today);
  }
  void note_act(const EarlyDeleteAct& act, int number) {
    model.end(Thing::kListing, case_in(act.case_ref.no), number, today);
  }
  void note_act(const RevokeAct& act, int number) {
    for (const auto& [known, made] : decisions) {
      if (made.ids.decision == act.decision) model.revokes[number] = known;
    }
  }
  void note_act(const IdentifyAct& act, int number) {
    for (const auto& retired : act.retire_documents) {
      // One of several alike, where a revocation brought another back.
      for (Thing& thing : model.things) {
        if (thing.text != retired.number.reveal() || !model.live(thing, today)) continue;
        thing.ended_by.push_back(number);
        break;
      }
    }
    for (const auto& added : act.add_documents) {
      model.things.push_back(
          {.kind = Thing::kDocument, .made_by = number, .text = added.number.reveal()});
    }
  }
  void note_act(const TimePassedAct&, int) {}

  // An unknown performance is not told.
  void tell(const CaseFacts& facts, int number) {
    const bool known = facts.performance != Performance::kUnknown;
    model.told.push_back({number, case_in(facts.no),
                          known ? std::optional(static_cast<int>(facts.performance)) : std::nullopt,
                          std::nullopt});
  }

  Day today;  // of the decision that is noted
};

}  // namespace support
