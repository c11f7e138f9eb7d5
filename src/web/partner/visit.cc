#include "web/partner/visit.h"

#include "base/crypto.h"
#include "base/log.h"
#include "registry/meta.h"

namespace shixin::web::partner {

namespace {

Result<delivery::Partner> let_in(const PartnerContext& context, const store::Reader& reader,
                                 const Asker& asker) {
  auto partner = delivery::authenticate(reader, asker);
  if (partner || partner.error().code != ErrorCode::kForbidden) return partner;
  const auto owner = delivery::owner_of_key(reader, asker.authorization);
  if (!owner) return partner;
  if (const auto times = context.strays->note(owner->name, std::chrono::steady_clock::now())) {
    base::log_warn("the key of partner {} was shown at {}, where it may not be used: {} times",
                   owner->name, asker.address, *times);
  }
  return partner;
}

// The key is kept as a digest alone.
base::Digest name_of(const Asker& asker, const std::string& feed) {
  return base::sha256(asker.authorization + '\0' + asker.address + '\0' + feed);
}

Result<std::shared_ptr<const Entrance>> let_in(const PartnerContext& context,
                                               const feed::Sight& sight, const Asker& asker,
                                               const std::string& feed) {
  const auto& [snapshot, catalogue] = sight;
  const base::Digest name = name_of(asker, feed);
  auto known = context.entrances->find(snapshot->head(), name);
  if (known && known->catalogue == catalogue) return known;
  auto partner = let_in(context, *snapshot, asker);
  if (!partner) return std::move(partner).error();
  const auto* definition = catalogue->feed(feed);
  if (!definition || !partner->may_read(feed)) {
    return Error{ErrorCode::kForbidden, "该密钥不能读取这一类数据"};
  }
  auto held = registry::load_held(*snapshot);
  if (!held) return std::move(held).error();
  if (*held) return Error{ErrorCode::kUnavailable, "系统刚从备份恢复,等待法院确认,请稍后再试"};
  auto database = feed::Database::open(*snapshot, *catalogue, *definition);
  if (!database) return std::move(database).error();
  return context.entrances->keep(snapshot->head(), name,
                                 {*std::move(partner), catalogue, database->meta()});
}

}  // namespace

Asker asker_of(const Request& request) {
  return {std::string(request.header("Authorization")), request.remote_address};
}

Result<delivery::Partner> partner_of(const PartnerContext& context, const Asker& asker) {
  return let_in(context, *context.engine.snapshot(), asker);
}

Result<Visit> enter(const PartnerContext& context, const Asker& asker, const std::string& feed) {
  // Before the snapshot: nothing that comes between is missed, and nothing is said to be newer than
  // it is.
  const std::uint64_t announced = context.signal.seen();
  const Instant at = context.clock.now();
  auto sight = context.catalogues.look(context.engine);
  if (!sight) return std::move(sight).error();
  auto entrance = let_in(context, *sight, asker, feed);
  if (!entrance) return std::move(entrance).error();
  auto& [snapshot, catalogue] = *sight;
  auto database =
      feed::Database::of(*snapshot, *catalogue, *catalogue->feed(feed), (*entrance)->meta);
  return Visit{(*entrance)->partner,
               at,
               announced,
               std::move(snapshot),
               std::move(catalogue),
               std::move(database),
               context.rehearsal};
}

Result<void> begin_reading(const PartnerContext& context, const Visit& visit) {
  return delivery::begin_reading(context.committer, *visit.snapshot, visit.partner,
                                 visit.database.feed().name, visit.in_force());
}

Result<Visit> enter_to_read(const PartnerContext& context, const Asker& asker,
                            const std::string& feed) {
  auto visit = enter(context, asker, feed);
  if (!visit) return visit;
  if (auto begun = begin_reading(context, *visit); !begun) return std::move(begun).error();
  return visit;
}

Answer long_answer(const PartnerContext& context, const Visit& visit, std::string content_type,
                   Pull pull) {
  auto place = context.long_answers->take(visit.partner.name);
  if (!place) return refuse(place.error());
  return streamed(std::move(content_type), [place = *place, pull = std::move(pull)](
                                               StreamSink& sink) { return pull(sink); });
}

Answer refuse(const Error& error) {
  Answer answer = couch_problem(error);
  if (error.code == ErrorCode::kUnauthorized) {
    answer.with("WWW-Authenticate", R"(Basic realm="shixin", charset="UTF-8")");
  }
  return answer;
}

}  // namespace shixin::web::partner
