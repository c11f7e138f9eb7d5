// What the rules of the single acts share; for decide*.cc alone. Each act has its hear(): it looks
// at everything first, collecting what stands against the decision, and changes the subject only
// when nothing does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decide.h"

namespace shixin::domain {

// One decision being heard: the subject as found, which becomes the subject as decided.
class Hearing {
 public:
  Hearing(const Decision& decision_heard, Subject found, bool is_new, Day day,
          const Calendar& working_days)
      : decision(decision_heard),
        subject(std::move(found)),
        subject_is_new(is_new),
        today(day),
        calendar(working_days) {}

  const Decision& decision;
  Subject subject;
  const bool subject_is_new;
  const Day today;
  const Calendar& calendar;

  // A rule forbids it.
  void refuse(std::string pointer, std::string detail, std::string_view legal = {});
  // The state of the subject does not allow it. A refusal beside it outranks it.
  void conflict(std::string pointer, std::string detail, std::string_view legal = {});
  // It orders what stands already. Anything beside it outranks it.
  void repetition(std::string pointer, std::string detail);
  bool free() const { return faults_.empty(); }
  Error error() &&;

  Standing made_on(Day day) const { return {decision.ids.decision, day, {}, {}}; }
  // A service as the register enters it today.
  std::optional<Served> entered(const std::optional<Service>& service) const;
  End ended_on(Day day, Cause cause, std::string_view legal) const {
    return {decision.ids.decision, day, cause, std::string(legal)};
  }

 private:
  std::vector<Fault> faults_;
  bool refused_ = false;
  bool only_repeats_ = true;
};

void hear(const ListAct& act, Hearing& hearing);
void hear(const RestrictAct& act, Hearing& hearing);
void hear(const ExemptAct& act, Hearing& hearing);
void hear(const CorrectAct& act, Hearing& hearing);
void hear(const LiftAct& act, Hearing& hearing);
void hear(const DeleteAct& act, Hearing& hearing);
void hear(const EarlyDeleteAct& act, Hearing& hearing);
void hear(const RevokeAct& act, Hearing& hearing);
void hear(const IdentifyAct& act, Hearing& hearing);

// Whom the decision means is whom the register has: kind, name and documents agree.
void check_identity(Hearing& hearing);
// A name is written in letters, whatever their script; a number or a dash is none, and none has an
// identity number in it.
void check_name(Hearing& hearing, const std::string& name, std::string pointer);
// Nobody's number tells a birth to come. `pointer` names the list.
void check_born(Hearing& hearing, const std::vector<Document>& told, std::string_view pointer);
// One person has one birth and one sex, however many citizen's numbers. `pointer` names the list.
void check_one_person(Hearing& hearing, const std::vector<Document>& known,
                      const std::vector<Document>& told, std::string_view pointer);
// Somebody the register meets for the first time, in this decision.
Subject introduced(const Decision& decision, Day made_on);

// Nothing that a reader could see.
bool is_blank(std::string_view text);
// Given, of a year that has come, and of a case in which the court itself enforces.
void check_case_number(Hearing& hearing, const CaseNumber& no, std::string_view legal);
// Filed by today, `told` so or known already, before the paper was signed, and none of it before
// the year in the case number.
void check_filing(Hearing& hearing, const CaseNumber& no, std::optional<Day> told,
                  const std::optional<Paper>& paper);
// The second half of it, for another paper.
void check_signed_after_filing(Hearing& hearing, const CaseNumber& no, std::optional<Day> told,
                               const std::optional<Paper>& paper, const std::string& pointer);
// What is on file of the case is told again, or not at all: to change it takes a correction.
void check_as_on_file(Hearing& hearing, const CaseFacts& told);
// Whatever art 6 publishes is told, or known already.
void check_published_facts(Hearing& hearing, const CaseFacts& told);
// Something is left to enforce, as told or known already.
void check_unperformed(Hearing& hearing, const CaseFacts& told, std::string_view legal);
// No piece of evidence is blank.
void check_evidence(Hearing& hearing, const std::vector<std::string>& evidence);

// The day an act counts from: of the signature; where the old list is silent on it, of the service;
// else today.
Day day_of_paper(const std::optional<Paper>& paper, Day today,
                 const std::optional<Service>& service = std::nullopt);
void check_paper(Hearing& hearing, const std::optional<Paper>& paper, std::string_view legal,
                 std::string pointer = "/paper");
// The paper of the 限制消费令 that a listing brings: signed with it, it need not repeat the day.
std::optional<Paper> order_paper(const ListAct& act);
// Whether both bear a number, and it is one, whatever its brackets and leading zeros.
bool same_number(const Paper& one, const Paper& other);
// What ends or changes an entry is not signed before the day the entry was made.
void check_not_before(Hearing& hearing, const std::optional<Paper>& paper, Day made_on,
                      std::string_view legal);
// Whether an order binds in the role, and for the unit, that the act names.
bool binds_alike(const RestrictAct& act, const Order& order);
// The same; and for exit orders the same days.
bool repeats(const RestrictAct& act, const Order& order);
// What has ended in a case is not ordered again by the paper that ordered it, nor by one signed
// before it ended; and one number is that of one order.
void check_anew(const ListAct& act, Hearing& hearing);
void check_anew(const RestrictAct& act, OrderKind kind, Hearing& hearing);
// Initiated by the applicant: on which day he applied, and not after the decision.
void check_initiation(Hearing& hearing, const Initiation& initiated, Day made_on,
                      std::string_view legal);
// Not in the future and not before the paper that was served.
void check_service(Hearing& hearing, const Service& service, Day made_on);
// One decision orders or lifts one thing, and travel goes with high_consumption; else nullopt.
std::optional<OrderKind> order_kind(std::vector<Measure> measures);
// A citizen's number and the foreigner's card of 2023 tell it, in one way; nullopt for the others.
std::optional<Day> birth_told_by(const Document& document);
// Under eighteen on that day, if the document tells the birth.
bool shows_minor(const Document& document, Day on);
// The same by any of the subject's documents.
bool is_minor(const Subject& subject, Day on);

Listing* live_listing(Subject& subject, const CaseNumber& no);
std::vector<Order*> live_orders(Subject& subject, const CaseNumber& no, OrderKind kind);
// The case as this decision, made on that day, tells it; what it leaves out stays as it was.
void tell_case(Hearing& hearing, const CaseFacts& told, Day made_on);
// A window is over with the last order of its case: it frees nobody from a later one.
void close_windows(Subject& subject, const End& end);

// Ends what is over on `day`: terms, exit orders, exemptions.
void pass_time(Subject& subject, Day day);

}  // namespace shixin::domain
