// GET /feeds/{feed}/_changes: what changed, at once (normal), as soon as there is something
// (longpoll), or for as long as the client listens (eventsource). With `limit` a page of at most so
// many rows, without it all there are.
#include "feed/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/log.h"
#include "web/partner/parts.h"
#include "web/partner/rehearsal.h"
#include "web/partner/waiting.h"

namespace shixin::web::partner {
namespace {

constexpr std::size_t kStreamPage = 100;  // rows of an event stream at once

// The rest of a feed as one answer, page by page out of one snapshot. A client that names no limit
// may not look at `pending`, and CouchDB's replicator reads one answer and takes it for the whole.
struct Rest {
  Waiting::Seen seen;
  feed::Docs docs;
  bool begun = false;
};

bool pull_rest(Rest& rest, StreamSink& sink) {
  const auto& [visit, page] = rest.seen;
  std::string out = rest.begun ? "," : std::string(feed::kChangesBegin);
  rest.begun = true;
  out += page.text;
  if (page.pending == 0) {
    out += feed::changes_rest(visit.database, page, visit.at);
    if (visit.rehearsal) out += kRehearsalMember;
    sink.write(out + '}');
    return false;
  }
  if (!sink.write(out)) return false;
  auto next = feed::changes(visit.database, {.after = page.last_seq.seq, .docs = rest.docs});
  if (!next) {
    base::log_error("_changes broke off: {}", next.error().detail);
    sink.cut();
    return false;
  }
  rest.seen.page = *std::move(next);
  return true;
}

// Whether what was seen is the whole answer, and no first page of it.
bool is_whole(const Waiting& waiting, const Waiting::Seen& seen) {
  return waiting.asked().limit || seen.page.pending == 0;
}

std::size_t page_limit(const Waiting& waiting) {
  return waiting.asked().limit.value_or(feed::kChangesMax);
}

std::string page_json(const Waiting::Seen& seen) {
  return feed::changes_json(seen.visit.database, seen.page, seen.visit.at);
}

struct LongPoll {
  const PartnerContext& context;
  Waiting waiting;
  std::optional<Rest> rest;  // once there is more to tell than a page
};

// A long poll's answer: blank lines while nothing happens, then the page as `normal` gives it. A
// status of 200 is sent by now, so who may read no more is cut off, and told why when he asks
// again.
bool pull_long_poll(LongPoll& poll, StreamSink& sink) {
  if (poll.rest) return pull_rest(*poll.rest, sink);
  if (!poll.waiting.wait(sink)) return false;
  auto seen = poll.waiting.look(page_limit(poll.waiting));
  if (!seen) {
    sink.cut();
    return false;
  }
  if (seen->page.rows.empty() && !poll.waiting.is_over()) {
    if (!poll.waiting.beat_is_due()) return true;  // woken for another feed
    poll.waiting.wrote();
    return sink.write("\n");
  }
  if (!is_whole(poll.waiting, *seen)) {
    poll.rest.emplace(Rest{*std::move(seen), poll.waiting.asked().docs});
    return true;
  }
  sink.write(marked(poll.context, page_json(*seen)));
  return false;
}

struct EventStream {
  const PartnerContext& context;
  Waiting waiting;
  std::optional<std::size_t> left;  // rows, when the client named a limit
  std::optional<feed::Token> told;  // the head whose state was sent
};

std::string events_of(EventStream& stream, const Waiting::Seen& seen) {
  std::string out;
  for (const auto& row : seen.page.rows) {
    out += fmt::format("id: {}\ndata: {}\n\n", row.seq.text(), seen.page.json(row));
  }
  const feed::Token head = seen.visit.database.head();
  if (seen.page.pending > 0) return out;
  // A beat says the state again: it is still so, and holds for longer.
  if (stream.told == head && !stream.waiting.beat_is_due()) return out;
  stream.told = head;
  return out + fmt::format("event: state\nid: {}\ndata: {}\n\n", head.text(),
                           marked(stream.context,
                                  feed::state_event_json(seen.visit.database, seen.visit.at)));
}

enum class Next { kMore, kNothingYet, kEnd };

// One look and what there is to say about it. Nothing of it is held when the client waits.
Next send_events(EventStream& stream, StreamSink& sink) {
  auto seen = stream.waiting.look(std::min(stream.left.value_or(kStreamPage), kStreamPage));
  if (!seen) {
    const std::string why = marked(stream.context, refuse(seen.error()).body);
    sink.write(fmt::format("event: end\ndata: {}\n\n", why));
    return Next::kEnd;
  }
  const std::string events = events_of(stream, *seen);
  if (!events.empty()) {
    if (!sink.write(events)) return Next::kEnd;
    stream.waiting.wrote();
  }
  stream.waiting.go_on_from(seen->page.last_seq);
  if (stream.left) {
    *stream.left -= seen->page.rows.size();
    if (*stream.left == 0) return Next::kEnd;
  }
  return seen->page.pending > 0 ? Next::kMore : Next::kNothingYet;
}

// An event stream: every change as it comes, and at each head the state to compare with.
bool pull_events(EventStream& stream, StreamSink& sink) {
  const Next next = send_events(stream, sink);
  return next == Next::kMore || (next == Next::kNothingYet && stream.waiting.wait(sink));
}

Answer get_changes(const PartnerContext& context, const Request& request, const Captures& caught) {
  const std::string& feed = caught["feed"];
  auto visit = enter(context, asker_of(request), feed);
  if (!visit) return refuse(visit.error());
  auto asked = read_changes_request(request);
  if (!asked) return refuse(asked.error());
  const ChangesMode mode = asked->mode;
  Waiting waiting(context, request, feed, *std::move(asked));
  // Asked once before anything is promised, so that a refusal is an answer of its own.
  auto seen = waiting.look(*visit, mode == ChangesMode::kEventSource ? 1 : page_limit(waiting));
  if (!seen) return refuse(seen.error());
  if (mode == ChangesMode::kEventSource) {
    const auto limit = waiting.asked().limit;
    auto stream = std::make_shared<EventStream>(
        EventStream{context, std::move(waiting), limit, std::nullopt});
    return long_answer(context, *visit, "text/event-stream",
                       [stream](StreamSink& sink) { return pull_events(*stream, sink); });
  }
  if (mode == ChangesMode::kLongPoll && seen->page.rows.empty()) {
    auto poll = std::make_shared<LongPoll>(LongPoll{context, std::move(waiting), std::nullopt});
    return long_answer(context, *visit, "application/json",
                       [poll](StreamSink& sink) { return pull_long_poll(*poll, sink); });
  }
  if (is_whole(waiting, *seen)) return json_answer(page_json(*seen));
  auto rest = std::make_shared<Rest>(Rest{*std::move(seen), waiting.asked().docs});
  return long_answer(context, *visit, "application/json",
                     [rest](StreamSink& sink) { return pull_rest(*rest, sink); });
}

}  // namespace

void add_changes_routes(Router& router, const PartnerContext& context) {
  const auto serve = [&context](const Request& request, const Captures& caught) {
    return get_changes(context, request, caught);
  };
  router.add("GET", "/feeds/{feed}/_changes", serve, {.refuse = refuse});
  router.add("POST", "/feeds/{feed}/_changes", serve, {.refuse = refuse});
}

}  // namespace shixin::web::partner
