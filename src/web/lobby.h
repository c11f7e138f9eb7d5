// Lobby: where connections stand until a request of theirs can be served: fresh ones, idle ones,
// and those whose head is still coming. One thread watches over all of them, so that standing here
// costs no other; when they become too many, whoever has stood here longest leaves, for an honest
// client is through in a moment.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "web/arrival.h"
#include "web/connection_set.h"

namespace shixin::web {

struct LobbyLimits {
  std::size_t standing_max = 3000;
  // From the first byte of a request to the last of its head; and to the last of all.
  std::chrono::milliseconds head = std::chrono::seconds{10};
  std::chrono::milliseconds request = std::chrono::seconds{60};
  // For a thread to be free, once the request is due: a burst is over by then.
  std::chrono::milliseconds thread = std::chrono::milliseconds{500};
};

class Lobby {
 public:
  using Place = ConnectionSet::Place;
  enum class Reason { kGone, kSilent, kTooSlow, kDisplaced, kNoThread };

  // Both are called from the lobby's thread, and leave the connection to whom they are called.
  struct Doors {
    // A request is due. False when no thread is free: asked again, a little later.
    std::function<bool(Place)> serve;
    std::function<void(Place, Reason)> leave;
  };

  Lobby(LobbyLimits limits, Doors doors);
  Lobby(const Lobby&) = delete;
  Lobby& operator=(const Lobby&) = delete;
  ~Lobby() { stop(); }

  // From any thread. Its next byte must come within `patience`. False after stop(): not taken in.
  [[nodiscard]] bool enter(Place place, std::chrono::milliseconds patience);
  // Everybody leaves, as gone; returns when they have. From any thread but its own.
  void stop();

 private:
  struct Guest {
    Place place;
    SteadyTime since;
    SteadyTime until;  // the next byte must come, or the head or request be whole
    short wanted;      // the events that are watched for
    std::optional<SteadyTime> begun = {};  // a request
    Arrival arrival = {};
  };

  using Standing = std::map<int, Guest>;

  void work();
  void take_in();
  void displace_the_longest();
  void attend(int fd);
  Arrival::Stage look(Guest& guest) const;
  void watch(Guest& guest, int operation);
  Guest take_out(Standing::iterator at);
  void serve_ready();
  void look_at_the_clock();
  int patience_ms() const;

  const LobbyLimits limits_;
  const Doors doors_;
  const Socket wake_;  // readable when somebody came or the work ends
  const Socket epoll_;

  std::mutex mutex_;  // guards what follows
  std::vector<Guest> come_;
  bool stopped_ = false;

  // The thread's own.
  Standing standing_;        // by socket
  std::deque<Guest> ready_;  // for a thread, in order
  SteadyTime clock_due_{};

  std::once_flag stop_once_;
  std::thread thread_;
};

}  // namespace shixin::web
