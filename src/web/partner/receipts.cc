// POST /feeds/{feed}/receipts {"seq","count","proof","applied_at"?}: the copy agrees.
// POST /feeds/{feed}/generation {"generation","discarded":true}: the old copy is gone.
#include "delivery/receipts.h"

#include "web/json_body.h"
#include "web/partner/parts.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

struct ReceiptBody {
  feed::Token seq;
  std::uint64_t count = 0;
  feed::Sum256 proof;
  std::optional<Instant> applied_at;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "seq", &ReceiptBody::seq),
                      base::field(2, "count", &ReceiptBody::count),
                      base::field(3, "proof", &ReceiptBody::proof),
                      base::optional_field(4, "applied_at", &ReceiptBody::applied_at)};
  }
};

struct GenerationBody {
  std::string generation;
  bool discarded = false;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "generation", &GenerationBody::generation),
                      base::field(2, "discarded", &GenerationBody::discarded)};
  }
};

Answer take(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto body = read_body<ReceiptBody>(request);
  if (!body) return refuse(body.error());
  auto taken =
      delivery::take_receipt(context.committer, visit.database, visit.partner,
                             {body->seq, body->count, body->proof}, body->applied_at, visit.at);
  return taken ? json_answer(R"({"ok":true})") : refuse(taken.error());
}

Answer declare(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto body = read_body<GenerationBody>(request);
  if (!body) return refuse(body.error());
  if (!body->discarded) {
    return refuse(base::malformed({{"/discarded", "须先删除旧副本,并以 true 声明"}}));
  }
  const std::string current = visit.database.head().generation_text();
  if (body->generation != current) {
    return refuse({ErrorCode::kConflict, "声明的不是当前的一代,当前为 " + current});
  }
  auto done = delivery::declare(context.committer, *visit.snapshot, visit.partner,
                                visit.database.feed().name, visit.in_force());
  return done ? json_answer(R"({"ok":true})") : refuse(done.error());
}

}  // namespace

void add_receipt_routes(Router& router, const PartnerContext& context) {
  const RouteOptions options{.refuse = refuse};
  const auto add = [&](const char* pattern, auto enter_by, auto work) {
    router.add("POST", pattern,
               on_feed(context, enter_by,
                       [&context, work](const Visit& visit, const Request& request,
                                        const Captures&) { return work(context, visit, request); }),
               options);
  };
  // Who may not read on has no copy to prove; whoever declares is the one who may not read yet.
  add("/feeds/{feed}/receipts", enter_to_read, take);
  add("/feeds/{feed}/generation", enter, declare);
}

}  // namespace shixin::web::partner
