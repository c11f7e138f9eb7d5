// Waiting: a client of _changes, what it asked for and where it stands. It waits by being woken by
// the ChangeSignal, never by sleeping and reading again.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "feed/changes.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {

enum class ChangesMode { kNormal, kLongPoll, kEventSource };

struct ChangesRequest {
  ChangesMode mode = ChangesMode::kNormal;
  std::string since = "0";  // as the client sent it
  std::size_t limit = feed::kChangesMax;
  feed::Docs docs = feed::Docs::kLeftOut;
  std::chrono::milliseconds timeout{};  // of a long poll
  std::chrono::milliseconds heartbeat{};
};

// kMalformed for what can not be read, and for what would change the meaning of the answer and is
// not served. Durations and the limit are brought within bounds.
Result<ChangesRequest> read_changes_request(const Request& request);

enum class Woke { kByChange, kByHeartbeat, kAtTheEnd };

// Belongs to the thread that serves the connection.
class Waiting {
 public:
  // `context` must outlive it.
  Waiting(const PartnerContext& context, const Request& request, std::string feed,
          ChangesRequest asked);

  struct Seen {
    Visit visit;
    feed::ChangesPage page;  // without rows when there is nothing new
  };
  // The page after where the client stands. At every look it is let in anew, so that a key that was
  // disabled or a generation that ended stops it. The failures of enter_to_read() and
  // feed::resolve_since().
  Result<Seen> look();
  // Until the register grew past the last look, a heartbeat is due, the time to wait is over or the
  // server stops.
  Woke wait() const;
  void go_on_from(const feed::Token& seq) { asked_.since = seq.text(); }

 private:
  Result<std::uint64_t> place_in(const Visit& visit) const;

  const PartnerContext& context_;
  std::string authorization_;
  std::stop_token stopping_;
  std::string feed_;
  ChangesRequest asked_;
  std::chrono::steady_clock::time_point until_;
  std::uint64_t looked_at_ = 0;
};

}  // namespace shixin::web::partner
