#include "web/router.h"

#include <algorithm>
#include <cassert>
#include <exception>
#include <typeinfo>

#include "base/log.h"

namespace shixin::web {
namespace {

using Segments = std::vector<std::string_view>;

// "/a/b/" is three segments, the last one empty. The text begins with a slash.
Segments split(std::string_view path) {
  Segments out;
  path.remove_prefix(1);
  while (true) {
    const auto slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

bool is_capture(std::string_view segment) { return segment.starts_with('{'); }
bool is_tail(std::string_view segment) { return segment.ends_with("...}"); }

std::string capture_name(std::string_view segment) {
  const std::size_t marks = is_tail(segment) ? 5 : 2;
  return std::string(segment.substr(1, segment.size() - marks));
}

// 0 literal, 1 capture, 2 tail: what is smaller is tried first.
int breadth(std::string_view segment) { return is_tail(segment) ? 2 : is_capture(segment) ? 1 : 0; }

bool more_specific(const Route& a, const Route& b) {
  return std::ranges::lexicographical_compare(split(a.pattern), split(b.pattern), {}, breadth,
                                              breadth);
}

// The escapes of a path are undone before it is compared: a client may escape what it likes.
using Decoded = std::vector<std::string>;

std::optional<Decoded> decode(const Segments& segments) {
  Decoded out;
  for (const std::string_view segment : segments) {
    auto text = percent_decode(segment);
    if (!text) return std::nullopt;
    out.push_back(*std::move(text));
  }
  return out;
}

std::string join(const Decoded& path, std::size_t from) {
  std::string out = path[from];
  for (std::size_t i = from + 1; i < path.size(); ++i) out += "/" + path[i];
  return out;
}

// Walks the pattern in place: most routes fail at their first segment, at no cost.
std::optional<Captures> match(std::string_view pattern, const Decoded& path) {
  std::vector<std::pair<std::string, std::string>> caught;
  for (std::size_t i = 0; i < path.size(); ++i) {
    pattern.remove_prefix(1);
    const auto end = std::min(pattern.find('/'), pattern.size());
    const std::string_view wanted = pattern.substr(0, end);
    pattern.remove_prefix(end);
    if (is_tail(wanted)) {
      caught.emplace_back(capture_name(wanted), join(path, i));
      return Captures{std::move(caught)};
    }
    if (is_capture(wanted) ? path[i].empty() : wanted != path[i]) return std::nullopt;
    if (is_capture(wanted)) caught.emplace_back(capture_name(wanted), path[i]);
    const bool more = i + 1 < path.size();
    if (pattern.empty() == more) return std::nullopt;
  }
  return Captures{std::move(caught)};
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, Handler handler,
                 RouteOptions options) {
  assert(pattern.starts_with('/'));
  assert(std::ranges::none_of(routes_, [&](const Route& known) {
    return known.method == method && known.pattern == pattern;
  }));
  Route route{std::string(method), std::string(pattern), std::move(handler), std::move(options)};
  const auto place = std::ranges::upper_bound(routes_, route, more_specific);
  routes_.insert(place, std::move(route));
}

void Router::otherwise(Handler handler) {
  otherwise_ = Route{"GET", "/{rest...}", std::move(handler), {}};
}

std::variant<Match, Answer> Router::find(std::string_view method, std::string_view path) const {
  const auto decoded = path.starts_with('/') ? decode(split(path)) : std::nullopt;
  if (!decoded) return refuse_({ErrorCode::kMalformed, "地址的百分号编码有误，或者不是 UTF-8"});
  const std::string_view wanted = method == "HEAD" ? "GET" : method;

  const Route* decides = nullptr;  // by its pattern
  std::string allow;
  for (const Route& route : routes_) {
    if (decides != nullptr && route.pattern != decides->pattern) continue;
    auto captures = match(route.pattern, *decoded);
    if (!captures) continue;
    if (route.method == wanted) return Match{&route, *std::move(captures)};
    decides = &route;
    allow += (allow.empty() ? "" : ", ") + route.method;
    if (route.method == "GET") allow += ", HEAD";
  }
  if (decides != nullptr) return method_not_allowed(allow, decides->options.refuse);
  if (otherwise_ && wanted == otherwise_->method) return Match{&*otherwise_, {}};
  return refuse_({ErrorCode::kNotFound, "没有这个地址"});
}

std::optional<Error> refuse_head(const Route& route, const Request& request) {
  const auto& accepts = route.options.accepts;
  if (accepts.empty() || std::ranges::find(accepts, request.media_type()) != accepts.end()) {
    return std::nullopt;
  }
  std::string wanted;
  for (const auto& type : accepts) wanted += (wanted.empty() ? "" : "、") + type;
  return Error{ErrorCode::kUnsupported, "内容格式应为 " + wanted};
}

Answer Router::run(const Match& match, const Request& request) const {
  if (const auto refused = refuse_head(*match.route, request)) {
    return match.route->options.refuse(*refused);
  }
  try {
    return match.route->handler(request, match.captures);
  } catch (const std::exception& thrown) {
    // what() may quote the data, so only its type is written.
    base::log_error("{} {}: a handler threw {}", match.route->method, match.route->pattern,
                    typeid(thrown).name());
  } catch (...) {
    base::log_error("{} {}: a handler threw", match.route->method, match.route->pattern);
  }
  return match.route->options.refuse({ErrorCode::kInternal, "a handler threw an exception"});
}

Answer Router::handle(const Request& request) const {
  const auto found = find(request.method, request.path);
  if (const auto* refused = std::get_if<Answer>(&found)) return *refused;
  return run(std::get<Match>(found), request);
}

}  // namespace shixin::web
