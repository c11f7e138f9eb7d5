#include <doctest/doctest.h>

#include "delivery/records.h"
#include "feed/rows.h"
#include "intake/records.h"
#include "ledger/leaf.h"
#include "ledger/rows.h"
#include "lookup/public_subject.h"
#include "registry/audit.h"
#include "registry/decision_record.h"
#include "registry/draft.h"
#include "registry/fact_record.h"
#include "registry/idempotency.h"
#include "registry/meta.h"
#include "registry/session.h"
#include "registry/staff.h"
#include "store/record_doc.h"
#include "store/subject_record.h"
#include "support/golden.h"

using namespace shixin;

namespace {

constexpr std::string_view kOpening = R"(# The records

Printed from the field lists in `src/`; run the golden tests with `GOLDEN_UPDATE=1`. A value opens
with its record version, then comes what `src/base/codec.h` writes. Numbers are on disk: never
reused, and a field that is no longer written keeps its number.
)";

// One line for each record of a table, in the order of keyspace.md and under its names.
std::string records_markdown() {
  using store::record_markdown;
  std::string out(kOpening);
  out += record_markdown<registry::RegisterHead>("RegisterHead");
  out += record_markdown<registry::Held>("Held");
  out += record_markdown<registry::StoreKind>("StoreKind");
  out += record_markdown<registry::CalendarMark>("CalendarMark");
  out += record_markdown<domain::Subject>("Subject");
  out += record_markdown<registry::DecisionRecord>("DecisionRecord");
  out += record_markdown<registry::SeqRef>("SeqRef");
  out += record_markdown<registry::Draft>("Draft");
  out += record_markdown<registry::FactRecord>("FactRecord");
  out += record_markdown<registry::AuditEntry>("AuditEntry");
  out += record_markdown<registry::Staff>("Staff");
  out += record_markdown<registry::Session>("Session");
  out += record_markdown<registry::Replay>("Replay");
  out += record_markdown<intake::ImportBatch>("ImportBatch");
  out += record_markdown<intake::BatchRow>("BatchRow");
  out += record_markdown<intake::RowRef>("RowRef");
  out += record_markdown<lookup::PublicSubject>("PublicSubject");
  out += record_markdown<lookup::SubjectRef>("SubjectRef");
  out += record_markdown<feed::ViewMeta>("ViewMeta");
  out += record_markdown<feed::ViewRow>("ViewRow");
  out += record_markdown<feed::ViewHead>("ViewHead");
  out += record_markdown<feed::SubjectRef>("SubjectRef");
  out += record_markdown<feed::ViewState>("ViewState");
  out += record_markdown<ledger::Leaf>("Leaf");
  out += record_markdown<ledger::TileHash>("TileHash");
  out += record_markdown<ledger::SignedCheckpoint>("SignedCheckpoint");
  out += record_markdown<ledger::Tree>("Tree");
  out += record_markdown<ledger::Identity>("Identity");
  out += record_markdown<delivery::Partner>("Partner");
  out += record_markdown<delivery::PartnerRef>("PartnerRef");
  out += record_markdown<delivery::Cursor>("Cursor");
  out += record_markdown<delivery::LocalDoc>("LocalDoc");
  out += record_markdown<delivery::Receipt>("Receipt");
  return out;
}

}  // namespace

TEST_SUITE("golden/records") {
  TEST_CASE("schemas/records.md is what the code says") {
    test::check_golden(SHIXIN_SOURCE_DIR "/schemas/records.md", records_markdown());
  }

  TEST_CASE("no record of the keyspace is left out") {
    const std::string records = records_markdown();
    for (const auto& table : store::kKeyspace) {
      CAPTURE(table.family);
      const bool is_record = table.value != "(empty)" && table.value != "per name";
      if (!is_record) continue;
      const auto section =
          "## " + std::string(table.value) + "\n\nTable `" + std::string(table.family) + "`";
      CHECK_NE(records.find(section), std::string::npos);
    }
  }
}
