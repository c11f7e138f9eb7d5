// Subject: a 被执行人, or a person restricted with one: who he is, and everything ordered against
// him. The aggregate — a decision changes exactly one subject. Nothing is ever taken out: what has
// ended or was revoked says so, by which decision, and a later decision can undo that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/case_facts.h"
#include "domain/document.h"
#include "domain/ids.h"
#include "domain/words.h"

namespace shixin::domain {

struct End {
  DecisionId by;  // empty when time decided
  Day on;
  Cause cause = Cause::kPerformed;
  std::string legal;  // e.g. 法释〔2017〕7号 10.1.1
  // The revocations that took this end away and brought it back, by turns, oldest first: it stands
  // while their number is even. Only the last of them can itself be revoked.
  std::vector<DecisionId> turns = {};

  static constexpr auto fields() {
    return std::tuple{field(1, "by", &End::by), field(2, "on", &End::on),
                      field(3, "cause", &End::cause), field(4, "legal", &End::legal),
                      optional_field(5, "turns", &End::turns)};
  }
  friend bool operator==(const End&, const End&) = default;
};

// Whether something made by a decision still binds. `ended` says "no longer", `revoked` "never".
struct Standing {
  DecisionId made_by;
  Day made_on;
  std::optional<End> ended;
  std::optional<End> revoked;
  // Ends and revocations that a later revocation took back, and that another may bring back.
  std::vector<End> ends_undone = {};
  std::vector<End> revocations_undone = {};

  bool live() const { return !ended && !revoked; }
  // The day on which it ended or was revoked, whichever came last; nullopt while it binds.
  std::optional<Day> over_on() const;
  static constexpr auto fields() {
    return std::tuple{field(1, "made_by", &Standing::made_by),
                      field(2, "made_on", &Standing::made_on),
                      optional_field(3, "ended", &Standing::ended),
                      optional_field(4, "revoked", &Standing::revoked),
                      optional_field(5, "ends_undone", &Standing::ends_undone),
                      optional_field(6, "revocations_undone", &Standing::revocations_undone)};
  }
  friend bool operator==(const Standing&, const Standing&) = default;
};

// The standing of a name or document: `ended` makes it a former name, a retired document.
struct KnownName {
  std::string name;
  Standing standing;

  static constexpr auto fields() {
    return std::tuple{field(1, "name", &KnownName::name),
                      field(2, "standing", &KnownName::standing)};
  }
  friend bool operator==(const KnownName&, const KnownName&) = default;
};

struct KnownDocument {
  Document document;
  Standing standing;

  static constexpr auto fields() {
    return std::tuple{field(1, "document", &KnownDocument::document),
                      field(2, "standing", &KnownDocument::standing)};
  }
  friend bool operator==(const KnownDocument&, const KnownDocument&) = default;
};

// An entry of the 失信名单.
struct Listing {
  EntryId entry;
  Standing standing;
  CaseNumber case_no;
  std::vector<Ground> grounds;
  Initiator initiated_by = Initiator::kCourt;
  std::optional<Day> term_ends;  // last day, inclusive; none: open until an art 10 ground
  Publication publication = Publication::kPublic;
  std::optional<Served> service;
  std::string handler;  // 承办人
  Paper paper;          // 失信决定书
  bool migrated = false;
  std::optional<Day> grace_until;  // 宽限期, its last day: until then it is shown to nobody

  static constexpr auto fields() {
    return std::tuple{field(1, "entry", &Listing::entry),
                      field(2, "standing", &Listing::standing),
                      field(3, "case_no", &Listing::case_no),
                      field(4, "grounds", &Listing::grounds),
                      field(5, "initiated_by", &Listing::initiated_by),
                      optional_field(6, "term_ends", &Listing::term_ends),
                      field(7, "publication", &Listing::publication),
                      optional_field(8, "service", &Listing::service),
                      field(9, "handler", &Listing::handler),
                      field(10, "paper", &Listing::paper),
                      optional_field(11, "migrated", &Listing::migrated),
                      optional_field(12, "grace_until", &Listing::grace_until)};
  }
  // Served is what publishes; nullopt while unserved. Never before the decision, nor before the
  // register knew of the service, nor within the grace. Where the old list is silent on service it
  // stood published (law.md §10): from the decision on.
  std::optional<Day> published_on() const;
  friend bool operator==(const Listing&, const Listing&) = default;
};

// A 限制消费令 or a 限制出境决定.
struct Order {
  EntryId entry;
  Standing standing;
  OrderKind kind = OrderKind::kConsumption;
  Role role = Role::kDebtor;
  std::string role_of;  // the unit he stands for, when he is not the debtor
  CaseNumber case_no;
  Day from;  // exit orders: first day; 限制消费令: the day its own paper was signed
  std::optional<Day> until;  // last day, inclusive; 限制消费令 have none
  Publication publication = Publication::kPublic;
  std::optional<Served> service;
  Paper paper;
  bool migrated = false;
  std::optional<Day> grace_until;  // of the listing that brought it: until then it does not bind

  static constexpr auto fields() {
    return std::tuple{field(1, "entry", &Order::entry),
                      field(2, "standing", &Order::standing),
                      field(3, "kind", &Order::kind),
                      field(4, "role", &Order::role),
                      field(5, "role_of", &Order::role_of),
                      field(6, "case_no", &Order::case_no),
                      field(7, "from", &Order::from),
                      optional_field(8, "until", &Order::until),
                      field(9, "publication", &Order::publication),
                      optional_field(10, "service", &Order::service),
                      field(11, "paper", &Order::paper),
                      optional_field(12, "migrated", &Order::migrated),
                      optional_field(13, "grace_until", &Order::grace_until)};
  }
  // First day in force: a 限制消费令 binds when served (法发〔2019〕35号 art 14), after any grace
  // (art 15), and has none while it is not served, unless migrated; an exit order binds from its
  // first day, served or not.
  std::optional<Day> binds_from() const;
  // It came to its own last day, which lets nobody go: the next one may be signed before.
  bool ran_out() const;
  // As a listing's; exit orders are never published.
  std::optional<Day> published_on() const;
  friend bool operator==(const Order&, const Order&) = default;
};

// 暂时解除: a window, both ends inclusive, in which the subject may fly and take the train.
struct Exemption {
  Standing standing;
  Measure measure = Measure::kTravel;
  Day from;
  Day to;
  ExemptionReason reason = ExemptionReason::kMedical;
  CaseNumber case_no;
  Paper paper;

  static constexpr auto fields() {
    return std::tuple{
        field(1, "standing", &Exemption::standing), field(2, "measure", &Exemption::measure),
        field(3, "from", &Exemption::from),         field(4, "to", &Exemption::to),
        field(5, "reason", &Exemption::reason),     field(6, "case_no", &Exemption::case_no),
        field(7, "paper", &Exemption::paper)};
  }
  friend bool operator==(const Exemption&, const Exemption&) = default;
};

struct ServiceBefore {
  EntryId entry;
  std::optional<Served> service;

  static constexpr auto fields() {
    return std::tuple{field(1, "entry", &ServiceBefore::entry),
                      optional_field(2, "service", &ServiceBefore::service)};
  }
  friend bool operator==(const ServiceBefore&, const ServiceBefore&) = default;
};

// What one decision tells of a case: a listing, an order, a correction. The case reads as the live
// ones tell it, the later over the earlier, member by member, so that a revoked one is as if it had
// not been.
struct Telling {
  Standing standing;
  CaseChange told;

  static constexpr auto fields() {
    return std::tuple{field(1, "standing", &Telling::standing), field(2, "told", &Telling::told)};
  }
  friend bool operator==(const Telling&, const Telling&) = default;
};

// What a correction found and left, for who reads it; and the services that it replaced, so that
// revoking it can put them back, and revoking that can put its own in again.
struct Correction {
  Standing standing;
  CaseFacts before;
  std::vector<ServiceBefore> services_before;
  CaseFacts after;
  std::optional<Served> service;

  static constexpr auto fields() {
    return std::tuple{
        field(1, "standing", &Correction::standing), field(2, "before", &Correction::before),
        field(3, "services_before", &Correction::services_before),
        field(4, "after", &Correction::after), optional_field(5, "service", &Correction::service)};
  }
  friend bool operator==(const Correction&, const Correction&) = default;
};

// Whether a document is somebody's: in use, given back, or never his (its entry was revoked).
enum class Holds { kNow, kFormerly, kNever };

struct Subject {
  SubjectId id;
  std::uint64_t version = 0;  // how many decisions made it what it is, time's included
  SubjectKind kind = SubjectKind::kPerson;
  std::optional<Sex> sex;
  std::string employer;
  std::vector<KnownName> names;
  std::vector<KnownDocument> documents;
  std::vector<CaseFacts> cases;  // one for each case number
  std::vector<Listing> listings;
  std::vector<Order> orders;
  std::vector<Exemption> exemptions;
  std::vector<Correction> corrections;
  std::vector<Telling> tellings;  // in the order of the decisions
  Day time_passed;                // everything due up to this day has been done
  std::uint64_t last_seq = 0;     // of the last decision; kept by the registry, not by decide()

  static constexpr auto fields() {
    return std::tuple{field(1, "id", &Subject::id),
                      field(2, "version", &Subject::version),
                      field(3, "kind", &Subject::kind),
                      optional_field(4, "sex", &Subject::sex),
                      field(5, "employer", &Subject::employer),
                      field(6, "names", &Subject::names),
                      field(7, "documents", &Subject::documents),
                      field(8, "cases", &Subject::cases),
                      field(9, "listings", &Subject::listings),
                      field(10, "orders", &Subject::orders),
                      field(11, "exemptions", &Subject::exemptions),
                      field(12, "corrections", &Subject::corrections),
                      field(13, "time_passed", &Subject::time_passed),
                      field(14, "last_seq", &Subject::last_seq),
                      field(15, "tellings", &Subject::tellings)};
  }
  friend bool operator==(const Subject&, const Subject&) = default;

  // nullptr: no such case on this subject.
  const CaseFacts* case_of(const CaseNumber& no) const;
  std::vector<std::string> current_names() const;
  std::vector<std::string> former_names() const;
  std::vector<Document> current_documents() const;
  // By Document::compare_form().
  Holds holds(const Document& document) const;
  // Now or formerly, in any spelling that means the same (base::fold_name).
  bool bears(std::string_view name) const;
};

// Which documents a person and a unit can have.
bool may_hold(SubjectKind kind, DocumentType type);

}  // namespace shixin::domain
