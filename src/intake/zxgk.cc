#include "intake/zxgk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "intake/format.h"

namespace shixin::intake {
namespace {

using base::Faults;
using base::Json;
using domain::Ground;

// The text under a key; numbers as text, null and `暂无` as nothing.
std::string text_of(const Json& record, const char* key, Faults& faults) {
  const auto at = record.find(key);
  if (at == record.end() || at->is_null()) return {};
  if (at->is_number_integer()) return at->dump();
  if (!at->is_string()) {
    faults.push_back({base::pointer_to("", key), "应为字符串"});
    return {};
  }
  const auto& text = at->get_ref<const std::string&>();
  return text == "暂无" ? std::string{} : text;
}

// The digits that `text` begins with, from `least` to `most` of them, taken off it with what
// stands behind them; empty when it does not begin so.
std::string take_digits(std::string_view& text, std::size_t least, std::size_t most,
                        std::string_view behind) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  if (count < least || !text.substr(count).starts_with(behind)) return {};
  std::string digits(text.substr(0, count));
  text.remove_prefix(count + behind.size());
  return digits;
}

// `YYYYMMDD`, `YYYY-MM-DD`, or `YYYY年MM月DD日` also with one digit for month or day.
std::optional<Day> day_of(std::string_view text) {
  const bool in_words = text.find("年") != std::string_view::npos;
  const bool dashed = text.find('-') != std::string_view::npos;
  const std::size_t least = in_words ? 1 : 2;
  const auto behind = [&](std::string_view word) {
    return in_words ? word : std::string_view(dashed && word != "日" ? "-" : "");
  };
  const std::string year = take_digits(text, 4, 4, behind("年"));
  const std::string month = take_digits(text, least, 2, behind("月"));
  const std::string day = take_digits(text, least, 2, behind("日"));
  if (!text.empty()) return std::nullopt;
  const auto parsed = Day::parse(fmt::format("{}-{:0>2}-{:0>2}", year, month, day));
  return parsed ? std::optional{*parsed} : std::nullopt;
}

std::optional<Day> day_under(const Json& record, const char* key, Faults& faults) {
  const std::string text = text_of(record, key, faults);
  if (text.empty()) return std::nullopt;
  const auto day = day_of(text);
  if (!day) faults.push_back({base::pointer_to("", key), "应为日期,如 20180301 或 2018年03月01日"});
  return day;
}

// Several wordings of each ground are in use; each is known by the words that only it has.
std::optional<Ground> ground_of(std::string_view text) {
  struct Wording {
    std::string_view words;
    Ground ground;
  };
  static constexpr std::array kWordings{
      Wording{"执行和解", Ground::kSettlementBreach},
      Wording{"财产报告", Ground::kReportBreach},
      Wording{"限制消费令", Ground::kConsumptionBreach},
      Wording{"限制高消费", Ground::kConsumptionBreach},
      Wording{"规避执行", Ground::kEvasion},
      Wording{"妨碍", Ground::kObstruction},
      Wording{"抗拒执行", Ground::kObstruction},
      Wording{"有履行能力", Ground::kRefusal},
  };
  for (const auto& [words, ground] : kWordings) {
    if (text.find(words) != std::string_view::npos) return ground;
  }
  return std::nullopt;
}

// The site cuts its texts here.
constexpr std::size_t kCutCharacters = 1'024;
constexpr std::string_view kCutRemark = "……(公开名单只到此处:满1024字,可能被截断)";

// A text that the site has cut says so, wherever it is read from here on.
std::string long_text_of(const Json& record, const char* key, Faults& faults) {
  std::string text = text_of(record, key, faults);
  if (base::code_points(text) >= kCutCharacters) text += kCutRemark;
  return text;
}

// `publishDateStamp`: seconds since 1970, of midnight in Beijing.
std::optional<Day> day_of_stamp(std::string_view text) {
  constexpr std::size_t kDigitsMax = 10;
  std::string_view rest = text;
  const std::string digits = take_digits(rest, 1, kDigitsMax, "");
  if (digits.empty() || !rest.empty()) return std::nullopt;
  return base::day_of(Instant{std::chrono::seconds{std::stoll(digits)}});
}

std::optional<Day> publication_of(const Json& record, Faults& faults) {
  const std::size_t before = faults.size();
  auto day = day_under(record, "publishDate", faults);
  if (day || faults.size() != before) return day;
  const std::string stamp = text_of(record, "publishDateStamp", faults);
  if (stamp.empty()) return std::nullopt;
  day = day_of_stamp(stamp);
  if (!day) faults.push_back({"/publishDateStamp", "应为自1970年起的秒数"});
  return day;
}

std::vector<Ground> grounds_of(const Json& record, Faults& faults) {
  // Full-width commas and semicolons become plain ones; `、` stands inside a ground.
  const std::string joined = base::normalise(text_of(record, "disruptTypeName", faults));
  std::vector<Ground> grounds;
  for (std::size_t from = 0; from < joined.size();) {
    const std::size_t end = std::min(joined.find_first_of(",;", from), joined.size());
    const std::string_view part = std::string_view(joined).substr(from, end - from);
    from = end + 1;
    if (part.find_first_not_of(' ') == std::string_view::npos) continue;
    const auto ground = ground_of(part);
    if (!ground) {
      faults.push_back({"/disruptTypeName", "有一项失信行为情形无法识别", "法释〔2017〕7号 1"});
    } else if (std::find(grounds.begin(), grounds.end(), *ground) == grounds.end()) {
      grounds.push_back(*ground);
    }
  }
  if (grounds.empty() && faults.empty()) {
    faults.push_back({"/disruptTypeName", "缺少失信行为情形", "法释〔2017〕7号 1"});
  }
  return grounds;
}

domain::Performance performance_of(std::string_view text) {
  if (text == "全部未履行") return domain::Performance::kNone;
  if (text == "部分未履行") return domain::Performance::kPartial;
  if (text == "全部已履行") return domain::Performance::kFull;
  return domain::Performance::kUnknown;
}

// The passports that the mainland, Hong Kong and Macao issue (law.md §6): nine characters, of which
// the first one or two are letters. Other countries' have any form, and so does a number cut short.
bool is_passport_of_here(std::string_view number) {
  struct Form {
    std::string_view first, second;  // letters; no second: a digit
  };
  static constexpr std::string_view kNoIO = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  static constexpr std::array kForms{Form{"E", ""},    Form{"E", kNoIO}, Form{"G", ""},
                                     Form{"DSP", "E"}, Form{"K", ""},    Form{"K", "J"},
                                     Form{"M", "AB"}};
  return number.size() == 9 && std::ranges::any_of(kForms, [&](const Form& form) {
           const std::size_t letters = form.second.empty() ? 1 : 2;
           return form.first.find(number[0]) != std::string_view::npos &&
                  (letters == 1 || form.second.find(number[1]) != std::string_view::npos) &&
                  domain::all_digits(number.substr(letters));
         });
}

// Whether a number that says nothing of itself can be taken for this document. A number cut short
// is a passport to whoever asks no more than letters and digits, and a wrong passport is a wrong
// person.
bool is_sure(const domain::Document& document, bool unit) {
  using enum domain::DocumentType;
  switch (document.type) {
    case kCreditCode:
    case kOrgCode:
      return unit;
    case kCitizenId:
    case kForeignerId:
    case kHkmPermit:  // H or M, and eight digits or ten
      return !unit;
    case kPassport:
      return !unit && is_passport_of_here(document.number.reveal());
    case kTaiwanPermit:  // eight digits
    case kOther:
      return false;
  }
  return false;
}

// The site does not say what a number is a number of; only one that has one meaning is taken.
std::optional<domain::Document> document_of(const Json& record, bool unit, Faults& faults) {
  const auto refuse = [&](std::string detail) {
    faults.push_back({"/cardNum", std::move(detail), "法释〔2017〕7号 6"});
    return std::nullopt;
  };
  const std::string number = base::normalise(text_of(record, "cardNum", faults));
  if (number.find('*') != std::string::npos) {
    return refuse("号码被遮盖,不能确定是哪一个人,请以完整号码录入");
  }
  auto possible = domain::which_document(number);
  const bool any = !possible.empty();
  std::erase_if(possible, [&](const auto& document) { return !is_sure(document, unit); });
  if (possible.size() == 1) return possible.front();
  if (unit) return refuse("应为统一社会信用代码或组织机构代码");
  return refuse(any ? "不能确定是哪一种证件的号码,或者号码不完整,请以 court-ndjson 格式写明"
                    : "应为有效的证件号码");
}

// Without his document.
domain::SubjectRef subject_of(const Json& record, Faults& faults) {
  domain::SubjectRef subject;
  subject.name = text_of(record, "iname", faults);
  const std::string party = text_of(record, "partyTypeName", faults);
  const bool unit = party == "1";
  if (!unit && party != "0") faults.push_back({"/partyTypeName", "应为 0(自然人)或 1(单位)"});
  subject.kind = unit ? domain::SubjectKind::kOrganisation : domain::SubjectKind::kPerson;
  const std::string sex = text_of(record, "sexy", faults);
  if (sex.starts_with("男")) subject.sex = domain::Sex::kMale;
  if (sex.starts_with("女")) subject.sex = domain::Sex::kFemale;
  return subject;
}

std::optional<Error> no_record(const Json& record) {
  if (!record.is_object()) return base::malformed({{"", "应为对象"}});
  if (!record.contains("iname")) return base::malformed({{"/iname", "缺少此项"}});
  return std::nullopt;
}

bool is_unit(const domain::SubjectRef& subject) {
  return subject.kind == domain::SubjectKind::kOrganisation;
}

// The listing of somebody; `faults` are those found in him.
Result<domain::Decision> listing_of(const Json& record, domain::SubjectRef subject,
                                    base::Random& random, Faults faults) {
  domain::Decision decision{domain::Drawn::draw(random), std::move(subject), {}, true};
  domain::ListAct act;
  auto no = domain::CaseNumber::parse(text_of(record, "caseCode", faults));
  if (no) {
    act.facts.no = *no;
  } else {
    const auto& why = no.error();
    faults.push_back({"/caseCode", why.detail, why.faults.empty() ? "" : why.faults.front().legal});
  }
  act.facts.court = text_of(record, "courtName", faults);
  act.facts.filed_on = day_under(record, "regDate", faults);
  act.facts.basis = {text_of(record, "gistUnit", faults), text_of(record, "gistId", faults)};
  act.facts.duty = long_text_of(record, "duty", faults);
  act.facts.performance = performance_of(text_of(record, "performance", faults));
  act.facts.performed = long_text_of(record, "performedPart", faults);
  act.facts.outstanding = long_text_of(record, "unperformPart", faults);
  act.grounds = grounds_of(record, faults);

  const auto published_on = publication_of(record, faults);
  if (published_on) {
    act.paper = domain::Paper{"", *published_on};
    act.service = domain::Service{domain::ServiceMethod::kDirect, *published_on,
                                  "原名单已公布,送达回证未知(迁移)"};
  } else if (faults.empty()) {
    faults.push_back({"/publishDate", "缺少发布时间", "法释〔2017〕7号 6"});
  }

  const auto settle = [&](auto& value, std::string_view at) {
    for (Fault& fault : value.settle()) {
      fault.pointer = zxgk_key(std::string(at) + fault.pointer);
      faults.push_back(std::move(fault));
    }
  };
  if (faults.empty()) settle(act.facts, "/case");
  if (faults.empty() && !decision.subject.documents.empty()) settle(decision.subject, "/subject");
  if (!faults.empty()) return base::malformed(std::move(faults));
  decision.act = std::move(act);
  return decision;
}

}  // namespace

Result<domain::Decision> read_zxgk(const Json& record, base::Random& random) {
  if (auto none = no_record(record)) return *std::move(none);
  Faults faults;
  domain::SubjectRef subject = subject_of(record, faults);
  if (auto document = document_of(record, is_unit(subject), faults)) {
    subject.documents.push_back(*std::move(document));
  }
  return listing_of(record, std::move(subject), random, std::move(faults));
}

Result<PublishedRecord> read_published(const Json& record, base::Random& random) {
  if (auto none = no_record(record)) return *std::move(none);
  Faults faults, unsure;
  domain::SubjectRef subject = subject_of(record, faults);
  if (base::fold_name(subject.name).empty()) faults.push_back({"/iname", "缺少姓名或者名称"});
  std::string shown;
  if (auto document = document_of(record, is_unit(subject), unsure)) {
    subject.documents.push_back(*std::move(document));
  } else if (auto clean = domain::clean_number(text_of(record, "cardNum", faults))) {
    shown = *std::move(clean);
  }
  auto listing = listing_of(record, std::move(subject), random, std::move(faults));
  if (!listing) return std::move(listing).error();
  return PublishedRecord{*std::move(listing), std::move(shown)};
}

std::string_view before_cut(std::string_view text) {
  if (text.ends_with(kCutRemark)) text.remove_suffix(kCutRemark.size());
  return text;
}

std::string zxgk_key(std::string_view pointer) {
  struct Place {
    std::string_view pointer;  // and what lies below it
    std::string_view key;
  };
  static constexpr std::array kPlaces{
      Place{"/subject/name", "/iname"},
      Place{"/subject/sex", "/sexy"},
      Place{"/subject/kind", "/partyTypeName"},
      Place{"/subject", "/cardNum"},
      Place{"/case/no", "/caseCode"},
      Place{"/case/filed_on", "/regDate"},
      Place{"/case/basis/unit", "/gistUnit"},
      Place{"/case/basis/no", "/gistId"},
      Place{"/case/duty", "/duty"},
      Place{"/case/performance", "/performance"},
      Place{"/case/performed", "/performedPart"},
      Place{"/case/outstanding", "/unperformPart"},
      Place{"/case/court", "/courtName"},
      Place{"/grounds", "/disruptTypeName"},
      Place{"/paper/signed_on", "/publishDate"},
      Place{"/service", "/publishDate"},
  };
  for (const auto& [place, key] : kPlaces) {
    const bool below = pointer.starts_with(place) &&
                       (pointer.size() == place.size() || pointer[place.size()] == '/');
    if (below) return std::string(key);
  }
  return std::string(pointer);
}

}  // namespace shixin::intake
