#include "lookup/question.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace shixin::lookup {
namespace {

constexpr std::size_t kNameCharactersMax = 100;
constexpr std::size_t kCourtCharactersMax = 20;
constexpr std::size_t kHanMin = 2;
constexpr std::size_t kLatinMin = 3;

constexpr const char* kMisplaced = "号码请填在证件号码一栏";

bool blank(std::string_view text) { return base::strip_invisible(text).empty(); }

std::string read_name(std::string_view typed, std::vector<Fault>& faults) {
  if (holds_number(typed)) {
    faults.push_back({"/name", kMisplaced});
    return {};
  }
  if (auto good = base::check_text(typed, kNameCharactersMax); !good) {
    faults.push_back({"/name", "姓名或者名称" + good.error().detail});
    return {};
  }
  std::string folded = base::fold_name(typed);
  if (base::count_han(folded) < kHanMin && base::count_latin(folded) < kLatinMin) {
    faults.push_back({"/name", "请至少填写姓名或者名称开头的两个汉字，或者三个拉丁字母"});
  }
  return folded;
}

// Digits alone, an X perhaps at their end: seven to ten of them are a passport or a permit, and
// what no rule knows of any other length is a part of a citizen's number or a credit code, or one
// with a slip. Who mistypes must hear of it and not read that nobody was found; the holder of an
// odd document is found by name.
bool looks_mistyped(const domain::Document& document) {
  using domain::DocumentType;
  const bool ruled =
      document.type != DocumentType::kOther && document.type != DocumentType::kPassport;
  std::string_view number = document.number.reveal();
  if (ruled || (number.size() >= 7 && number.size() <= 10) || number.size() > 20) return false;
  if (number.ends_with('X')) number.remove_suffix(1);
  return domain::all_digits(number);
}

std::vector<domain::Document> read_number(std::string_view typed, std::vector<Fault>& faults) {
  auto documents = domain::which_document(typed);
  std::erase_if(documents, looks_mistyped);
  if (documents.empty()) {
    faults.push_back({"/number", "不是完整有效的证件号码，请逐位核对后完整填写"});
  }
  return documents;
}

const domain::Province* read_region(std::string_view typed, std::vector<Fault>& faults) {
  const auto clean = base::strip_invisible(base::normalise(typed));
  const auto* region =
      clean.size() == 2 ? domain::province_of(clean) : domain::province_named(clean);
  if (region == nullptr) faults.push_back({"/region", "应为省级行政区的名称或者两位代码"});
  return region;
}

std::string read_court(std::string_view typed, std::vector<Fault>& faults) {
  if (holds_number(typed)) {
    faults.push_back({"/court", kMisplaced});
    return {};
  }
  if (auto good = base::check_text(typed, kCourtCharactersMax); !good) {
    faults.push_back({"/court", "法院代字" + good.error().detail});
    return {};
  }
  return base::strip_invisible(base::normalise(typed));
}

}  // namespace

bool holds_number(std::string_view typed) {
  // The shortest a citizen's number ever was; with a character lost it is as much his.
  constexpr std::size_t kRunMin = 15;
  std::size_t run = 0;
  for (const char c : base::strip_invisible(base::normalise(typed))) {
    if (c == '-') continue;
    run = domain::is_digit(c) || c == 'X' || c == 'x' ? run + 1 : 0;
    if (run == kRunMin) return true;
  }
  // Anything with a digit may be an odd document, a court's code and many a company's name too.
  return std::ranges::any_of(domain::which_document(typed), [](const auto& document) {
    return document.type != domain::DocumentType::kOther;
  });
}

Result<Question> parse_question(const Asked& asked) {
  Question question;
  std::vector<Fault> faults;
  if (blank(asked.name) && blank(asked.number)) {
    faults.push_back({"/name", "请填写姓名、名称或者证件号码"});
  }
  if (!blank(asked.name)) question.name = read_name(asked.name, faults);
  if (!blank(asked.number)) question.documents = read_number(asked.number, faults);
  if (!blank(asked.region)) question.region = read_region(asked.region, faults);
  if (!blank(asked.court)) question.court = read_court(asked.court, faults);
  if (asked.page < 1 || asked.page > static_cast<std::int64_t>(kPagesMax)) {
    faults.push_back({"/page", fmt::format("页码应为1至{}", kPagesMax)});
  } else {
    question.page = static_cast<std::size_t>(asked.page);
  }
  if (!faults.empty()) {
    return Error{ErrorCode::kMalformed, "查询条件有误，请按提示修改", std::move(faults)};
  }
  return question;
}

}  // namespace shixin::lookup
