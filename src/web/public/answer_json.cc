#include "web/public/answer_json.h"

#include "base/json.h"

namespace shixin::web {
namespace {

using base::Json;

constexpr char kNotice[] = "姓名相同不等于同一人，请核对证件号码；以法院文书为准";

// The moment, and where it is one the rehearsal: up to the next member.
std::string opening(const PageFrame& frame) {
  Json json = Json::object();
  if (frame.rehearsal) json["rehearsal"] = "演练";
  json["as_of"] = base::rfc3339(frame.as_of);
  std::string text = json.dump();
  text.back() = ',';
  return text;
}

// An object without its opening brace.
std::string members(const Json& json) { return json.dump().substr(1); }

Json court_json(const CourtInfo& court) {
  return {{"code", court.code}, {"name", court.name}, {"phone", court.phone}};
}

// {"count": 100, "more": true}: at least a hundred.
Json to_json(const lookup::Count& count) { return {{"count", count.number}, {"more", count.more}}; }

Json to_json(const lookup::PublicEntry& entry, const CourtInfo& ours) {
  Json json = base::write_json(entry);
  json["court"] = court_of(entry.case_no, ours);
  json["label"] = lookup::label(entry.list);
  return json;
}

Json to_json(const lookup::Found& found, const CourtInfo& ours) {
  const auto& subject = found.subject;
  Json documents = Json::array();
  for (const auto& [type, masked] : subject.documents) {
    documents.push_back({{"type", base::word(type)}, {"number", masked}});
  }
  Json entries = Json::array();
  for (const auto& entry : subject.entries) entries.push_back(to_json(entry, ours));
  return {{"kind", base::word(subject.kind)},
          {"names", subject.names},
          {"sex", base::write_json(subject.sex)},
          {"birth_year", base::write_json(lookup::birth_year(subject))},
          {"documents", std::move(documents)},
          {"same_name", to_json(found.same_name)},
          {"entries", std::move(entries)}};
}

}  // namespace

std::string answer_members(const CourtInfo& court, const lookup::PublicAnswer& answer) {
  Json json{{"court", court_json(court)}};
  json["notice"] = kNotice;
  json["total"] = to_json(answer.total);
  json["page"] = answer.page;
  json["pages"] = answer.pages;
  json["results"] = Json::array();
  for (const auto& found : answer.found) json["results"].push_back(to_json(found, court));
  return members(json);
}

std::string answer_json(const PageFrame& frame, std::string_view members) {
  return opening(frame).append(members);
}

std::string statistics_json(const PageFrame& frame, const lookup::Statistics& statistics) {
  return opening(frame) +
         members({{"court", court_json(frame.court)}, {"published", base::write_json(statistics)}});
}

}  // namespace shixin::web
