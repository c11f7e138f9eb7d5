#include "web/partner/waiting.h"

#include <algorithm>

#include "base/json.h"
#include "feed/token.h"
#include "web/partner/parameters.h"

namespace shixin::web::partner {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kTimeout{60'000};  // CouchDB's own
constexpr milliseconds kTimeoutMax{600'000};
// A heartbeat is also how the copy of a quiet stream hears that it is still good.
constexpr milliseconds kHeartbeat{10'000};
constexpr milliseconds kHeartbeatMin{100};
constexpr milliseconds kHeartbeatMax{60'000};
// How soon a client that left is noticed, and his thread and place are free.
constexpr milliseconds kLookAtClient{500};

Result<ChangesMode> read_mode(const Request& request) {
  auto text = request.query_text("feed");
  if (!text) return std::move(text).error();
  const std::string mode = text->value_or("normal");
  if (mode == "normal") return ChangesMode::kNormal;
  if (mode == "longpoll") return ChangesMode::kLongPoll;
  if (mode == "eventsource") return ChangesMode::kEventSource;
  return Error{ErrorCode::kMalformed, "feed 应为 normal、longpoll 或 eventsource"};
}

Result<std::string> read_since(const Request& request, ChangesMode mode) {
  const std::string_view resumed = request.header("Last-Event-ID");
  if (mode == ChangesMode::kEventSource && !resumed.empty()) return std::string(resumed);
  auto since = request.query_text("since");
  if (!since) return std::move(since).error();
  const std::string text = since->value_or("0");
  if (!text.starts_with('"')) return text;
  // A token is JSON to CouchDB's replicator, and text to everybody else.
  auto json = base::parse_json(text);
  if (!json || !json->is_string()) {
    return Error{ErrorCode::kMalformed, "since 以引号开头时应为 JSON 字符串"};
  }
  return json->get<std::string>();
}

Result<std::optional<std::size_t>> read_limit(const Request& request) {
  auto text = request.query_text("limit");
  if (!text) return std::move(text).error();
  if (!*text) return std::optional<std::size_t>{};
  auto limit = request.query_integer("limit", 0, 0, kNumberMax);
  if (!limit) return std::move(limit).error();
  return std::optional{std::max(std::size_t{1}, static_cast<std::size_t>(*limit))};
}

Result<milliseconds> read_heartbeat(const Request& request) {
  auto text = request.query_text("heartbeat");
  if (!text) return std::move(text).error();
  if (!*text || **text == "true" || **text == "false") return kHeartbeat;
  auto every = request.query_integer("heartbeat", 0, 0, kNumberMax);
  if (!every) return std::move(every).error();
  return std::clamp(milliseconds{*every}, kHeartbeatMin, kHeartbeatMax);
}

// CouchDB takes filters in a body. Whoever sends one would take all rows for those he asked for.
Result<void> check_body(const Request& request) {
  if (request.body.empty()) return {};
  const auto json = base::parse_json(request.body);
  if (json && json->is_object() && json->empty()) return {};
  return Error{ErrorCode::kMalformed, "请求体应为空或者 {}:本接口不按条件筛选"};
}

}  // namespace

Result<ChangesRequest> read_changes_request(const Request& request) {
  if (auto plain = check_body(request); !plain) return std::move(plain).error();
  auto served = refuse_unserved(request, {"filter", "view", "doc_ids", "descending"});
  if (!served) return std::move(served).error();
  auto mode = read_mode(request);
  if (!mode) return std::move(mode).error();
  auto since = read_since(request, *mode);
  if (!since) return std::move(since).error();
  auto limit = read_limit(request);
  if (!limit) return std::move(limit).error();
  auto docs = request.query_flag("include_docs", false);
  if (!docs) return std::move(docs).error();
  auto timeout = request.query_integer("timeout", kTimeout.count(), 0, kNumberMax);
  if (!timeout) return std::move(timeout).error();
  auto heartbeat = read_heartbeat(request);
  if (!heartbeat) return std::move(heartbeat).error();
  return ChangesRequest{*mode,
                        *std::move(since),
                        *limit,
                        *docs ? feed::Docs::kIncluded : feed::Docs::kLeftOut,
                        std::min(milliseconds{*timeout}, kTimeoutMax),
                        *heartbeat};
}

Waiting::Waiting(const PartnerContext& context, const Request& request, std::string feed,
                 ChangesRequest asked)
    : context_(context),
      asker_(asker_of(request)),
      stopping_(request.stopping),
      feed_(std::move(feed)),
      asked_(std::move(asked)),
      until_(asked_.mode == ChangesMode::kEventSource ? Steady::time_point::max()
                                                      : Steady::now() + asked_.timeout),
      beat_at_(Steady::now() + asked_.heartbeat) {}

Result<Waiting::Seen> Waiting::look(std::size_t rows_max) {
  auto visit = enter(context_, asker_, feed_);
  if (!visit) return std::move(visit).error();
  return look(*std::move(visit), rows_max);
}

Result<Waiting::Seen> Waiting::look(Visit visit, std::size_t rows_max) {
  looked_at_ = visit.announced;
  auto after = place_in(visit);
  if (!after) return std::move(after).error();
  if (auto begun = begin_reading(context_, visit); !begun) return std::move(begun).error();
  // "now" and "0" mean the moment and the generation of the first look.
  go_on_from(visit.database.token(*after));
  auto page =
      feed::changes(visit.database, {.after = *after, .limit = rows_max, .docs = asked_.docs});
  if (!page) return std::move(page).error();
  return Seen{std::move(visit), *std::move(page)};
}

// A cursor that does not fit tells something about the copy behind it.
Result<std::uint64_t> Waiting::place_in(const Visit& visit) const {
  auto after = feed::resolve_since(asked_.since, visit.database.head());
  if (after) return after;
  const auto shown = feed::Token::parse(asked_.since);
  if (after.error().problem == "future_cursor") {
    auto noted =
        delivery::distrust_copy(context_.committer, *visit.snapshot, visit.partner, feed_, *shown);
    if (!noted) return std::move(noted).error();
  }
  if (after.error().code == ErrorCode::kGone) {
    auto noted = delivery::note_old_copy(context_.committer, *visit.snapshot, visit.partner, feed_,
                                         shown->generation);
    if (!noted) return std::move(noted).error();
  }
  return after;
}

bool Waiting::wait(StreamSink& client) const {
  const auto due = std::min(until_, beat_at_);
  for (auto now = Steady::now(); now < due; now = Steady::now()) {
    const auto left = std::chrono::ceil<milliseconds>(due - now);
    const auto seen =
        context_.signal.wait_past(looked_at_, std::min(left, kLookAtClient), stopping_);
    if (stopping_.stop_requested() || client.has_left()) {
      client.cut();
      return false;
    }
    if (seen > looked_at_) break;
  }
  return true;
}

bool Waiting::is_over() const { return Steady::now() >= until_; }

bool Waiting::beat_is_due() const { return Steady::now() >= beat_at_; }

void Waiting::wrote() { beat_at_ = Steady::now() + asked_.heartbeat; }

}  // namespace shixin::web::partner
