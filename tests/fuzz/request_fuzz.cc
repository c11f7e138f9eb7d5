// Any bytes as the head and body of a request, as the protocol hands them over, through framing,
// router and query to a handler: never a crash; what reaches the handler is text within its limits;
// what is refused leaves no body on the connection that could be taken for a request.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "fuzz/expect.h"
#include "web/exchange.h"

using namespace shixin;
using web::Request;

namespace {

constexpr std::size_t kBodyBytesMax = 64;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string_view until(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

void check_query(const web::Query& query) {
  fuzz::expect(query.size() <= web::kQueryPairsMax, "a query is bounded");
  std::string written;
  for (const auto& [name, value] : query) {
    fuzz::expect(base::valid_utf8(name) && base::valid_utf8(value), "a query is text");
    written += web::percent_encode(name) + '=' + web::percent_encode(value) + '&';
  }
  const auto again = web::parse_query(written);
  fuzz::expect(again && *again == query, "a query that is written is read");
}

void check_segment(std::string_view caught) {
  fuzz::expect(base::valid_utf8(caught), "a segment is text");
  fuzz::expect(std::ranges::none_of(caught, is_control), "without control characters");
  fuzz::expect(web::percent_decode(web::percent_encode(caught)) == caught, "and is written again");
}

web::Answer look(const Request& request) {
  check_query(request.query);
  fuzz::expect(request.body.size() <= kBodyBytesMax, "a body is bounded");
  for (const auto& [_, value] : request.headers) {
    const auto bad = [](char c) { return is_control(c) && c != '\t'; };
    fuzz::expect(std::ranges::none_of(value, bad), "a header is a line");
  }
  const auto limit = request.query_integer("limit", 7, 1, 100);
  fuzz::expect(!limit || (*limit >= 1 && *limit <= 100), "an integer is within its bounds");
  const auto flag = request.query_flag("include_docs", false);
  fuzz::expect(flag || flag.error().code == ErrorCode::kMalformed, "a flag is one or malformed");
  const auto cookie = request.cookie("session");
  fuzz::expect(!cookie || cookie->find(';') == std::string::npos, "a cookie is one");
  if (const auto form = request.form()) check_query(*form);
  const auto client = web::client_address(request, "127.0.0.1", {"127.0.0.1"});
  fuzz::expect(!client.empty() && client.size() <= 45, "an address is one");
  return web::no_content();
}

web::Router make_router() {
  web::Router router;
  router.add("GET", "/feeds/{feed}/_changes", [](const Request& in, const web::Captures& caught) {
    check_segment(caught["feed"]);
    return look(in);
  });
  router.add("PUT", "/feeds/{feed}/_local/{id...}",
             [](const Request& in, const web::Captures& caught) {
               check_segment(caught["feed"]);
               check_segment(caught["id"]);
               return look(in);
             });
  router.add("POST", "/lookup", [](const Request& in, const web::Captures&) { return look(in); },
             {.accepts = {"application/json", "application/x-www-form-urlencoded"}});
  router.otherwise([](const Request& in, const web::Captures&) { return look(in); });
  return router;
}

void check_answer(const web::Answer& answer) {
  fuzz::expect(answer.status >= 200 && answer.status < 600 && answer.status != 500, "it answers");
  fuzz::expect(!answer.header("X-Content-Type-Options").empty(),
               "with the headers of every answer");
  for (const auto& [_, value] : answer.headers) {
    fuzz::expect(std::ranges::none_of(value, is_control), "each of them a line");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const web::Router router = make_router();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::string_view line = until(rest, '\n');
  Request request{.method = std::string(until(line, ' ')), .path = {}, .remote_address = {}};
  const auto target = until(line, ' ');
  const auto version = line;
  while (!(line = until(rest, '\n')).empty()) {
    const auto name = until(line, ':');
    request.headers.emplace(name, line);
  }

  web::Exchange exchange(router, kBodyBytesMax);
  exchange.open(std::move(request), target, version);
  const bool has_body = exchange.framing().has_body();
  fuzz::expect(!exchange.framing().chunked || exchange.framing().length == 0, "one framing");
  const bool read = exchange.awaits_body();
  const bool whole = !read || exchange.take(rest);
  if (read && whole && rest.size() < exchange.framing().length) exchange.broke_off();
  check_answer(exchange.answer());
  fuzz::expect(!has_body || (read && whole) || exchange.must_close(), "nothing unread goes on");
  return 0;
}
