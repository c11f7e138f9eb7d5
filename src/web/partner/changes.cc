// GET /feeds/{feed}/_changes: a page of what changed, at once (normal), as soon as there is
// something (longpoll), or for as long as the client listens (eventsource).
#include "feed/changes.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "web/partner/parts.h"
#include "web/partner/rehearsal.h"
#include "web/partner/waiting.h"

namespace shixin::web::partner {
namespace {

std::string page_json(const PartnerContext& context, const Waiting::Seen& seen) {
  return feed::changes_json(seen.visit.database, seen.page, context.clock.now());
}

// A long poll's answer: blank lines while nothing happens, then the page as `normal` gives it. The
// status is sent by now, so a refusal can only be the body: CouchDB's error, and never an empty
// page.
bool pull_long_poll(const PartnerContext& context, Waiting& waiting, StreamSink& sink) {
  const Woke woke = waiting.wait();
  auto seen = waiting.look();
  if (!seen) {
    sink.write(marked(context, refuse(seen.error()).body));
    return false;
  }
  if (seen->page.rows.empty() && woke == Woke::kByChange) return true;  // of another feed
  if (seen->page.rows.empty() && woke == Woke::kByHeartbeat) return sink.write("\n");
  sink.write(marked(context, page_json(context, *seen)));
  return false;
}

struct EventStream {
  const PartnerContext& context;
  Waiting waiting;
  std::optional<feed::Token> told;  // the head whose state was sent
};

std::string events_of(EventStream& stream, const Waiting::Seen& seen) {
  std::string out;
  for (const auto& row : seen.page.rows) {
    out += fmt::format("id: {}\ndata: {}\n\n", row.seq.text(), row.json);
  }
  const feed::Token head = seen.visit.database.head();
  if (seen.page.pending > 0 || stream.told == head) return out;
  stream.told = head;
  return out + fmt::format("event: state\nid: {}\ndata: {}\n\n", head.text(),
                           marked(stream.context, seen.visit.database.state_json()));
}

// An event stream: every change as it comes, and at each head the state to compare with.
bool pull_events(EventStream& stream, StreamSink& sink) {
  auto seen = stream.waiting.look();
  if (!seen) {
    const std::string why = marked(stream.context, refuse(seen.error()).body);
    sink.write(fmt::format("event: end\ndata: {}\n\n", why));
    return false;
  }
  const std::string events = events_of(stream, *seen);
  if (!events.empty() && !sink.write(events)) return false;
  stream.waiting.go_on_from(seen->page.last_seq);
  if (seen->page.pending > 0) return true;
  const Woke woke = stream.waiting.wait();
  if (woke == Woke::kByHeartbeat) return sink.write(":\n\n");
  return woke == Woke::kByChange;
}

Answer get_changes(const PartnerContext& context, const Request& request, const Captures& caught) {
  auto asked = read_changes_request(request);
  if (!asked) return refuse(asked.error());
  const ChangesMode mode = asked->mode;
  Waiting waiting(context, request, caught["feed"], *std::move(asked));
  // Asked once before anything is promised, so that a refusal is an answer of its own.
  auto seen = waiting.look();
  if (!seen) return refuse(seen.error());
  if (mode == ChangesMode::kEventSource) {
    auto stream =
        std::make_shared<EventStream>(EventStream{context, std::move(waiting), std::nullopt});
    return streamed("text/event-stream",
                    [stream](StreamSink& sink) { return pull_events(*stream, sink); });
  }
  if (mode == ChangesMode::kLongPoll && seen->page.rows.empty()) {
    auto held = std::make_shared<Waiting>(std::move(waiting));
    return streamed("application/json", [&context, held](StreamSink& sink) {
      return pull_long_poll(context, *held, sink);
    });
  }
  return json_answer(page_json(context, *seen));
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
