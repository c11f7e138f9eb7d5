#include "registry/facts.h"

#include <fmt/core.h>

#include <algorithm>

#include "registry/deadlines.h"
#include "registry/drafts.h"
#include "registry/query.h"
#include "registry/remark.h"

namespace shixin::registry {
namespace {

using domain::Fact;
using domain::Proposal;
using domain::Subject;
using domain::SubjectId;
using store::Table;

Error not_found(std::string pointer, std::string detail) {
  return {ErrorCode::kNotFound, detail, {{std::move(pointer), detail}}};
}

Result<std::vector<FactRecord>> facts_in(const store::Reader& reader, Table index,
                                         const std::string& prefix) {
  std::vector<FactRecord> out;
  const auto cursor = reader.scan(index, store::prefix_range(prefix));
  for (; cursor->valid(); cursor->next()) {
    auto id = domain::FactId::from_bytes(cursor->key().substr(prefix.size()));
    if (!id) return std::move(id).error();
    auto record = load_fact(reader, *id);
    if (!record) return std::move(record).error();
    out.push_back(*std::move(record));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

// The one a fact names. His number and his name agree, or it is somebody else (law.md §9, 2).
Result<std::vector<Subject>> named(const Transaction& tx, const Fact& fact) {
  auto subject = tx.find(*fact.subject);
  if (!subject) return std::move(subject).error();
  if (!*subject) return std::vector<Subject>{};
  if (!fact.subject->name.empty() && !(*subject)->bears(fact.subject->name)) {
    return base::refusal("/subject/name", "姓名或者名称与该证件在册的不一致,请先核对身份",
                         "个人信息保护法 8");
  }
  const auto& no = fact.told.no;
  const bool in_case = no.empty() || fact.kind == domain::FactKind::kApplication ||
                       (*subject)->case_of(no) != nullptr;
  if (!in_case) return not_found("/case/no", "此人没有这一案件");
  return std::vector{**std::move(subject)};
}

Result<std::vector<Subject>> concerned(const Transaction& tx, const Fact& fact) {
  if (!fact.subject) {
    auto subjects = subjects_of_case(tx.reader(), tx.index(), fact.told.no);
    if (subjects && subjects->empty()) return not_found("/case/no", "没有这个案件");
    return subjects;
  }
  auto subjects = named(tx, fact);
  const bool may_be_unknown = fact.kind == domain::FactKind::kApplication;
  if (subjects && subjects->empty() && !may_be_unknown) {
    return not_found("/subject", "名单中没有此人");
  }
  return subjects;
}

std::vector<std::string> compare_forms_of(const std::optional<domain::SubjectRef>& ref) {
  std::vector<std::string> forms;
  if (!ref) return forms;
  for (const auto& document : ref->documents) forms.push_back(document.compare_form());
  std::ranges::sort(forms);
  return forms;
}

bool is_the_same(const Fact& one, const Fact& other) {
  const auto id_of = [](const Fact& fact) {
    return fact.subject ? fact.subject->id : std::nullopt;
  };
  return one.kind == other.kind && one.occurred_on == other.occurred_on &&
         one.told.no == other.told.no && one.subject.has_value() == other.subject.has_value() &&
         id_of(one) == id_of(other) &&
         compare_forms_of(one.subject) == compare_forms_of(other.subject);
}

// The same fact, if it was told before.
Result<std::optional<FactRecord>> told_before(const Transaction& tx, const Fact& fact) {
  auto facts = fact.told.no.empty() ? facts_of_subject(tx.reader(), *fact.subject->id)
                                    : facts_of_case(tx.reader(), fact.told.no);
  if (!facts) return std::move(facts).error();
  const auto at = std::ranges::find_if(
      *facts, [&](const FactRecord& record) { return is_the_same(record.fact, fact); });
  return at == facts->end() ? std::nullopt : std::optional(std::move(*at));
}

bool is_the_rules(const Error& error) {
  return error.code == ErrorCode::kRefused || error.code == ErrorCode::kConflict ||
         error.code == ErrorCode::kNotFound;
}

// Drafts what the proposal can say, judged as if what stands before it in the bundle had been
// decided.
Result<Proposed> draft_proposal(Transaction& tx, const Officer& by, const FactRecord& record,
                                const Subject& subject, Proposal proposal,
                                std::vector<domain::Decision>& ahead) {
  Proposed out{subject.id, proposal.remedy, std::move(proposal.legal), {}, {}};
  if (!proposal.act) return out;
  domain::Decision decision;
  decision.ids = domain::Drawn::draw(tx.random());
  decision.act = *std::move(proposal.act);
  if (proposal.on) {
    decision.subject = *std::move(proposal.on);
  } else {
    decision.subject.id = subject.id;
  }
  auto draft = create_draft(tx, by, {decision, {}, record.id, ahead});
  if (draft) {
    out.draft = draft->id();
    ahead.push_back(std::move(decision));
    return out;
  }
  if (!is_the_rules(draft.error())) return std::move(draft).error();
  // Not that its paper is still to come.
  const auto signed_too =
      tx.preview_after(ahead, domain::as_if_signed(std::move(decision), tx.today()));
  const Error& why = signed_too ? draft.error() : signed_too.error();
  out.refusal = why.faults.empty() ? why.detail : why.faults.front().detail;
  return out;
}

Result<void> add_proposals(Transaction& tx, const Officer& by, FactRecord& record,
                           const std::vector<Subject>& subjects) {
  for (const Subject& subject : subjects) {
    record.about.push_back(subject.id);
    std::vector<domain::Decision> ahead;
    for (Proposal& proposal : domain::propose(record.fact, subject)) {
      auto proposed = draft_proposal(tx, by, record, subject, std::move(proposal), ahead);
      if (!proposed) return std::move(proposed).error();
      record.proposals.push_back(*std::move(proposed));
    }
  }
  if (!subjects.empty()) return {};
  for (const Proposal& proposal : domain::propose(record.fact)) {
    record.proposals.push_back({{}, proposal.remedy, proposal.legal, {}, {}});
  }
  return {};
}

Result<bool> is_open(const store::Reader& reader, const FactRecord& record,
                     const Proposed& proposed) {
  if (!proposed.subject.empty()) {
    auto subject = load_subject(reader, proposed.subject);
    if (!subject) return std::move(subject).error();
    if (const auto shows = domain::outstanding(proposed.remedy, record.fact, *subject)) {
      return *shows;
    }
  }
  if (!proposed.draft) return true;
  auto draft = load_draft(reader, *proposed.draft);
  if (!draft) return std::move(draft).error();
  return draft->state != DraftState::kDecided;
}

}  // namespace

Result<Told> record_fact(Transaction& tx, const Officer& by, Fact fact) {
  if (auto open = tx.check_decides(); !open) return std::move(open).error();
  if (!may_draft(by.role)) {
    return Error{ErrorCode::kForbidden,
                 fmt::format("您是{}，事实由书记员、法官助理或者执行法官登记", label(by.role))};
  }
  auto subjects = concerned(tx, fact);
  if (!subjects) return std::move(subjects).error();
  if (fact.subject && !subjects->empty()) {
    fact.subject = domain::SubjectRef{};
    fact.subject->id = subjects->front().id;
  }
  auto before = told_before(tx, fact);
  if (!before) return std::move(before).error();
  if (*before) return Told{**std::move(before), true};

  FactRecord record;
  record.id = domain::FactId::draw(tx.random());
  record.at = tx.now();
  record.by = by.name;
  record.handler = by.name;
  record.fact = std::move(fact);
  if (auto done = add_proposals(tx, by, record, *subjects); !done) return std::move(done).error();
  if (auto key = case_key(record)) tx.tables().put(Table::kFactsByCase, *std::move(key), {});
  for (std::string& key : subject_keys(record)) {
    tx.tables().put(Table::kFactsBySubject, std::move(key), {});
  }
  store::save(tx.tables(), record);
  if (auto done = move_clock(tx, record); !done) return std::move(done).error();
  auto traced =
      tx.audit(by.name, "fact", record.id.text(), std::string(base::word(record.fact.kind)));
  if (!traced) return std::move(traced).error();
  auto kept = load_fact(tx.reader(), record.id);
  if (!kept) return std::move(kept).error();
  return Told{*std::move(kept), false};
}

Result<FactRecord> close_fact(Transaction& tx, const Officer& by, const domain::FactId& id,
                              std::string remark) {
  auto record = load_fact(tx.reader(), id);
  if (!record) return record;
  if (!may_approve(by.role, Approval::kAllow)) {
    return Error{ErrorCode::kForbidden,
                 fmt::format("您是{}，事实由{}办结", label(by.role), who_may(Approval::kAllow))};
  }
  if (auto fits = check_remark(remark, true); !fits) return std::move(fits).error();
  if (!record->clock) {
    return Error{ErrorCode::kConflict, "该事实已没有待办事项", {}, "wrong_state"};
  }
  record->closed = Closing{tx.now(), by.name, remark};
  if (auto done = move_clock(tx, *record); !done) return std::move(done).error();
  auto traced = tx.audit(by.name, "close_fact", id.text(), std::move(remark));
  if (!traced) return std::move(traced).error();
  return load_fact(tx.reader(), id);
}

Result<bool> hand_over_facts(Transaction& tx, const std::string& from,
                             const std::optional<std::string>& successor) {
  auto rows = deadlines_between(tx.reader(), from, {}, SIZE_MAX);
  if (!rows) return std::move(rows).error();
  bool any = false;
  for (const Deadline& row : *rows) {
    if (row.of != DeadlineOf::kFact) continue;
    any = true;
    if (!successor) break;
    auto id = domain::FactId::from_bytes(row.owner);
    if (!id) return std::move(id).error();
    auto record = load_fact(tx.reader(), *id);
    if (!record) return std::move(record).error();
    record->handler = *successor;
    if (auto done = move_clock(tx, *std::move(record)); !done) return std::move(done).error();
  }
  return any;
}

Result<FactRecord> load_fact(const store::Reader& reader, const domain::FactId& id) {
  auto record = store::load<FactRecord>(reader, std::string(id.raw()));
  if (!record) return std::move(record).error();
  if (!*record) return Error{ErrorCode::kNotFound, "没有这个事实"};
  return **std::move(record);
}

Result<std::vector<FactRecord>> facts_of_case(const store::Reader& reader,
                                              const domain::CaseNumber& no) {
  return facts_in(reader, Table::kFactsByCase, store::KeyWriter{}.text(no.text()).take());
}

Result<std::vector<FactRecord>> facts_of_subject(const store::Reader& reader, const SubjectId& id) {
  return facts_in(reader, Table::kFactsBySubject, std::string(id.raw()));
}

Result<std::vector<Proposed>> open_proposals(const store::Reader& reader,
                                             const FactRecord& record) {
  std::vector<Proposed> out;
  if (record.closed) return out;
  for (const Proposed& proposed : record.proposals) {
    auto open = is_open(reader, record, proposed);
    if (!open) return std::move(open).error();
    if (*open) out.push_back(proposed);
  }
  return out;
}

Result<std::optional<RunningClock>> clock_of(const store::Reader& reader, const FactRecord& record,
                                             const domain::Calendar& calendar) {
  auto open = open_proposals(reader, record);
  if (!open) return std::move(open).error();
  if (open->empty()) return std::optional<RunningClock>{};
  RunningClock clock{domain::due(record.fact, calendar).day, record.handler};
  for (const Proposed& proposed : *open) {
    if (!proposed.draft) continue;
    auto draft = load_draft(reader, *proposed.draft);
    if (!draft) return std::move(draft).error();
    if (!draft->open()) continue;
    clock.staff = draft->owner;
    break;
  }
  return std::optional(std::move(clock));
}

Result<std::vector<domain::Decision>> decisions_ahead(const store::Reader& reader,
                                                      const Draft& draft) {
  std::vector<domain::Decision> ahead;
  if (!draft.fact) return ahead;
  auto record = load_fact(reader, *draft.fact);
  if (!record) return std::move(record).error();
  const auto own =
      std::ranges::find(record->proposals, std::optional(draft.id()), &Proposed::draft);
  for (auto at = record->proposals.begin(); at != own; ++at) {
    if (!at->draft || own == record->proposals.end() || at->subject != own->subject) continue;
    auto earlier = load_draft(reader, *at->draft);
    if (!earlier) return std::move(earlier).error();
    if (earlier->open()) ahead.push_back(std::move(earlier->decision));
  }
  return ahead;
}

Result<void> move_clock(Transaction& tx, FactRecord record) {
  auto clock = clock_of(tx.reader(), record, tx.calendar());
  if (!clock) return std::move(clock).error();
  const auto rows = [](const FactRecord& of) {
    const auto deadline = deadline_of(of);
    return deadline ? std::vector{*deadline} : std::vector<Deadline>{};
  };
  const auto were = rows(record);
  record.clock = *std::move(clock);
  move_deadlines(tx.tables(), were, rows(record));
  store::save(tx.tables(), record);
  return {};
}

Result<void> move_clocks(Transaction& tx, const SubjectId& subject) {
  auto facts = facts_of_subject(tx.reader(), subject);
  if (!facts) return std::move(facts).error();
  for (FactRecord& record : *facts) {
    if (record.closed) continue;
    if (auto done = move_clock(tx, std::move(record)); !done) return done;
  }
  return {};
}

}  // namespace shixin::registry
