#include "registry/transaction.h"

#include <algorithm>

#include "domain/decide.h"
#include "domain/namesake.h"
#include "domain/proposals.h"
#include "ledger/leaf.h"
#include "registry/deadlines.h"
#include "registry/facts.h"
#include "registry/held.h"
#include "registry/meta.h"
#include "registry/timers.h"

namespace shixin::registry {
namespace {

using domain::Holds;
using domain::Subject;

// Whether the person meant is this one. A document he holds says so by itself (法释〔2017〕7号 4).
// One he held once may have been entered for him in error, so it takes his name as well; and one
// whose entry was revoked was never his.
bool is_meant(const Subject& subject, const domain::SubjectRef& ref,
              const domain::Document& document) {
  const Holds held = subject.holds(document);
  return held == Holds::kNow || (held == Holds::kFormerly && subject.bears(ref.name));
}

// Where the decision adds the document; "" where it does not name it.
std::string where_added(const domain::Decision& decision, const domain::Document& document) {
  const auto* identify = std::get_if<domain::IdentifyAct>(&decision.act);
  if (identify == nullptr) return {};
  const auto at = std::ranges::find(identify->add_documents, document.compare_form(),
                                    &domain::Document::compare_form);
  if (at == identify->add_documents.end()) return {};
  return "/add_documents/" + std::to_string(at - identify->add_documents.begin());
}

Result<void> check_version(const std::optional<Subject>& subject, std::uint64_t seen) {
  const std::uint64_t stands_at = subject ? subject->version : 0;
  if (stands_at == seen) return {};
  return Error{ErrorCode::kConflict,
               seen == 0 ? "该被执行人现已在册，请查看现有记录后重新审批"
                         : "该被执行人的记录在您查看之后已有变更，请查看差异后重新审批",
               {},
               "stale_version"};
}

Result<void> check_undecided(const store::Reader& reader, const domain::DecisionId& id) {
  auto known = store::load<SeqRef>(reader, std::string(id.raw()));
  if (!known) return std::move(known).error();
  if (*known) return Error{ErrorCode::kConflict, "该决定已经生效，不能重复作出"};
  return {};
}

}  // namespace

Transaction::Transaction(store::Overlay& overlay, const Parts& parts, Instant now, Instant clock)
    : overlay_(overlay), parts_(parts), now_(now), clock_(clock) {}

Result<void> Transaction::check_decides() const {
  if (auto open = check_not_held(overlay_); !open) return open;
  if (clock_ - now_ <= kClockDoubtedAfter) return {};
  return Error{ErrorCode::kUnavailable,
               "系统时钟比上次办理超前七天以上，须由运维人员核对后确认（shixin clock "
               "--confirm），在此之前不办理决定",
               {},
               std::string(kClockDoubted)};
}

Result<void> Transaction::accept_clock(Instant clock) {
  auto head = load_head(overlay_);
  if (!head) return std::move(head).error();
  clock_ = clock;
  now_ = std::max(now_, clock);
  head->at = now_;
  store::save(overlay_, *head);
  return {};
}

Result<std::optional<Subject>> Transaction::find(const domain::SubjectRef& ref) const {
  if (ref.id) {
    auto subject = store::load<Subject>(overlay_, std::string(ref.id->raw()));
    if (subject && !*subject) return Error{ErrorCode::kNotFound, "没有这个被执行人"};
    return subject;
  }
  std::optional<Subject> meant;
  for (const auto& document : ref.documents) {
    auto holders = parts_.index.holders(overlay_, document);
    if (!holders) return std::move(holders).error();
    for (Subject& subject : *holders) {
      if (meant && meant->id == subject.id) continue;
      if (!is_meant(subject, ref, document)) continue;
      if (meant) {
        return Error{ErrorCode::kConflict, "所列证件分属不同的在册人员，请先核对身份信息"};
      }
      meant = std::move(subject);
    }
  }
  return meant;
}

Result<void> Transaction::check_no_namesake(const domain::Decision& decision,
                                            const Subject& after) const {
  const domain::CaseNumber* no = domain::case_ordered_in(decision);
  if (!no) return {};
  auto ids = parts_.index.by_case(overlay_, *no);
  if (!ids) return std::move(ids).error();
  std::erase(*ids, after.id);
  auto others = lookup::load_indexed(overlay_, *ids);
  if (!others) return std::move(others).error();
  for (const Subject& other : *others) {
    auto fault = domain::may_be_the_same(decision, after, other);
    if (!fault) continue;
    return Error{ErrorCode::kConflict,
                 "本案在册有同名者，可能就是同一人：如系同一人，请先核对身份并补录证件；"
                 "如系另一人，请写明可资区别的证件（居民身份证、统一社会信用代码）",
                 {*std::move(fault)}};
  }
  return {};
}

Result<Subject> Transaction::preview_after(const std::vector<domain::Decision>& ahead,
                                           const domain::Decision& decision) const {
  const store::Reader& below = overlay_;
  store::Overlay unwritten(below);
  Transaction scratch(unwritten, parts_, now_, clock_);
  for (const auto& earlier : ahead) {
    // One that the law refuses by now changes nothing for those after it.
    auto before = scratch.find(earlier.subject);
    if (before) static_cast<void>(scratch.try_out(*before, domain::as_if_signed(earlier, today())));
  }
  auto before = scratch.find(decision.subject);
  if (!before) return std::move(before).error();
  return scratch.preview(*before, decision);
}

// A number means one subject (法释〔2017〕7号 4), also where a decision gives it back by a
// revocation.
Result<Subject> Transaction::preview(const std::optional<Subject>& before,
                                     const domain::Decision& decision) const {
  auto after = domain::decide(before, decision, today(), parts_.calendar);
  if (!after) return after;
  if (auto alone = check_no_namesake(decision, *after); !alone) return std::move(alone).error();
  std::vector<Fault> faults;
  for (const auto& known : after->documents) {
    if (!known.standing.live()) continue;
    if (before && before->holds(known.document) == Holds::kNow) continue;
    auto holders = parts_.index.holders(overlay_, known.document);
    if (!holders) return std::move(holders).error();
    for (const Subject& other : *holders) {
      if (other.id == after->id || other.holds(known.document) != Holds::kNow) continue;
      faults.push_back({where_added(decision, known.document), "该证件已登记在另一被执行人名下"});
    }
  }
  if (faults.empty()) return after;
  return Error{ErrorCode::kConflict, "所列证件已属于另一在册人员，请先核对身份信息",
               std::move(faults)};
}

Result<Decided> Transaction::decide(const domain::Decision& decision, const Signers& signers,
                                    std::optional<std::uint64_t> version_seen) {
  if (auto open = check_decides(); !open) return std::move(open).error();
  auto before = find(decision.subject);
  if (!before) return std::move(before).error();
  if (version_seen) {
    if (auto same = check_version(*before, *version_seen); !same) return std::move(same).error();
  }
  return decide_on(*std::move(before), decision, signers);
}

Result<Decided> Transaction::decide_on(std::optional<Subject> before,
                                       const domain::Decision& decision, const Signers& signers) {
  if (auto open = check_decides(); !open) return std::move(open).error();
  if (auto fresh = check_undecided(overlay_, decision.ids.decision); !fresh) {
    return std::move(fresh).error();
  }
  auto after = preview(before, decision);
  if (!after) return std::move(after).error();
  auto last = last_seq();
  if (!last) return std::move(last).error();

  const std::uint64_t seq = *last + 1;
  after->last_seq = seq;
  const DecisionRecord record{seq, now_, after->id, after->version, decision, signers};
  store::save(overlay_, *after);
  store::save(overlay_, record);
  store::save(overlay_, SeqRef{decision.ids.decision, seq});
  move_timer(overlay_, before, *after);
  if (auto done = move_deadlines(before, *after); !done) return std::move(done).error();

  domain::Change change{seq, now_, today(), decision, std::move(before), *std::move(after)};
  if (auto done = parts_.index.apply(overlay_, change); !done) return std::move(done).error();

  auto audit_head = write_audit(signers.approved_by, "decide", decision.ids.decision.text(),
                                std::string(decision.kind()), seq);
  if (!audit_head) return std::move(audit_head).error();
  ledger::append(overlay_, seq, store::to_value(record), *audit_head, parts_.random);
  changes_.push_back(std::move(change));
  return Decided{seq, record.subject, record.subject_version};
}

Result<void> Transaction::finish() {
  auto done = parts_.views.apply(overlay_, changes_, parts_.random);
  changes_.clear();
  return done;
}

Result<void> Transaction::move_deadlines(const std::optional<Subject>& before,
                                         const Subject& after) {
  std::vector<Deadline> were;
  if (before) {
    auto known = deadlines_of(overlay_, *before);
    if (!known) return std::move(known).error();
    were = *std::move(known);
  }
  auto are = deadlines_of(overlay_, after);
  if (!are) return std::move(are).error();
  registry::move_deadlines(overlay_, were, *are);
  if (!before) return {};  // no fact is about somebody unknown
  return move_clocks(*this, after.id);
}

Result<void> Transaction::try_out(const std::optional<Subject>& before,
                                  const domain::Decision& decision) {
  if (auto open = check_decides(); !open) return open;
  auto after = preview(before, decision);
  if (!after) return std::move(after).error();
  store::save(overlay_, *after);
  parts_.index.hold(overlay_, *after);
  return {};
}

Result<void> Transaction::audit(std::string who, std::string what, std::string target,
                                std::string detail) {
  auto written =
      write_audit(std::move(who), std::move(what), std::move(target), std::move(detail), 0);
  if (!written) return std::move(written).error();
  return {};
}

Result<std::uint64_t> Transaction::last_seq() const {
  auto head = load_head(overlay_);
  if (!head) return std::move(head).error();
  return head->seq;
}

Result<base::Digest> Transaction::write_audit(std::string who, std::string what, std::string target,
                                              std::string detail, std::uint64_t seq) {
  auto head = load_head(overlay_);
  if (!head) return std::move(head).error();
  const AuditEntry entry{++head->audit_number,
                         now_,
                         std::move(who),
                         std::move(what),
                         std::move(target),
                         std::move(detail),
                         seq,
                         std::move(head->audit_digest)};
  const base::Digest digest = digest_of(entry);
  head->audit_digest = std::string(base::raw(digest));
  if (seq != 0) head->seq = seq;
  store::save(overlay_, entry);
  store::save(overlay_, *head);
  return digest;
}

}  // namespace shixin::registry
