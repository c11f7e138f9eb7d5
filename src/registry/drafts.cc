#include "registry/drafts.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "registry/deadlines.h"
#include "registry/draft_steps.h"
#include "registry/facts.h"
#include "registry/query.h"
#include "registry/remark.h"
#include "registry/staff.h"

namespace shixin::registry {
namespace {

Error forbidden(std::string sentence) { return {ErrorCode::kForbidden, std::move(sentence)}; }

// The draft, if it is in one of these states.
Result<Draft> load_in(const Transaction& tx, const domain::DecisionId& id,
                      std::initializer_list<DraftState> states) {
  auto draft = load_draft(tx.reader(), id);
  if (!draft) return draft;
  if (std::ranges::find(states, draft->state) != states.end()) return draft;
  return Error{ErrorCode::kConflict,
               fmt::format("该决定目前为“{}”，不能进行此操作", label(draft->state)),
               {},
               "wrong_state"};
}

std::vector<Deadline> rows_of(const std::optional<Draft>& draft, const Transaction& tx) {
  const auto deadline = draft ? deadline_of(*draft, tx.calendar()) : std::nullopt;
  return deadline ? std::vector{*deadline} : std::vector<Deadline>{};
}

// Writes the draft and the deadlines that follow it.
Result<void> save_draft(Transaction& tx, const Draft& draft) {
  auto before = store::load<Draft>(tx.reader(), std::string(draft.id().raw()));
  if (!before) return std::move(before).error();
  move_deadlines(tx.tables(), rows_of(*before, tx), rows_of(draft, tx));
  store::save(tx.tables(), draft);
  if (!draft.fact || !*before) return {};  // a new one's fact is not recorded yet
  auto fact = load_fact(tx.reader(), *draft.fact);
  if (!fact) return std::move(fact).error();
  return move_clock(tx, *std::move(fact));
}

// Writes the draft in its new state, its place in the work lists and its trace.
Result<Draft> move(Transaction& tx, const Officer& by, Draft draft, DraftState state,
                   std::string what, std::string remark = {}) {
  tx.tables().erase(store::Table::kDraftsByState, work_list_key(draft));
  draft.state = state;
  draft.moved = tx.now();
  draft.history.push_back({tx.now(), by.name, what, remark});
  tx.tables().put(store::Table::kDraftsByState, work_list_key(draft), {});
  if (auto saved = save_draft(tx, draft); !saved) return std::move(saved).error();
  auto traced = tx.audit(by.name, std::move(what), draft.id().text(), std::move(remark));
  if (!traced) return std::move(traced).error();
  return draft;
}

// What a draft may be saved on: the version of the subject, and what has to come before it is
// submitted.
struct Look {
  std::uint64_t subject_version = 0;
  std::vector<std::string> to_come = {};
};

bool lacks_only_papers(const Error& why) {
  return why.code == ErrorCode::kRefused && !why.faults.empty() &&
         std::ranges::all_of(why.faults, is_still_to_come);
}

std::uint64_t version_of(const std::optional<domain::Subject>& subject) {
  return subject ? subject->version : 0;
}

using Ahead = std::vector<domain::Decision>;

// What would come of it, after what of its bundle is decided before it.
Result<domain::Subject> outcome(const Transaction& tx, const std::optional<domain::Subject>& before,
                                const domain::Decision& decision, const Ahead& ahead) {
  return ahead.empty() ? tx.preview(before, decision) : tx.preview_after(ahead, decision);
}

// Refused for anything but what is still to come.
Result<Look> look_at(const Transaction& tx, const domain::Decision& decision, const Ahead& ahead) {
  auto found = tx.find(decision.subject);
  if (!found) return std::move(found).error();
  Look out{version_of(*found)};
  auto after = outcome(tx, *found, decision, ahead);
  if (after) return out;
  if (!lacks_only_papers(after.error())) return std::move(after).error();
  for (const Fault& fault : after.error().faults) out.to_come.push_back(fault.detail);
  return out;
}

Result<void> check_approver(const Transaction& tx, const Officer& by, const Draft& draft) {
  auto approval = approval_of(tx.reader(), draft.decision);
  if (!approval) return std::move(approval).error();
  if (may_approve(by.role, *approval)) return {};
  return forbidden(fmt::format("您是{}，此决定须由{}审批", label(by.role), who_may(*approval)));
}

Result<void> check_drafter(const Officer& by) {
  if (may_draft(by.role)) return {};
  return forbidden(fmt::format("您是{}，决定由书记员、法官助理或者执行法官起草", label(by.role)));
}

std::vector<std::string> compare_forms(const domain::SubjectRef& ref) {
  std::vector<std::string> forms;
  for (const auto& document : ref.documents) forms.push_back(document.compare_form());
  std::ranges::sort(forms);
  return forms;
}

// A name may have been mistyped; who is meant is told by his id or his documents.
bool mean_the_same(const domain::SubjectRef& one, const domain::SubjectRef& other) {
  return one.id == other.id && one.kind == other.kind && compare_forms(one) == compare_forms(other);
}

Result<void> check_revises(const domain::Decision& before, const domain::Decision& after) {
  std::vector<Fault> faults;
  if (before.kind() != after.kind()) faults.push_back({"/kind", "修改不能改变决定的种类"});
  if (!mean_the_same(before.subject, after.subject)) {
    faults.push_back({"/subject", "修改不能换成另一被执行人"});
  }
  if (faults.empty()) return {};
  return Error{ErrorCode::kRefused, "请撤回后另行起草", std::move(faults)};
}

Result<void> check_wording(const Draft& draft, std::uint64_t seen) {
  if (draft.version() == seen) return {};
  return Error{ErrorCode::kConflict,
               "该决定在您查看之后已经修改，请查看现在的内容后重新审批",
               {},
               "stale_version"};
}

}  // namespace

bool is_still_to_come(const Fault& fault) {
  static constexpr std::array<std::string_view, 6> kToCome{
      "/paper", "/paper/no", "/order_paper", "/order_paper/no", "/handler", "/evidence"};
  return std::ranges::find(kToCome, fault.pointer) != kToCome.end();
}

Result<Draft> create_draft(Transaction& tx, const Officer& by, NewDraft made) {
  if (auto open = tx.check_decides(); !open) return std::move(open).error();
  if (auto allowed = check_drafter(by); !allowed) return std::move(allowed).error();
  auto seen = look_at(tx, made.decision, made.ahead);
  if (!seen) return std::move(seen).error();
  auto known = store::load<Draft>(tx.reader(), std::string(made.decision.ids.decision.raw()));
  if (!known) return std::move(known).error();
  if (*known) return Error{ErrorCode::kConflict, "该决定已经起草"};

  Draft draft;
  draft.decision = std::move(made.decision);
  draft.owner = by.name;
  draft.signers.drafted_by = by.name;
  draft.subject_version = seen->subject_version;
  draft.batch = made.batch;
  draft.fact = made.fact;
  draft.warnings = std::move(seen->to_come);
  draft.moved = tx.now();
  return move(tx, by, std::move(draft), DraftState::kDraft, "draft");
}

Result<Draft> revise_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           domain::Decision decision) {
  if (auto open = tx.check_decides(); !open) return std::move(open).error();
  if (auto allowed = check_drafter(by); !allowed) return std::move(allowed).error();
  auto draft = load_in(tx, id, {DraftState::kDraft, DraftState::kReturned});
  if (!draft) return draft;
  if (auto same = check_revises(draft->decision, decision); !same) return std::move(same).error();
  decision.ids = draft->decision.ids;
  auto ahead = decisions_ahead(tx.reader(), *draft);
  if (!ahead) return std::move(ahead).error();
  auto seen = look_at(tx, decision, *ahead);
  if (!seen) return std::move(seen).error();
  draft->decision = std::move(decision);
  draft->owner = by.name;
  draft->subject_version = seen->subject_version;
  draft->warnings = std::move(seen->to_come);
  const DraftState state = draft->state;
  return move(tx, by, *std::move(draft), state, "revise");
}

Result<Draft> submit_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id) {
  if (auto open = tx.check_decides(); !open) return std::move(open).error();
  if (!may_submit(by.role)) {
    return forbidden(fmt::format("您是{}，决定须由承办的执行法官提交", label(by.role)));
  }
  auto draft = load_in(tx, id, {DraftState::kDraft, DraftState::kReturned});
  if (!draft) return draft;
  auto ahead = decisions_ahead(tx.reader(), *draft);
  if (!ahead) return std::move(ahead).error();
  auto found = tx.find(draft->decision.subject);
  if (!found) return std::move(found).error();
  auto after = outcome(tx, *found, draft->decision, *ahead);
  if (!after) return std::move(after).error();
  draft->subject_version = version_of(*found);
  draft->warnings.clear();
  draft->signers.submitted_by = by.name;
  draft->owner = by.name;
  return move(tx, by, *std::move(draft), DraftState::kSubmitted, "submit");
}

Result<Draft> return_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           std::string remark) {
  if (auto fits = check_remark(remark, true); !fits) return std::move(fits).error();
  auto draft = load_in(tx, id, {DraftState::kSubmitted});
  if (!draft) return draft;
  if (auto may = check_approver(tx, by, *draft); !may) return std::move(may).error();
  return move(tx, by, *std::move(draft), DraftState::kReturned, "return", std::move(remark));
}

Result<Draft> withdraw_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                             std::string remark) {
  if (auto fits = check_remark(remark, false); !fits) return std::move(fits).error();
  auto draft = load_in(tx, id, {DraftState::kDraft, DraftState::kSubmitted, DraftState::kReturned});
  if (!draft) return draft;
  if (!may_withdraw(by, *draft)) {
    return forbidden("只有起草人、提交人或者现承办人可以撤回");
  }
  return move(tx, by, *std::move(draft), DraftState::kWithdrawn, "withdraw", std::move(remark));
}

Result<Draft> reject_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           std::string remark) {
  if (auto fits = check_remark(remark, true); !fits) return std::move(fits).error();
  auto draft = load_in(tx, id, {DraftState::kSubmitted});
  if (!draft) return draft;
  if (auto may = check_approver(tx, by, *draft); !may) return std::move(may).error();
  return move(tx, by, *std::move(draft), DraftState::kRejected, "reject", std::move(remark));
}

Result<Draft> reassign_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                             const Officer& to) {
  if (!may_draft(to.role)) {
    return forbidden(
        fmt::format("{}是{}，决定只能转交书记员、法官助理或者执行法官", to.name, label(to.role)));
  }
  auto draft = load_in(tx, id, {DraftState::kDraft, DraftState::kSubmitted, DraftState::kReturned});
  if (!draft) return draft;
  if (!may_reassign(by, *draft)) {
    return forbidden("只有现承办人或者执行法官可以转交");
  }
  draft->owner = to.name;
  const DraftState state = draft->state;
  return move(tx, by, *std::move(draft), state, "reassign", to.name);
}

Result<Draft> approve_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                            const Seen& seen) {
  auto draft = load_in(tx, id, {DraftState::kSubmitted});
  if (!draft) return draft;
  if (auto may = check_approver(tx, by, *draft); !may) return std::move(may).error();
  if (draft->made_with(by.name)) {
    return forbidden("起草人、提交人不得审批自己经手的决定，须由另一人审批");
  }
  if (auto same = check_wording(*draft, seen.draft_version); !same) return std::move(same).error();
  draft->signers.approved_by = by.name;
  auto decided = tx.decide(draft->decision, draft->signers, seen.subject_version);
  if (!decided) return std::move(decided).error();
  draft->seq = decided->seq;
  return move(tx, by, *std::move(draft), DraftState::kDecided, "approve");
}

Result<void> hand_over(Transaction& tx, const Officer& by, const std::string& from,
                       const std::string& successor) {
  auto to = load_staff(tx.reader(), successor);
  if (!to) return std::move(to).error();
  const bool able =
      *to && (*to)->state == StaffState::kActive && may_draft((*to)->role) && successor != from;
  const Error nobody{ErrorCode::kConflict, "尚有未办结的工作，请指定一名可以起草的接办人"};
  for (const auto state : {DraftState::kDraft, DraftState::kSubmitted, DraftState::kReturned}) {
    auto drafts = drafts_by_state(tx.reader(), state, SIZE_MAX);
    if (!drafts) return std::move(drafts).error();
    for (Draft& draft : *drafts) {
      if (draft.owner != from) continue;
      if (!able) return nobody;
      draft.owner = successor;
      auto moved = move(tx, by, std::move(draft), state, "reassign", successor);
      if (!moved) return std::move(moved).error();
    }
  }
  auto facts = hand_over_facts(tx, from, able ? std::optional(successor) : std::nullopt);
  if (!facts) return std::move(facts).error();
  if (*facts && !able) return nobody;
  return {};
}

Result<Draft> load_draft(const store::Reader& reader, const domain::DecisionId& id) {
  auto draft = store::load<Draft>(reader, std::string(id.raw()));
  if (!draft) return std::move(draft).error();
  if (!*draft) return Error{ErrorCode::kNotFound, "没有这个决定"};
  return **std::move(draft);
}

Result<std::vector<Draft>> drafts_by_state(const store::Reader& reader, DraftState state,
                                           std::size_t most) {
  std::vector<Draft> out;
  const auto cursor =
      reader.scan(store::Table::kDraftsByState, store::prefix_range(work_list_prefix(state)));
  for (; cursor->valid() && out.size() < most; cursor->next()) {
    auto id = read_work_list_key(cursor->key());
    if (!id) return std::move(id).error();
    auto draft = store::load<Draft>(reader, std::string(id->raw()));
    if (!draft) return std::move(draft).error();
    if (!*draft) return Error{ErrorCode::kCorrupt, "drafts_by_state: a row without its draft"};
    out.push_back(**std::move(draft));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

}  // namespace shixin::registry
