// Visit: a partner's request on one feed, let in: who asks, and the feed as it stands at this
// moment.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "delivery/copies.h"
#include "feed/database.h"
#include "web/partner/routes.h"

namespace shixin::web::partner {

struct Visit {
  delivery::Partner partner;
  Instant at;               // so the feed stood then, and may have moved on since
  std::uint64_t announced;  // by the signal at that moment: what comes past it is news
  std::shared_ptr<const store::Snapshot> snapshot;   // what `database` reads
  std::shared_ptr<const feed::Catalogue> catalogue;  // and is declared in
  feed::Database database;
  bool rehearsal;

  delivery::InForce in_force() const {
    return {database.meta().generation, database.meta().requires_declaration};
  }
};

using delivery::Asker;
Asker asker_of(const Request& request);

// Who shows a key that works where he is. kUnauthorized or kForbidden otherwise.
Result<delivery::Partner> partner_of(const PartnerContext& context, const Asker& asker);

// Somebody who may read this feed, whatever copy he holds. kForbidden for a feed not allowed to
// him, declared or not; kUnavailable while the store is held after a restore.
Result<Visit> enter(const PartnerContext& context, const Asker& asker, const std::string& feed);

// Whether the visitor may read documents: kGone until a copy of an older generation was declared
// discarded. Writes once, at his first reading.
Result<void> begin_reading(const PartnerContext& context, const Visit& visit);

// Both.
Result<Visit> enter_to_read(const PartnerContext& context, const Asker& asker,
                            const std::string& feed);

// What one pull of a streamed answer sends, or little more.
inline constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

// An answer that lasts as long as its client likes; 429 when the partner has too many under way.
Answer long_answer(const PartnerContext& context, const Visit& visit, std::string content_type,
                   Pull pull);

// What the routes of this surface answer to a failure: CouchDB's own members beside the problem's,
// and how to show a key where none worked.
Answer refuse(const Error& error);

// A route on one feed: enters, then calls `work(visit, request, captures)` -> Answer.
template <class Enter, class Work>
Handler on_feed(const PartnerContext& context, Enter enter_by, Work work) {
  return [&context, enter_by, work](const Request& request, const Captures& caught) {
    auto visit = enter_by(context, asker_of(request), caught["feed"]);
    return visit ? work(*visit, request, caught) : refuse(visit.error());
  };
}

}  // namespace shixin::web::partner
