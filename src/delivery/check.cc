#include "delivery/check.h"

#include "delivery/records.h"

namespace shixin::delivery {
namespace {

template <class Record>
Result<void> belongs_to_partner(const store::Survey& survey) {
  auto rows = survey.records<Record>({}, [&](const Record& record, auto) -> Result<void> {
    auto partner =
        survey.value(store::Table::kPartners, store::Stored<Partner>::key(record.partner));
    if (!partner) return std::move(partner).error();
    if (!*partner) {
      survey.tell("{}: a row of partner {}, who is not there",
                  store::spec(store::Stored<Record>::kTable).family, record.partner);
    }
    return {};
  });
  if (!rows) return std::move(rows).error();
  return {};
}

}  // namespace

Result<void> check_partners(const store::Survey& survey) {
  std::uint64_t keys = 0;
  auto partners = survey.records<Partner>({}, [&](const Partner& partner, auto) -> Result<void> {
    if (partner.disabled) return {};
    ++keys;
    auto ref = survey.record<PartnerRef>(partner.key_digest);
    if (!ref) return std::move(ref).error();
    if (!*ref || (*ref)->name != partner.name) {
      survey.tell("partner_keys: {} is not found by its key", partner.name);
    }
    return {};
  });
  if (!partners) return std::move(partners).error();
  auto refs = survey.records<PartnerRef>({}, [](const auto&, auto) { return Result<void>{}; });
  if (!refs) return std::move(refs).error();
  if (*refs != keys) {
    survey.tell("partner_keys: {} rows of {} partners with a key", *refs, keys);
  }
  if (auto done = belongs_to_partner<Cursor>(survey); !done) return done;
  if (auto done = belongs_to_partner<LocalDoc>(survey); !done) return done;
  return belongs_to_partner<Receipt>(survey);
}

}  // namespace shixin::delivery
