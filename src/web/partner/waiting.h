// Waiting: a client of _changes, what it asked for and where it stands. It waits by being woken by
// the ChangeSignal, never by sleeping and reading again.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

#include "feed/changes.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {

enum class ChangesMode { kNormal, kLongPoll, kEventSource };

struct ChangesRequest {
  ChangesMode mode = ChangesMode::kNormal;
  std::string since = "0";           // as the client meant it
  std::optional<std::size_t> limit;  // of rows, at least one; none: all there are
  feed::Docs docs = feed::Docs::kLeftOut;
  std::chrono::milliseconds timeout{};  // of a long poll
  std::chrono::milliseconds heartbeat{};
};

// kMalformed for what can not be read, and for what would change the meaning of the answer and is
// not served. Durations are brought within bounds.
Result<ChangesRequest> read_changes_request(const Request& request);

// Belongs to the thread that serves the connection.
class Waiting {
 public:
  // `context` must outlive it.
  Waiting(const PartnerContext& context, const Request& request, std::string feed,
          ChangesRequest asked);

  const ChangesRequest& asked() const { return asked_; }

  struct Seen {
    Visit visit;
    feed::ChangesPage page;  // without rows when there is nothing new
  };
  // The page after where the client stands, of at most `rows_max` rows. At every look it is let in
  // anew, so that a key that was disabled or a generation that ended stops it. The failures of
  // enter_to_read() and feed::resolve_since().
  Result<Seen> look(std::size_t rows_max);
  // The same for who was let in just now.
  Result<Seen> look(Visit visit, std::size_t rows_max);

  // Until the register grew past the last look, a beat is due or the time to wait is over. False
  // when the server stops or the client has left, and the answer is cut then. Holds nothing of the
  // store meanwhile.
  bool wait(StreamSink& client) const;
  bool is_over() const;      // the time to wait
  bool beat_is_due() const;  // nothing was written for a heartbeat
  void wrote();
  void go_on_from(const feed::Token& seq) { asked_.since = seq.text(); }

 private:
  Result<std::uint64_t> place_in(const Visit& visit) const;

  const PartnerContext& context_;
  Asker asker_;
  std::stop_token stopping_;
  std::string feed_;
  ChangesRequest asked_;
  std::chrono::steady_clock::time_point until_;
  std::chrono::steady_clock::time_point beat_at_;
  std::uint64_t looked_at_ = 0;
};

}  // namespace shixin::web::partner
