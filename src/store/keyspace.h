// The keyspace. This table is the schema: schemas/keyspace.md is printed from it, and a golden test
// fails when the two differ.
//
// Rules
//   * One column family per row. Names and layouts are on disk: never edit a row in place; add a
//     row, bump kSchemaVersion, write a migration.
//   * Key parts: u8, u64 (big-endian, so that iterating is counting), raw16 and raw32 (bytes), text
//     (UTF-8, ends with 0x00). A last text part ends with 0x00 too, so that no key is another's
//     prefix.
//   * Values open with a u8 record version; an index row's value is empty.
//   * Every table has exactly one writing module.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shixin::store {

inline constexpr std::uint32_t kSchemaVersion = 3;

enum class Table : std::uint8_t {
  kMeta,
  kSubjects,
  kDecisions,
  kDecisionIds,
  kDrafts,
  kDraftsByState,
  kIdempotency,
  kBatches,
  kBatchRows,
  kImportRows,
  kTimers,
  kFacts,
  kFactsByCase,
  kFactsBySubject,
  kDeadlines,
  kDeadlinesByOwner,
  kStaff,
  kSessions,
  kAudit,
  kByDocument,
  kByName,
  kByCase,
  kPublicSubjects,
  kPublicNames,
  kPublicEntries,
  kViews,
  kViewRows,
  kViewHeads,
  kViewIds,
  kViewStates,
  kLedgerLeaves,
  kLedgerHashes,
  kLedgerCheckpoints,
  kLedgerState,
  kPartners,
  kPartnerKeys,
  kCursors,
  kLocalDocs,
  kReceipts,
};

struct TableSpec {
  std::string_view family;  // column family
  std::string_view key;     // parts, in order
  std::string_view value;   // record (schemas/records.md)
  std::string_view order;   // what iterating yields
  std::string_view writer;  // the one module that writes it
  std::string_view why;     // what it is for
  std::uint32_t since;      // schema version that introduced it
};

inline constexpr std::array kKeyspace{
    TableSpec{"default", "text name", "per name", "by name", "store",
              "schema version, head, and the few facts about the store as a whole", 1},
    TableSpec{"subjects", "raw16 subject", "Subject", "by random id", "registry",
              "the aggregate a decision changes; every other row of the register follows from it",
              1},
    TableSpec{"decisions", "u64 seq", "DecisionRecord", "commit order, 1.. without a gap",
              "registry",
              "what was decided, by whom, and on which version; never changed afterwards", 1},
    TableSpec{"decision_ids", "raw16 decision", "SeqRef", "by random id", "registry",
              "finds a decision that another one names", 1},
    TableSpec{"drafts", "raw16 decision", "Draft", "by random id", "registry",
              "decisions before they bind, and what became of them", 1},
    TableSpec{"drafts_by_state", "u8 state, u64 moved_ms, raw16 decision", "(empty)",
              "oldest first within a state", "registry", "work lists", 1},
    TableSpec{"idempotency", "text staff, text key", "Replay", "by account", "registry",
              "a repeated POST gets its first answer", 1},
    TableSpec{"batches", "raw16 batch", "ImportBatch", "by random id", "intake",
              "an import that waits for its second person", 1},
    TableSpec{"batch_rows", "raw16 batch, u64 line", "BatchRow", "file order", "intake",
              "the drafts of one import", 1},
    TableSpec{"import_rows", "raw32 keyed_digest", "RowRef", "(no order)", "intake",
              "a row that was taken before is not taken again", 1},
    TableSpec{"timers", "u64 due_ms, u8 owner_kind, raw16 owner", "(empty)", "earliest first",
              "registry", "one row per owner at its next due moment; derived from the owner", 1},
    TableSpec{"facts", "raw16 fact", "FactRecord", "by random id", "registry",
              "what happened outside and started a clock, and what it proposes", 3},
    TableSpec{"facts_by_case", "text case_no, raw16 fact", "(empty)", "by normal case number",
              "registry", "the facts of one case; a fact told twice is found here", 3},
    TableSpec{"facts_by_subject", "raw16 subject, raw16 fact", "(empty)", "by subject", "registry",
              "the facts whose clocks a decision on the subject may stop", 3},
    TableSpec{"deadlines", "u64 due_ms, u8 owner_kind, raw16 owner", "(empty)", "earliest first",
              "registry", "by when something must be done; derived from what it follows", 3},
    TableSpec{"deadlines_by_owner", "text staff, u64 due_ms, u8 owner_kind, raw16 owner", "(empty)",
              "earliest first for each person", "registry", "the same, by whose work it is", 3},
    TableSpec{"staff", "text name", "Staff", "by sign-in name", "registry",
              "accounts, roles and password hashes", 1},
    TableSpec{"sessions", "raw32 token_digest", "Session", "(no order)", "registry",
              "who is signed in, and bearer tokens; tokens themselves are not kept", 1},
    TableSpec{"audit", "u64 number", "AuditEntry", "as it happened, 1.. without a gap", "registry",
              "who did or read what, each entry chained to the one before by its digest", 1},
    TableSpec{"by_document", "raw32 keyed_digest, raw16 subject", "(empty)", "(no order)", "lookup",
              "finds a subject by a whole number; a digest because RocksDB's own LOG shows keys",
              1},
    TableSpec{"by_name", "text folded_name, raw16 subject", "(empty)", "by folded name", "lookup",
              "staff's search by name prefix", 1},
    TableSpec{"by_case", "text case_no, raw16 subject", "(empty)", "by normal case number",
              "lookup", "the people of one case", 1},
    TableSpec{"public_subjects", "raw16 subject", "PublicSubject", "by random id", "lookup",
              "what the public may see, masked when it was written", 1},
    TableSpec{"public_names", "text folded_name, raw16 subject", "(empty)", "by folded name",
              "lookup", "the public question by name prefix: published subjects and no others", 1},
    TableSpec{"public_entries", "raw16 entry", "SubjectRef", "by random id", "lookup",
              "a published entry's page", 1},
    TableSpec{"views", "text view", "ViewMeta", "by name", "feed",
              "the generation in force and the definition it was built from", 1},
    TableSpec{"view_rows", "text view, u64 generation, u64 seq", "ViewRow",
              "change order; a subject stands once, at its latest seq", "feed",
              "rendered documents and tombstones: a page of changes is a scan of this", 1},
    TableSpec{"view_heads", "text view, u64 generation, raw16 subject", "ViewHead", "by subject",
              "feed", "where a subject's row stands, and the chain of its revisions", 1},
    TableSpec{"view_ids", "text view, raw16 document", "SubjectRef", "by random id", "feed",
              "finds a document by its _id; ids survive generations", 1},
    TableSpec{"view_states", "text view, u64 generation, u64 seq", "ViewState",
              "commit groups that changed the view", "feed",
              "count, digest and proof that receipts are judged by; kept 90 days", 1},
    TableSpec{"ledger_leaves", "u64 seq", "Leaf", "commit order, 1.. without a gap", "ledger",
              "commitment to each decision's record, and the key that opens it", 1},
    TableSpec{"ledger_hashes", "u8 level, u64 index", "TileHash", "level by level, in order",
              "ledger", "roots of full tiles: what the tiles of level 1 and above are made of", 2},
    TableSpec{"ledger_checkpoints", "u64 size", "SignedCheckpoint", "as the tree grew", "ledger",
              "the tree head signed for each commit group; of 256 sizes long past the last one", 2},
    TableSpec{"ledger_state", "text name", "per name", "by name", "ledger",
              "whose log it is, and the right edge of the tree as far as it was built", 2},
    TableSpec{"partners", "text name", "Partner", "by name", "delivery",
              "partner departments and the feeds they may read", 1},
    TableSpec{"partner_keys", "raw32 key_digest", "PartnerRef", "(no order)", "delivery",
              "finds a partner by the key it shows; keys themselves are not kept", 1},
    TableSpec{"cursors", "text partner, text feed", "Cursor", "by partner", "delivery",
              "the generation a partner declared or first read, and how far it was served", 1},
    TableSpec{"local_docs", "text partner, text feed, text id", "LocalDoc", "by partner",
              "delivery", "a replicator's checkpoints", 1},
    TableSpec{"receipts", "text partner, text feed, u64 generation, u64 seq", "Receipt",
              "by partner, advances only", "delivery",
              "a partner's proof that it held a feed's state", 1},
};

static_assert(kKeyspace.size() == static_cast<std::size_t>(Table::kReceipts) + 1);

constexpr const TableSpec& spec(Table table) { return kKeyspace[static_cast<std::size_t>(table)]; }

}  // namespace shixin::store
