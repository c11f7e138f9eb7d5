// Decision: 决定, a signed act of the court on one subject, as values. Strings ended at the edge:
// read_decision() (decision_json.h) is the only way in from text. Random ids are fixed in the
// draft, so deciding is a pure function and repeating it gives the same subject.
//
// Every act that binds, frees or revokes takes its signed paper when it is decided; only a draft,
// an identification, a correction that adds nothing but service, and what is migrated go without.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/subject.h"

namespace shixin::domain {

// Of each list in a decision: nobody has as many documents, and papers by the binder are named by
// their binder.
inline constexpr std::size_t kItemsMax = 100;

// Whom a decision means: by internal id, or by kind, name and documents.
struct SubjectRef {
  std::optional<SubjectId> id;
  SubjectKind kind = SubjectKind::kPerson;
  std::string name;
  std::optional<Sex> sex;
  std::vector<Document> documents;
  std::optional<std::string> employer;

  static constexpr auto fields() {
    return std::tuple{optional_field(1, "id", &SubjectRef::id),
                      optional_field(2, "kind", &SubjectRef::kind),
                      optional_field(3, "name", &SubjectRef::name),
                      optional_field(4, "sex", &SubjectRef::sex),
                      optional_field(5, "documents", &SubjectRef::documents),
                      optional_field(6, "employer", &SubjectRef::employer)};
  }
  // Either an id alone, or a name and at least one document; no document twice; kinds of documents
  // that fit the kind of subject; the sex a citizen number says.
  std::vector<Fault> settle();
};

struct Initiation {
  Initiator by = Initiator::kCourt;
  std::optional<Day> applied_on;

  static constexpr auto fields() {
    return std::tuple{field(1, "by", &Initiation::by),
                      optional_field(2, "applied_on", &Initiation::applied_on)};
  }
};

// How long an entry with a term stands, before any extension (法释〔2017〕7号 2).
inline constexpr int kTermYears = 2;

// 纳入失信名单. Brings its own 限制消费令 (法释〔2015〕17号 art 1), with its own paper.
struct ListAct {
  static constexpr std::uint32_t kTag = 1;
  static constexpr std::string_view kKind = "list";
  CaseFacts facts;
  Initiation initiated;
  std::vector<Ground> grounds;
  int extension_years = 0;
  std::vector<std::string> evidence;
  std::optional<Day> grace_until;
  Publication publication = Publication::kPublic;
  std::string handler;
  std::optional<Paper> paper;
  std::optional<Paper> order_paper;
  std::optional<Service> service;
  std::string filing;  // 备案: the filing without which no organ of state is listed

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &ListAct::facts),
                      optional_field(2, "initiated", &ListAct::initiated),
                      field(3, "grounds", &ListAct::grounds),
                      optional_field(4, "extension_years", &ListAct::extension_years),
                      optional_field(5, "evidence", &ListAct::evidence),
                      optional_field(6, "grace_until", &ListAct::grace_until),
                      optional_field(7, "publication", &ListAct::publication),
                      optional_field(8, "handler", &ListAct::handler),
                      optional_field(9, "paper", &ListAct::paper),
                      optional_field(10, "order_paper", &ListAct::order_paper),
                      optional_field(11, "service", &ListAct::service),
                      optional_field(12, "filing", &ListAct::filing)};
  }
};

// The level that allowed an exit order, and its paper (law.md §3).
struct Authority {
  AuthorityLevel level = AuthorityLevel::kCounty;
  std::string unit;
  std::string no;
  std::optional<Day> on;

  static constexpr auto fields() {
    return std::tuple{field(1, "level", &Authority::level), field(2, "unit", &Authority::unit),
                      field(3, "no", &Authority::no), optional_field(4, "on", &Authority::on)};
  }
  std::vector<Fault> settle();
};

// 限制消费 or 限制出境, apart from the list.
struct RestrictAct {
  static constexpr std::uint32_t kTag = 2;
  static constexpr std::string_view kKind = "restrict";
  CaseFacts facts;
  std::vector<Measure> measures;
  Role role = Role::kDebtor;
  std::string role_of;  // the unit, when the subject is restricted with it
  std::optional<Day> from;
  std::optional<Day> until;
  std::optional<Authority> authority;
  std::string ruling;  // names the ruling that allows restricting a minor
  Initiation initiated;
  std::vector<std::string> evidence;
  Publication publication = Publication::kPublic;
  std::string handler;
  std::optional<Paper> paper;
  std::optional<Service> service;

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &RestrictAct::facts),
                      field(2, "measures", &RestrictAct::measures),
                      optional_field(3, "role", &RestrictAct::role),
                      optional_field(4, "role_of", &RestrictAct::role_of),
                      optional_field(5, "from", &RestrictAct::from),
                      optional_field(6, "until", &RestrictAct::until),
                      optional_field(7, "authority", &RestrictAct::authority),
                      optional_field(8, "ruling", &RestrictAct::ruling),
                      optional_field(9, "initiated", &RestrictAct::initiated),
                      optional_field(10, "evidence", &RestrictAct::evidence),
                      optional_field(11, "publication", &RestrictAct::publication),
                      optional_field(12, "handler", &RestrictAct::handler),
                      optional_field(13, "paper", &RestrictAct::paper),
                      optional_field(14, "service", &RestrictAct::service)};
  }
};

struct CaseRef {
  CaseNumber no;
  static constexpr auto fields() { return std::tuple{field(1, "no", &CaseRef::no)}; }
};

// 暂时解除 air and high-speed rail (法发〔2019〕35号 art 17(3)), at most one month.
struct ExemptAct {
  static constexpr std::uint32_t kTag = 3;
  static constexpr std::string_view kKind = "exempt";
  CaseRef case_ref;
  std::vector<Measure> measures;
  Day from;
  Day to;
  ExemptionReason reason = ExemptionReason::kMedical;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &ExemptAct::case_ref),
                      field(2, "measures", &ExemptAct::measures),
                      field(3, "from", &ExemptAct::from),
                      field(4, "to", &ExemptAct::to),
                      field(5, "reason", &ExemptAct::reason),
                      optional_field(6, "evidence", &ExemptAct::evidence),
                      optional_field(7, "paper", &ExemptAct::paper)};
  }
};

// 更正 what is recorded of one case; also how service that came later is entered, or one that was
// entered wrongly is put right.
struct CorrectAct {
  static constexpr std::uint32_t kTag = 4;
  static constexpr std::string_view kKind = "correct";
  CaseChange change;
  // Without wrong_service_on: of this case's papers that were not served yet and were signed by
  // then. With it: in the place of the service of that day; none, where there was none in truth.
  std::optional<Service> service;
  std::optional<Day> wrong_service_on;
  std::string reason;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &CorrectAct::change),
                      optional_field(2, "service", &CorrectAct::service),
                      field(3, "reason", &CorrectAct::reason),
                      optional_field(4, "evidence", &CorrectAct::evidence),
                      optional_field(5, "paper", &CorrectAct::paper),
                      optional_field(6, "wrong_service_on", &CorrectAct::wrong_service_on)};
  }
};

// 解除 the orders of one case: 限制消费 (measures: high_consumption) or 限制出境 (exit).
struct LiftAct {
  static constexpr std::uint32_t kTag = 5;
  static constexpr std::string_view kKind = "lift";
  CaseRef case_ref;
  std::vector<Measure> measures;
  Cause because = Cause::kPerformed;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{
        field(1, "case", &LiftAct::case_ref), field(2, "measures", &LiftAct::measures),
        field(3, "because", &LiftAct::because), optional_field(4, "evidence", &LiftAct::evidence),
        optional_field(5, "paper", &LiftAct::paper)};
  }
};

// 删除失信信息 (法释〔2017〕7号 art 10 ¶1): an entry without a term.
struct DeleteAct {
  static constexpr std::uint32_t kTag = 6;
  static constexpr std::string_view kKind = "delete";
  CaseRef case_ref;
  Cause because = Cause::kPerformed;
  std::vector<Day> queries;    // no_assets: the dates of both queries
  bool no_clues_left = false;  // no_assets: 无有效财产线索
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &DeleteAct::case_ref),
                      field(2, "because", &DeleteAct::because),
                      optional_field(3, "queries", &DeleteAct::queries),
                      optional_field(4, "no_clues_left", &DeleteAct::no_clues_left),
                      optional_field(5, "evidence", &DeleteAct::evidence),
                      optional_field(6, "paper", &DeleteAct::paper)};
  }
};

// 提前删除 an entry with a term: for what the debtor did (法释〔2017〕7号 art 2 ¶2), or because the
// case itself is not enforced any more, which ends every order of it (law.md §10).
struct EarlyDeleteAct {
  static constexpr std::uint32_t kTag = 7;
  static constexpr std::string_view kKind = "early_delete";
  CaseRef case_ref;
  Cause because = Cause::kActivePerformance;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{field(1, "case", &EarlyDeleteAct::case_ref),
                      field(2, "because", &EarlyDeleteAct::because),
                      optional_field(3, "evidence", &EarlyDeleteAct::evidence),
                      optional_field(4, "paper", &EarlyDeleteAct::paper)};
  }
};

// 撤销: the decision named was never valid, whatever it was (法释〔2017〕7号 art 9).
struct RevokeAct {
  static constexpr std::uint32_t kTag = 8;
  static constexpr std::string_view kKind = "revoke";
  DecisionId decision;
  Cause because = Cause::kWronglyListed;
  std::string reason;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{field(1, "decision", &RevokeAct::decision),
                      optional_field(2, "because", &RevokeAct::because),
                      field(3, "reason", &RevokeAct::reason),
                      optional_field(4, "evidence", &RevokeAct::evidence),
                      optional_field(5, "paper", &RevokeAct::paper)};
  }
};

// Documents or names added, changed, retired; each from a named source (公安, 市场监管 …).
struct IdentifyAct {
  static constexpr std::uint32_t kTag = 9;
  static constexpr std::string_view kKind = "identify";
  std::vector<Document> add_documents;
  std::vector<Document> retire_documents;
  std::vector<std::string> add_names;
  std::vector<std::string> retire_names;
  std::string source;
  std::vector<std::string> evidence;
  std::optional<Paper> paper;

  static constexpr auto fields() {
    return std::tuple{optional_field(1, "add_documents", &IdentifyAct::add_documents),
                      optional_field(2, "retire_documents", &IdentifyAct::retire_documents),
                      optional_field(3, "add_names", &IdentifyAct::add_names),
                      optional_field(4, "retire_names", &IdentifyAct::retire_names),
                      field(5, "source", &IdentifyAct::source),
                      optional_field(6, "evidence", &IdentifyAct::evidence),
                      optional_field(7, "paper", &IdentifyAct::paper)};
  }
};

// Time decides too, as the actor `system`: all that is due up to and including this day.
struct TimePassedAct {
  static constexpr std::uint32_t kTag = 10;
  static constexpr std::string_view kKind = "time_passed";
  Day due;

  static constexpr auto fields() { return std::tuple{field(1, "due", &TimePassedAct::due)}; }
};

using Act = std::variant<ListAct, RestrictAct, ExemptAct, CorrectAct, LiftAct, DeleteAct,
                         EarlyDeleteAct, RevokeAct, IdentifyAct, TimePassedAct>;

// Random ids that deciding may need, drawn when the draft was made.
struct Drawn {
  DecisionId decision;
  SubjectId subject;  // used when the subject is new
  EntryId listing;
  EntryId order;

  static Drawn draw(base::Random& random);
  static constexpr auto fields() {
    return std::tuple{field(1, "decision", &Drawn::decision), field(2, "subject", &Drawn::subject),
                      field(3, "listing", &Drawn::listing), field(4, "order", &Drawn::order)};
  }
};

struct Decision {
  Drawn ids;
  SubjectRef subject;
  Act act;
  bool migrated = false;  // from the old list: keeps its dates; paper, service, handler may lack

  static constexpr auto fields() {
    return std::tuple{field(1, "ids", &Decision::ids), field(2, "subject", &Decision::subject),
                      field(3, "act", &Decision::act),
                      optional_field(4, "migrated", &Decision::migrated)};
  }
  std::string_view kind() const;  // the contract's word: list, restrict …
};

}  // namespace shixin::domain
