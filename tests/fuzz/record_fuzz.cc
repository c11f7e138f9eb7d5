// Any bytes as a record of each table: never a crash; what can not be read is corrupt; what can be
// read has a key, is refused under another one, and comes back from what it is stored as.
#include "delivery/records.h"
#include "feed/rows.h"
#include "fuzz/expect.h"
#include "intake/records.h"
#include "ledger/leaf.h"
#include "lookup/public_subject.h"
#include "registry/audit.h"
#include "registry/decision_record.h"
#include "registry/draft.h"
#include "registry/idempotency.h"
#include "registry/meta.h"
#include "registry/session.h"
#include "registry/staff.h"
#include "store/key.h"

using namespace shixin;

namespace {

bool is_corrupt(const auto& read) { return !read && read.error().code == ErrorCode::kCorrupt; }

template <class T>
void check(std::string_view value) {
  using store::Stored;
  const auto record = base::decode<T>(value.substr(std::min<std::size_t>(1, value.size())));
  const std::string key = record ? Stored<T>::key(*record) : "";
  const auto read = store::from_value<T>(key, value);
  if (!read) {
    fuzz::expect(is_corrupt(read), "what can not be read is corrupt");
    return;
  }
  fuzz::expect(is_corrupt(store::from_value<T>(key + 'x', value)), "no record under two keys");
  const std::string stored = store::to_value(*read);
  const auto again = store::from_value<T>(key, stored);
  fuzz::expect(again && store::to_value(*again) == stored, "it comes back from the store");
}

using Check = void (*)(std::string_view);
// The first byte of an input says which of them it is.
constexpr Check kChecks[] = {
    check<registry::RegisterHead>, check<registry::Held>,           check<registry::StoreKind>,
    check<domain::Subject>,        check<registry::DecisionRecord>, check<registry::SeqRef>,
    check<registry::Draft>,        check<registry::AuditEntry>,     check<registry::Staff>,
    check<registry::Session>,      check<registry::Replay>,         check<intake::ImportBatch>,
    check<intake::BatchRow>,       check<intake::RowRef>,           check<lookup::PublicSubject>,
    check<lookup::SubjectRef>,     check<feed::ViewMeta>,           check<feed::ViewRow>,
    check<feed::ViewHead>,         check<feed::SubjectRef>,         check<feed::ViewState>,
    check<ledger::Leaf>,           check<delivery::Partner>,        check<delivery::PartnerRef>,
    check<delivery::Cursor>,       check<delivery::LocalDoc>,       check<delivery::Receipt>,
};

// Keys are read back with the same doubt.
void check_key(std::string_view bytes) {
  store::KeyReader reader(bytes);
  const std::string text(reader.text());
  const std::uint64_t number = reader.u64();
  const std::string raw(reader.raw(16));
  if (!reader.finish()) return;
  fuzz::expect(store::KeyWriter{}.text(text).u64(number).raw(raw).take() == bytes,
               "a key that is read is the one that is written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_key(bytes);
  if (bytes.empty()) return 0;
  const auto which = static_cast<std::uint8_t>(bytes.front());
  if (which < std::size(kChecks)) kChecks[which](bytes.substr(1));
  return 0;
}
