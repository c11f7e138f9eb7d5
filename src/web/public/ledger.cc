#include "web/public/ledger.h"

#include "ledger/published.h"
#include "web/public/published.h"

namespace shixin::web {
namespace {

// The next commit signs another one; a second spares the service whoever asks too often.
constexpr std::string_view kCheckpointKept = "public, max-age=1";
// A tile never changes while the log lives. After a restore another log has this address, so a day
// and not a year: past it no cache mixes the two.
constexpr std::string_view kTileKept = "public, max-age=86400";

Answer refuse(const Error& error) { return problem(error).with("Cache-Control", "no-store"); }

Answer get_checkpoint(const PublicContext& context) {
  const auto snapshot = published(context);
  if (!snapshot) return refuse(snapshot.error());
  auto checkpoint = ledger::last_checkpoint(**snapshot);
  if (!checkpoint) return refuse(checkpoint.error());
  return text_answer(std::move(checkpoint->note)).with("Cache-Control", kCheckpointKept);
}

Answer get_tile(const PublicContext& context, const std::string& path) {
  const auto snapshot = published(context);
  if (!snapshot) return refuse(snapshot.error());
  const Error none{ErrorCode::kNotFound, "没有这个审计树分块"};
  const auto tile = ledger::Tile::parse("tile/" + path);
  if (!tile) return refuse(none);
  auto bytes = ledger::published_tile(**snapshot, *tile);
  if (!bytes) return refuse(bytes.error());
  if (!*bytes) return refuse(none);
  return Answer{200, "application/octet-stream", **std::move(bytes)}.with("Cache-Control",
                                                                          kTileKept);
}

}  // namespace

void add_ledger_routes(Router& router, const PublicContext& context) {
  router.add("GET", "/checkpoint",
             [&](const Request&, const Captures&) { return get_checkpoint(context); });
  router.add("GET", "/tile/{tile...}", [&](const Request&, const Captures& captures) {
    return get_tile(context, captures["tile"]);
  });
}

}  // namespace shixin::web
