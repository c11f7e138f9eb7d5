#include "web/exchange.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/log.h"

namespace shixin::web {
namespace {

using Header = std::pair<std::string_view, std::string_view>;

constexpr std::array kAlways{
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"Cache-Control", "no-store"},
};
// Pages bring their own styles and scripts as files of ours; nothing inline, nothing from
// elsewhere.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

constexpr std::size_t kAddressCharactersMax = 45;  // IPv6 with an IPv4 tail

bool breaks_the_line(const std::pair<std::string, std::string>& header) {
  return header.second.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos;
}

Error too_large(std::size_t bytes_max) {
  return {ErrorCode::kTooLarge, "内容超过 " + std::to_string(bytes_max) + " 字节的上限"};
}

bool is_encoded(const Request& request) {
  const auto [first, last] = request.headers.equal_range("Content-Encoding");
  return std::any_of(first, last, [](const auto& header) { return header.second != "identity"; });
}

}  // namespace

void Exchange::open(Request request, std::string_view target, std::string_view version) {
  opened_ = true;
  request_ = std::move(request);
  must_close_ = asks_to_close(request_, version);
  refusal_ = examine(target, version);
  // A refused request's body stays unread on the connection.
  if (refusal_ && framing_.has_body()) must_close_ = true;
}

std::optional<Answer> Exchange::examine(std::string_view target, std::string_view version) {
  target = target.substr(0, target.find('#'));
  const auto mark = std::min(target.find('?'), target.size());
  request_.path = target.substr(0, mark);

  auto framing = read_framing(request_, version);
  if (!framing) {
    must_close_ = true;
    return router_.refuse(framing.error());
  }
  framing_ = *framing;

  auto found = router_.find(request_.method, request_.path);
  if (auto* refused = std::get_if<Answer>(&found)) return std::move(*refused);
  match_ = std::get<Match>(std::move(found));
  const RouteOptions& options = match_->route->options;
  body_bytes_max_ = options.body_bytes_max.value_or(body_bytes_max_);

  auto query = parse_query(target.substr(std::min(mark + 1, target.size())));
  if (!query) return options.refuse(query.error());
  request_.query = *std::move(query);
  if (is_encoded(request_)) {
    return options.refuse({ErrorCode::kUnsupported, "请不要压缩内容（Content-Encoding）"});
  }
  if (const auto refused = refuse_head(*match_->route, request_)) return options.refuse(*refused);
  if (framing_.length > body_bytes_max_) return options.refuse(too_large(body_bytes_max_));
  return std::nullopt;
}

void Exchange::refuse(const Error& error) {
  must_close_ = true;
  refusal_ = match_->route->options.refuse(error);
}

bool Exchange::take(std::string_view bytes) {
  if (bytes.size() > body_bytes_max_ - request_.body.size()) {
    refuse(too_large(body_bytes_max_));
    return false;
  }
  request_.body += bytes;
  return true;
}

void Exchange::broke_off() {
  if (!refusal_) refuse({ErrorCode::kMalformed, "内容没有传完，或者传输格式有误"});
}

Answer Exchange::answer() {
  Answer answer = refusal_ ? *std::move(refusal_) : router_.run(*match_, request_);
  if (std::ranges::any_of(answer.headers, breaks_the_line)) {
    base::log_error("{} {}: a header of the answer holds a line break", request_.method, pattern());
    answer = problem({ErrorCode::kInternal, "a header of the answer holds a line break"});
  }
  add_default_headers(answer);
  return answer;
}

std::string client_address(const Request& request, const std::string& peer,
                           const std::vector<std::string>& trusted_proxies) {
  if (std::ranges::find(trusted_proxies, peer) == trusted_proxies.end()) return peer;
  const auto [first, last] = request.headers.equal_range("X-Forwarded-For");
  if (first == last) return peer;
  const std::string& list = std::prev(last)->second;
  const std::string address = list.substr(list.find_last_of(", ") + 1);  // npos + 1 is 0
  const bool numeric = address.find_first_not_of("0123456789abcdefABCDEF.:") == std::string::npos;
  const bool plausible = numeric && !address.empty() && address.size() <= kAddressCharactersMax;
  return plausible ? address : peer;
}

void add_default_headers(Answer& answer) {
  const auto add = [&](Header header) {
    if (answer.header(header.first).empty()) answer.with(header.first, header.second);
  };
  std::ranges::for_each(kAlways, add);
  const bool page = answer.content_type.starts_with("text/html");
  add({"Content-Security-Policy", page ? kPagePolicy : kDataPolicy});
}

}  // namespace shixin::web
