#include "registry/fsck_checks.h"

#include "ledger/leaf.h"
#include "lookup/check.h"
#include "registry/audit.h"
#include "registry/decision_record.h"
#include "registry/draft.h"
#include "registry/meta.h"
#include "registry/timers.h"

namespace shixin::registry {
namespace {

using store::KeyWriter;
using store::Table;

std::string seq_key(std::uint64_t seq) { return KeyWriter{}.u64(seq).take(); }

// A new store has none: everything 0.
Result<RegisterHead> head_of(const store::Survey& in) {
  auto head = in.record<RegisterHead>(store::Stored<RegisterHead>::key({}));
  if (!head) return std::move(head).error();
  return *head ? **std::move(head) : RegisterHead{};
}

Result<void> check_decision(const store::Survey& in, const DecisionRecord& record,
                            std::string_view stored) {
  const std::string seq = seq_key(record.seq);
  auto ref = in.expect<SeqRef>(record.decision.ids.decision.raw(),
                               fmt::format("decision_ids: no row for seq {}", record.seq));
  if (!ref) return std::move(ref).error();
  if (*ref && (*ref)->seq != record.seq) {
    in.tell("decision_ids: seq {} is found under {}", record.seq, (*ref)->seq);
  }
  auto leaf =
      in.expect<ledger::Leaf>(seq, fmt::format("ledger_leaves: no row for seq {}", record.seq));
  if (!leaf) return std::move(leaf).error();
  if (*leaf && !ledger::check(**leaf, stored)) {
    in.tell("ledger_leaves: seq {} does not commit to its decision", record.seq);
  }
  return {};
}

Result<void> check_subject(const store::Survey& in, const domain::Subject& subject) {
  const std::string id = subject.id.text();
  auto last = in.expect<DecisionRecord>(seq_key(subject.last_seq),
                                        fmt::format("subjects: {} has no last decision", id));
  if (!last) return std::move(last).error();
  if (*last && ((*last)->subject != subject.id || (*last)->subject_version != subject.version)) {
    in.tell("subjects: {} is not what its last decision made of it", id);
  }
  return {};
}

}  // namespace

Result<void> same_count(const store::Survey& in, Table table, std::uint64_t expected) {
  auto rows = in.rows(table, {}, {});
  if (!rows) return std::move(rows).error();
  if (*rows != expected) {
    in.tell("{}: {} rows where {} are implied", store::spec(table).family, *rows, expected);
  }
  return {};
}

Result<void> expect_row(const store::Survey& in, Table table, const std::string& key,
                        std::string_view of) {
  auto row = in.value(table, key);
  if (!row) return std::move(row).error();
  if (!*row) in.tell("{}: no row for {}", store::spec(table).family, of);
  return {};
}

Result<void> check_decisions(const store::Survey& in, std::uint64_t& decisions) {
  std::uint64_t expected = 0;
  Instant latest;
  auto rows =
      in.records<DecisionRecord>({}, [&](const DecisionRecord& record, std::string_view stored) {
        if (record.seq != ++expected) {
          in.tell("decisions: seq {} follows {}", record.seq, expected - 1);
          expected = record.seq;
        }
        if (record.at < latest)
          in.tell("decisions: seq {} is earlier than those before it", record.seq);
        latest = std::max(latest, record.at);
        return check_decision(in, record, stored);
      });
  if (!rows) return std::move(rows).error();
  decisions = *rows;
  auto head = head_of(in);
  if (!head) return std::move(head).error();
  if (head->seq != *rows) in.tell("default: the head is {} of {} decisions", head->seq, *rows);
  if (auto done = in.count(Table::kDecisionIds, *rows); !done) return done;
  return in.count(Table::kLedgerLeaves, *rows);
}

Result<void> check_subjects(const store::Survey& in, const base::Key& index_key,
                            DeadlineCheck& deadlines, FsckReport& report) {
  lookup::IndexCheck index(in, index_key);
  std::uint64_t timers = 0;
  std::uint64_t versions = 0;
  auto rows = in.records<domain::Subject>(
      {}, [&](const domain::Subject& subject, std::string_view) -> Result<void> {
        versions += subject.version;
        if (auto done = check_subject(in, subject); !done) return done;
        if (const auto timer = timer_of(subject)) {
          ++timers;
          auto done = expect_row(in, Table::kTimers, timer_key(*timer), subject.id.text());
          if (!done) return done;
        }
        if (auto done = deadlines.add(subject); !done) return done;
        return index.add(subject);
      });
  if (!rows) return std::move(rows).error();
  report.subjects = *rows;
  // Each decision made one version of one subject.
  if (versions != report.decisions) {
    in.tell("subjects: {} versions of {} decisions", versions, report.decisions);
  }
  if (auto done = in.count(Table::kTimers, timers); !done) return done;
  return index.finish();
}

Result<void> check_audit(const store::Survey& in) {
  RegisterHead chain;
  auto rows =
      in.records<AuditEntry>({}, [&](const AuditEntry& entry, std::string_view) -> Result<void> {
        if (entry.number != ++chain.audit_number) {
          in.tell("audit: {} follows {}", entry.number, chain.audit_number - 1);
          chain.audit_number = entry.number;
        }
        if (entry.previous != chain.audit_digest) {
          in.tell("audit: {} is not chained to the entry before it", entry.number);
        }
        chain.audit_digest = std::string(base::raw(digest_of(entry)));
        if (entry.seq == 0) return {};
        auto leaf = in.expect<ledger::Leaf>(seq_key(entry.seq),
                                            fmt::format("audit: seq {} has no leaf", entry.seq));
        if (!leaf) return std::move(leaf).error();
        if (*leaf && (*leaf)->audit_head != chain.audit_digest) {
          in.tell("ledger_leaves: seq {} holds another head of the audit", entry.seq);
        }
        return {};
      });
  if (!rows) return std::move(rows).error();
  auto head = head_of(in);
  if (!head) return std::move(head).error();
  if (head->audit_number != chain.audit_number || head->audit_digest != chain.audit_digest) {
    in.tell("default: the head is not the end of the audit chain");
  }
  return {};
}

Result<void> check_drafts(const store::Survey& in, DeadlineCheck& deadlines) {
  auto rows = in.records<Draft>({}, [&](const Draft& draft, std::string_view) -> Result<void> {
    const std::string id = draft.id().text();
    if (auto done = deadlines.add(draft); !done) return done;
    auto listed = expect_row(in, Table::kDraftsByState, work_list_key(draft), id);
    if (!listed || draft.state != DraftState::kDecided) return listed;
    auto record = in.expect<DecisionRecord>(
        seq_key(draft.seq), fmt::format("drafts: {} was decided and is no decision", id));
    if (!record) return std::move(record).error();
    if (*record && (*record)->decision.ids.decision != draft.id()) {
      in.tell("drafts: {} names another decision", id);
    }
    return {};
  });
  if (!rows) return std::move(rows).error();
  return in.count(Table::kDraftsByState, *rows);
}

}  // namespace shixin::registry
