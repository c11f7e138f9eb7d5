// POST /feeds/{feed}/check {"items":[{"ref","name","documents":[{"type","number"}],"on"?}]}
//   → [{"ref","verdict","as_of","contact"}], in the order of the items.
// For a counter that holds no copy, or checks its own list overnight. An item that can not be read
// is "unknown", and the others are answered.
#include <algorithm>

#include "feed/verdict.h"
#include "lookup/index.h"
#include "web/json_body.h"
#include "web/partner/parts.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

using feed::Verdict;

constexpr std::size_t kItemsMax = 10'000;
// Two hundred bytes are an item with one document and a name; a few have several.
constexpr std::size_t kBodyBytesMax = std::size_t{4} << 20;

// As typed: a number that is none makes its item unknown, and not the whole body malformed.
struct ShownDocument {
  domain::DocumentType type = domain::DocumentType::kCitizenId;
  domain::DocumentNumber number;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "type", &ShownDocument::type),
                      base::field(2, "number", &ShownDocument::number)};
  }
};

struct Item {
  std::string ref;  // the department's own, given back as it came
  std::string name;
  std::vector<ShownDocument> documents;
  std::optional<Day> on;  // the day of the journey, the purchase …; absent: today
  static constexpr auto fields() {
    return std::tuple{
        base::field(1, "ref", &Item::ref), base::optional_field(2, "name", &Item::name),
        base::field(3, "documents", &Item::documents), base::optional_field(4, "on", &Item::on)};
  }
};

struct CheckBody {
  std::vector<Item> items;
  static constexpr auto fields() { return std::tuple{base::field(1, "items", &CheckBody::items)}; }
};

// What all items of one request are held against.
struct Measure {
  const lookup::Index& index;
  const store::Reader& reader;
  const feed::ViewDefinition& view;
  Day today;
};

Result<Verdict> of_document(const Measure& measure, const Item& item,
                            const domain::Document& document, Day on) {
  auto holders = measure.index.holders(measure.reader, document);
  if (!holders) return std::move(holders).error();
  Verdict strongest = Verdict::kClear;
  for (const domain::Subject& subject : *holders) {
    strongest = std::max(strongest, feed::verdict(measure.view, subject, document, item.name, on));
  }
  return strongest;
}

Result<Verdict> of_item(const Measure& measure, const Item& item) {
  const Day today = measure.today;
  const Day on = item.on.value_or(today);
  // What has ended stands on no day any more, so a day that is over can not be told.
  if (item.documents.empty() || on < today) return Verdict::kUnknown;
  Verdict strongest = Verdict::kClear;
  for (const ShownDocument& shown : item.documents) {
    const auto document = domain::Document::parse(shown.type, shown.number.reveal());
    auto one =
        document ? of_document(measure, item, *document, on) : Result<Verdict>(Verdict::kUnknown);
    if (!one) return one;
    strongest = std::max(strongest, *one);
  }
  return strongest;
}

Answer check(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto body = read_body<CheckBody>(request);
  if (!body) return refuse(body.error());
  if (body->items.size() > kItemsMax) {
    const std::string detail = "一次不得超过 " + std::to_string(kItemsMax) + " 项,请分批核对";
    return refuse({ErrorCode::kTooLarge, detail, {{"/items", detail}}});
  }
  const std::string& own = visit.database.feed().contact;
  const std::string& contact = own.empty() ? context.contact : own;
  const Measure measure{context.index, *visit.snapshot, visit.database.view(),
                        base::day_of(visit.at)};
  base::Json out = base::Json::array();
  for (const Item& item : body->items) {
    auto verdict = of_item(measure, item);
    if (!verdict) return refuse(verdict.error());
    out.push_back({{"ref", item.ref},
                   {"verdict", base::word(*verdict)},
                   {"as_of", base::rfc3339(visit.at)},
                   {"contact", contact}});
  }
  return json_answer(out.dump());
}

}  // namespace

void add_check_routes(Router& router, const PartnerContext& context) {
  // Who holds no copy, or a void one, may ask all the same: nothing is kept of the answer.
  router.add("POST", "/feeds/{feed}/check",
             on_feed(context, enter,
                     [&context](const Visit& visit, const Request& request, const Captures&) {
                       return check(context, visit, request);
                     }),
             {.body_bytes_max = kBodyBytesMax, .refuse = refuse});
}

}  // namespace shixin::web::partner
