#include "registry/fsck_checks.h"

#include "ledger/leaf.h"
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

Result<void> same_count(const Inspection& in, Table table, std::uint64_t expected) {
  auto rows = in.each_row(table, [](auto, auto) { return Result<void>{}; });
  if (!rows) return std::move(rows).error();
  if (*rows != expected) {
    in.fault("{}: {} rows where {} are implied", store::spec(table).family, *rows, expected);
  }
  return {};
}

// The keys of an index whose values are empty: missing ones are faults.
Result<void> expect_row(const Inspection& in, Table table, const std::string& key,
                        std::string_view of) {
  auto row = in.reader.get(table, key);
  if (!row) return std::move(row).error();
  if (!*row) in.fault("{}: no row for {}", store::spec(table).family, of);
  return {};
}

Result<void> check_decision(const Inspection& in, const DecisionRecord& record,
                            std::string_view stored) {
  const std::string seq = seq_key(record.seq);
  auto ref = in.expect<SeqRef>(record.decision.ids.decision.raw(),
                               fmt::format("decision_ids: no row for seq {}", record.seq));
  if (!ref) return std::move(ref).error();
  if (*ref && (*ref)->seq != record.seq) {
    in.fault("decision_ids: seq {} is found under {}", record.seq, (*ref)->seq);
  }
  auto leaf =
      in.expect<ledger::Leaf>(seq, fmt::format("ledger_leaves: no row for seq {}", record.seq));
  if (!leaf) return std::move(leaf).error();
  if (*leaf && !ledger::check(**leaf, stored)) {
    in.fault("ledger_leaves: seq {} does not commit to its decision", record.seq);
  }
  return {};
}

Result<void> check_subject(const Inspection& in, const domain::Subject& subject) {
  const std::string id = subject.id.text();
  auto last = in.expect<DecisionRecord>(seq_key(subject.last_seq),
                                        fmt::format("subjects: {} has no last decision", id));
  if (!last) return std::move(last).error();
  if (*last && ((*last)->subject != subject.id || (*last)->subject_version != subject.version)) {
    in.fault("subjects: {} is not what its last decision made of it", id);
  }
  return {};
}

}  // namespace

Result<void> check_decisions(const Inspection& in) {
  std::uint64_t expected = 0;
  Instant latest;
  auto rows =
      in.each_record<DecisionRecord>([&](const DecisionRecord& record, std::string_view stored) {
        if (record.seq != ++expected) {
          in.fault("decisions: seq {} follows {}", record.seq, expected - 1);
          expected = record.seq;
        }
        if (record.at < latest)
          in.fault("decisions: seq {} is earlier than those before it", record.seq);
        latest = std::max(latest, record.at);
        return check_decision(in, record, stored);
      });
  if (!rows) return std::move(rows).error();
  in.report.decisions = *rows;
  auto head = load_head(in.reader);
  if (!head) return std::move(head).error();
  if (head->seq != *rows) in.fault("default: the head is {} of {} decisions", head->seq, *rows);
  if (auto done = same_count(in, Table::kDecisionIds, *rows); !done) return done;
  return same_count(in, Table::kLedgerLeaves, *rows);
}

Result<void> check_subjects(const Inspection& in, const base::Key& index_key) {
  lookup::IndexCheck index(in.reader, index_key,
                           [&](std::string_view line) { in.note(std::string(line)); });
  std::uint64_t timers = 0;
  std::uint64_t versions = 0;
  auto rows = in.each_record<domain::Subject>(
      [&](const domain::Subject& subject, std::string_view) -> Result<void> {
        versions += subject.version;
        if (auto done = check_subject(in, subject); !done) return done;
        if (const auto timer = timer_of(subject)) {
          ++timers;
          auto done = expect_row(in, Table::kTimers, timer_key(*timer), subject.id.text());
          if (!done) return done;
        }
        return index.add(subject);
      });
  if (!rows) return std::move(rows).error();
  in.report.subjects = *rows;
  // Each decision made one version of one subject.
  if (versions != in.report.decisions) {
    in.fault("subjects: {} versions of {} decisions", versions, in.report.decisions);
  }
  if (auto done = same_count(in, Table::kTimers, timers); !done) return done;
  return index.finish();
}

Result<void> check_audit(const Inspection& in) {
  RegisterHead chain;
  auto rows =
      in.each_record<AuditEntry>([&](const AuditEntry& entry, std::string_view) -> Result<void> {
        if (entry.number != ++chain.audit_number) {
          in.fault("audit: {} follows {}", entry.number, chain.audit_number - 1);
          chain.audit_number = entry.number;
        }
        if (entry.previous != chain.audit_digest) {
          in.fault("audit: {} is not chained to the entry before it", entry.number);
        }
        chain.audit_digest = std::string(base::raw(digest_of(entry)));
        if (entry.seq == 0) return {};
        auto leaf = in.expect<ledger::Leaf>(seq_key(entry.seq),
                                            fmt::format("audit: seq {} has no leaf", entry.seq));
        if (!leaf) return std::move(leaf).error();
        if (*leaf && (*leaf)->audit_head != chain.audit_digest) {
          in.fault("ledger_leaves: seq {} holds another head of the audit", entry.seq);
        }
        return {};
      });
  if (!rows) return std::move(rows).error();
  auto head = load_head(in.reader);
  if (!head) return std::move(head).error();
  if (head->audit_number != chain.audit_number || head->audit_digest != chain.audit_digest) {
    in.fault("default: the head is not the end of the audit chain");
  }
  return {};
}

Result<void> check_drafts(const Inspection& in) {
  auto rows = in.each_record<Draft>([&](const Draft& draft, std::string_view) -> Result<void> {
    const std::string id = draft.id().text();
    auto listed = expect_row(in, Table::kDraftsByState, work_list_key(draft), id);
    if (!listed || draft.state != DraftState::kDecided) return listed;
    auto record = in.expect<DecisionRecord>(
        seq_key(draft.seq), fmt::format("drafts: {} was decided and is no decision", id));
    if (!record) return std::move(record).error();
    if (*record && (*record)->decision.ids.decision != draft.id()) {
      in.fault("drafts: {} names another decision", id);
    }
    return {};
  });
  if (!rows) return std::move(rows).error();
  return same_count(in, Table::kDraftsByState, *rows);
}

}  // namespace shixin::registry
