#include "web/answer.h"

#include <algorithm>
#include <cassert>

#include "base/json.h"
#include "base/log.h"

namespace shixin::web {
namespace {

struct Kind {
  int status;
  std::string_view slug;   // the last part of the problem type
  std::string_view couch;  // CouchDB's word for it
  std::string_view title;
};

Kind kind_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed:
      return {400, "malformed", "bad_request", "请求格式不正确"};
    case ErrorCode::kUnauthorized:
      return {401, "unauthorized", "unauthorized", "身份未经确认"};
    case ErrorCode::kForbidden:
      return {403, "forbidden", "forbidden", "无权进行此项操作"};
    case ErrorCode::kNotFound:
      return {404, "not_found", "not_found", "没有找到"};
    case ErrorCode::kConflict:
      return {409, "conflict", "conflict", "与当前状态不一致"};
    case ErrorCode::kGone:
      return {410, "gone", "gone", "已经失效"};
    case ErrorCode::kTooLarge:
      return {413, "too_large", "too_large", "内容超过上限"};
    case ErrorCode::kUnsupported:
      return {415, "unsupported", "bad_content_type", "不支持此种内容格式"};
    case ErrorCode::kRefused:
      return {422, "refused", "refused", "不符合规定，未予办理"};
    case ErrorCode::kThrottled:
      return {429, "throttled", "too_many_requests", "请求过于频繁"};
    case ErrorCode::kUnavailable:
      return {503, "unavailable", "service_unavailable", "暂时无法提供服务"};
    case ErrorCode::kCorrupt:
    case ErrorCode::kInternal:
      return {500, "internal", "internal_server_error", "服务器内部错误"};
  }
  assert(false);
  return {500, "internal", "internal_server_error", "服务器内部错误"};
}

// Seconds. A window of the throttle is a minute; what is unavailable is mostly so for moments.
std::string_view retry_after(int status) {
  if (status == 429) return "60";
  if (status == 503) return "5";
  return {};
}

bool is_ours_alone(ErrorCode code) {
  return code == ErrorCode::kCorrupt || code == ErrorCode::kInternal;
}

base::Json faults_json(const std::vector<Fault>& faults) {
  base::Json out = base::Json::array();
  for (const Fault& fault : faults) {
    base::Json one{{"pointer", fault.pointer}, {"detail", fault.detail}};
    if (!fault.legal.empty()) one["legal"] = fault.legal;
    out.push_back(std::move(one));
  }
  return out;
}

enum class Dialect { kProblem, kCouch };

Answer to_answer(const Kind& kind, const Error& error, Dialect dialect) {
  const bool silent = is_ours_alone(error.code);
  if (silent) base::log_error("answered {}: {}", kind.status, error.detail);
  const bool named = !silent && !error.problem.empty();
  const std::string_view slug = named ? std::string_view{error.problem} : kind.slug;

  base::Json body{
      {"type", "/problems/" + std::string(slug)}, {"title", kind.title}, {"status", kind.status}};
  if (!silent && !error.detail.empty()) body["detail"] = error.detail;
  if (!silent && !error.faults.empty()) body["errors"] = faults_json(error.faults);
  if (dialect == Dialect::kCouch) {
    body["error"] = named ? slug : kind.couch;
    body["reason"] = silent || error.detail.empty() ? std::string(kind.title) : error.detail;
  }
  Answer answer{kind.status, "application/problem+json",
                body.dump(-1, ' ', false, base::Json::error_handler_t::replace)};
  if (const auto seconds = retry_after(kind.status); !seconds.empty()) {
    answer.with("Retry-After", seconds);
  }
  return answer;
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

Answer& Answer::with(std::string_view name, std::string_view value) & {
  std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
  headers.emplace_back(name, value);
  return *this;
}

Answer&& Answer::with(std::string_view name, std::string_view value) && {
  return std::move(with(name, value));
}

Answer&& Answer::and_with(std::string_view name, std::string_view value) && {
  headers.emplace_back(name, value);
  return std::move(*this);
}

std::string_view Answer::header(std::string_view name) const {
  const auto at = std::ranges::find_if(
      headers, [&](const auto& header) { return same_name(header.first, name); });
  return at == headers.end() ? std::string_view{} : std::string_view{at->second};
}

Answer json_answer(std::string json, int status) {
  return {status, "application/json", std::move(json)};
}

Answer html(std::string page, int status) {
  return {status, "text/html; charset=utf-8", std::move(page)};
}

Answer text_answer(std::string text, int status) {
  return {status, "text/plain; charset=utf-8", std::move(text)};
}

Answer no_content() { return {204}; }

Answer see_other(std::string_view path) { return Answer{303}.with("Location", path); }

Answer streamed(std::string content_type, Pull pull) {
  return {200, std::move(content_type), {}, {}, std::move(pull)};
}

Answer problem(const Error& error) {
  return to_answer(kind_of(error.code), error, Dialect::kProblem);
}

Answer couch_problem(const Error& error) {
  return to_answer(kind_of(error.code), error, Dialect::kCouch);
}

Answer method_not_allowed(std::string_view allow, Answer (*refuse)(const Error&)) {
  const Kind kind{405, "method_not_allowed", "method_not_allowed", "此地址不接受这种请求方法"};
  const Error error{ErrorCode::kMalformed, "可用的方法：" + std::string(allow)};
  const Dialect dialect = refuse == problem ? Dialect::kProblem : Dialect::kCouch;
  return to_answer(kind, error, dialect).with("Allow", allow);
}

Answer too_slow() {
  const Kind kind{408, "too_slow", {}, "请求没有及时传完"};
  return to_answer(kind, {ErrorCode::kMalformed, {}}, Dialect::kProblem);
}

Answer target_too_long() {
  const Kind kind{414, "target_too_long", {}, "请求地址过长"};
  return to_answer(kind, {ErrorCode::kMalformed, {}}, Dialect::kProblem);
}

Answer head_too_large() {
  const Kind kind{431, "head_too_large", {}, "请求头过大"};
  return to_answer(kind, {ErrorCode::kMalformed, {}}, Dialect::kProblem);
}

int http_status(ErrorCode code) { return kind_of(code).status; }

}  // namespace shixin::web
