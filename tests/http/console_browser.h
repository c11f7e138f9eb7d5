// A browser at the console, as tests drive it: forms that are posted with the session's token, and
// pages that are read as text.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/court.h"

namespace support {

using Fields = std::vector<std::pair<std::string, std::string>>;

inline std::string form_body(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += (out.empty() ? "" : "&") + shixin::web::percent_encode(name) + "=" +
           shixin::web::percent_encode(value);
  }
  return out;
}

inline bool has(const shixin::web::Answer& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

// What stands between two texts, the first time; "" where there is nothing.
inline std::string between(const std::string& whole, std::string_view before,
                           std::string_view after) {
  const auto begin = whole.find(before);
  if (begin == std::string::npos) return {};
  const auto from = begin + before.size();
  const auto end = whole.find(after, from);
  return end == std::string::npos ? std::string{} : whole.substr(from, end - from);
}

// The page without its tags: what somebody reads.
inline std::string read_aloud(const std::string& page) {
  std::string out;
  bool tag = false;
  for (const char c : page) {
    if (c == '<') tag = true;
    if (!tag) out += c;
    if (c == '>') tag = false;
  }
  return out;
}

struct Browser {
  Court::Desk desk;

  shixin::web::Answer get(const std::string& path) const { return desk.get(path); }
  shixin::web::Answer post(const std::string& path, Fields fields) const {
    fields.emplace_back("csrf", desk.csrf);
    return post_as_it_is(path, fields);
  }
  shixin::web::Answer post_as_it_is(const std::string& path, const Fields& fields) const {
    auto request = desk.request("POST", path);
    request.headers.erase("X-CSRF-Token");
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    request.body = form_body(fields);
    return desk.court.handle(request);
  }
};

// Where an answer sends the browser; "" for one that does not.
inline std::string sent_to(const shixin::web::Answer& answer) {
  return answer.status == 303 ? std::string(answer.header("Location")) : std::string{};
}

// What a clerk types to list somebody: lawful as it comes.
inline Fields list_fields(std::uint64_t n = 0) {
  const auto who = person(n);
  return {{"/subject/kind", "person"},
          {"/subject/name", who.name},
          {"/subject/documents/0/type", "citizen_id"},
          {"/subject/documents/0/number", who.documents[0].number.reveal()},
          {"/case/no", case_no().text()},
          {"/case/filed_on", kFiledOn.text()},
          {"/case/basis/unit", "信州区人民法院"},
          {"/case/basis/no", "（2015）信民初字第1号"},
          {"/case/duty", "偿还借款本金\r\n及利息"},
          {"/case/performance", "none"},
          {"/case/outstanding", "全部"},
          {"/case/amount_fen", "12,500.5"},
          {"/grounds", "refusal"},
          {"/extension_years", "0"},
          {"/publication", "public"},
          {"/initiated/by", "court"},
          {"/handler", "试法官"},
          {"/evidence", "财产报告\r\n\r\n查控反馈"},
          {"/paper/no", "（2016）赣1102执123号之一"},
          {"/paper/signed_on", kToday.text()},
          {"/order_paper/no", "（2016）赣1102执123号之二"},
          {"/service/method", "direct"},
          {"/service/on", kToday.text()},
          {"/service/proof", "送达回证"},
          {"token", "the first form"},
          {"do", "save"}};
}

inline Fields with(Fields fields, std::string_view name, std::string value) {
  for (auto& [known, typed] : fields) {
    if (known == name) typed = std::move(value);
  }
  return fields;
}

}  // namespace support
