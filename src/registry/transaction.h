// Transaction: what a step of work may do inside the committer — read everything written so far,
// write its own tables, decide, and leave its trace in the audit. A step that returns an Error
// leaves nothing behind. Lives on the committer's thread and dies with the step.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "feed/views.h"
#include "lookup/index.h"
#include "registry/audit.h"
#include "registry/decision_record.h"
#include "store/overlay.h"

namespace shixin::ledger {
class Ledger;
}

namespace shixin::registry {

// The parts a decision's commit needs, built once by app/wiring and outliving the committer.
struct Parts {
  const domain::Calendar& calendar;
  const feed::Views& views;
  const lookup::Index& index;
  const ledger::Ledger& ledger;
  base::Random& random;
};

// A decision that took effect. Durable once Committer::run has returned.
struct Decided {
  std::uint64_t seq;
  domain::SubjectId subject;
  std::uint64_t subject_version;
};

class Transaction {
 public:
  // `now` is what the commit is dated, `clock` what the clock says: another time only while the
  // clock is doubted, or behind the last commit.
  Transaction(store::Overlay& overlay, const Parts& parts, Instant now, Instant clock);
  Transaction(store::Overlay& overlay, const Parts& parts, Instant now)
      : Transaction(overlay, parts, now, now) {}

  store::Overlay& tables() { return overlay_; }
  const store::Reader& reader() const { return overlay_; }
  Instant now() const { return now_; }
  // For what people wait for by their watches: sessions and locks. Nothing of the register.
  Instant clock() const { return clock_; }
  Day today() const { return base::day_of(now_); }
  base::Random& random() { return parts_.random; }
  const lookup::Index& index() const { return parts_.index; }
  const domain::Calendar& calendar() const { return parts_.calendar; }

  // kUnavailable: the store is held after a restore, or the clock is doubted. Until an operator has
  // confirmed it nothing is decided, and no step towards a decision is taken.
  Result<void> check_decides() const;

  // The clock says `clock` and is right: this commit and the later ones are dated by it.
  Result<void> accept_clock(Instant clock);

  // The subject a decision means: nullopt when nobody holds any of its documents. kConflict when
  // its documents belong to several subjects; kNotFound when it names an id that is not there.
  Result<std::optional<domain::Subject>> find(const domain::SubjectRef& ref) const;

  // What the decision would make of the subject it means, as find() answered, without writing.
  // kConflict: it would give him a document that another subject holds.
  Result<domain::Subject> preview(const std::optional<domain::Subject>& before,
                                  const domain::Decision& decision) const;
  // The same, as if those before it in one bundle had been signed and decided.
  Result<domain::Subject> preview_after(const std::vector<domain::Decision>& ahead,
                                        const domain::Decision& decision) const;

  // Decides, and writes the subject, the decision under the next seq, every row the index implies,
  // the subject's timer and deadlines, the ledger's leaf and the audit entry; the views' rows
  // follow by finish(). `version_seen` is the subject version the approver saw (0: unknown to the
  // register); another one is kConflict. kUnavailable as check_decides().
  Result<Decided> decide(const domain::Decision& decision, const Signers& signers,
                         std::optional<std::uint64_t> version_seen);

  // The same on the subject that find() answered with, just now.
  Result<Decided> decide_on(std::optional<domain::Subject> before, const domain::Decision& decision,
                            const Signers& signers);

  // As decide_on(), for a trial that is never committed: writes what later decisions of the trial
  // are judged by, the subject and what finds him, and nothing for anybody else.
  Result<void> try_out(const std::optional<domain::Subject>& before,
                       const domain::Decision& decision);

  Result<void> audit(std::string who, std::string what, std::string target,
                     std::string detail = {});

  // Ends the step: the views take all that it decided, at once. Called by the committer.
  Result<void> finish();

  // The last seq that took effect in this group, or before it.
  Result<std::uint64_t> last_seq() const;

 private:
  // Whom the decision lists or restricts is nobody else of his name in the same case.
  Result<void> check_no_namesake(const domain::Decision& decision,
                                 const domain::Subject& after) const;

  // The rows of what ends on the subject, and the clocks of facts about him.
  Result<void> move_deadlines(const std::optional<domain::Subject>& before,
                              const domain::Subject& after);

  // Numbers and chains an entry and moves the head to it; returns its digest. `seq` 0: no decision.
  Result<base::Digest> write_audit(std::string who, std::string what, std::string target,
                                   std::string detail, std::uint64_t seq);

  store::Overlay& overlay_;
  const Parts& parts_;
  Instant now_;
  Instant clock_;
  std::vector<domain::Change> changes_;  // what was decided
};

}  // namespace shixin::registry
