#include "domain/case_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "domain/identity_number.h"
#include "domain/region.h"

namespace shixin::domain {
namespace {

constexpr char kRule[] = "法〔2015〕137号";
constexpr std::size_t kCharactersMax = 64;
constexpr int kFirstYear = 1949;

constexpr std::string_view kDigits = "0123456789";

Error refuse(std::string detail) { return base::refusal("", std::move(detail), kRule); }

Error not_formed() {
  return refuse("案号应为（年度）法院代字、类型代字、编号、号,如（2018）赣1102执123号");
}

bool counts(std::string_view text) { return !text.empty() && all_digits(text); }

bool all_han(std::string_view text) { return base::count_han(text) == base::code_points(text); }

// The court's characters at the head of a case number: 最高法, or a province, 兵 or 军 with none,
// two or four digits.
std::optional<std::string_view> court_of(std::string_view body) {
  constexpr std::string_view kSupreme = "最高法";
  if (body.starts_with(kSupreme)) return kSupreme;
  std::string_view area;
  for (const std::string_view special : {"兵", "军"}) {
    if (body.starts_with(special)) area = special;
  }
  for (const Province& province : provinces()) {
    if (!province.court.empty() && body.starts_with(province.court)) area = province.court;
  }
  if (area.empty()) return std::nullopt;
  const auto digits = std::min(body.find_first_not_of(kDigits, area.size()), body.size());
  const auto count = digits - area.size();
  if (count != 0 && count != 2 && count != 4) return std::nullopt;
  return body.substr(0, digits);
}

// Where the type begins in 沙法民执, 浦执, 执他: after the court's 法, else at the first kind of
// matter.
std::size_t legacy_type_at(std::string_view head) {
  constexpr std::string_view kCourt = "法";
  const auto court = head.rfind(kCourt);
  if (court != std::string_view::npos) return court + kCourt.size();
  auto at = head.size();
  for (const std::string_view kind : {"执", "民", "刑", "行", "商", "知", "赔"}) {
    at = std::min(at, head.find(kind));
  }
  return at;
}

struct Parts {
  std::string_view court;
  std::string_view type;
  std::string number;
};

// 沙法民执字第00785号, also 00785-1.
Result<Parts> legacy_parts(std::string_view head, std::string_view number) {
  const auto split = std::min(number.find('-'), number.size());
  const bool counted = counts(number.substr(0, split)) &&
                       (split == number.size() || counts(number.substr(split + 1)));
  const auto type_at = legacy_type_at(head);
  if (!counted || !all_han(head) || type_at == head.size()) return not_formed();
  return Parts{head.substr(0, type_at), head.substr(type_at), std::string(number)};
}

// 赣1102执123: court, type, number without padding.
Result<Parts> current_parts(std::string_view body) {
  const auto court = court_of(body);
  if (!court) return refuse("案号中的法院代字不存在");
  const auto rest = body.substr(court->size());
  const auto number_at = std::min(rest.find_first_of(kDigits), rest.size());
  const auto type = rest.substr(0, number_at);
  const auto number = rest.substr(number_at);
  const auto first = number.find_first_not_of('0');
  if (type.empty() || !all_han(type) || !counts(number)) return not_formed();
  if (first == std::string_view::npos) return refuse("案件编号从1开始");
  return Parts{*court, type, std::string(number.substr(first))};
}

}  // namespace

Result<CaseNumber> CaseNumber::parse(std::string_view typed) {
  if (!base::valid_utf8(typed) || base::code_points(typed) > kCharactersMax) return not_formed();
  std::string clean = base::as_read(typed);
  std::ranges::replace(clean, '[', '(');
  std::ranges::replace(clean, ']', ')');

  constexpr std::string_view kEnd = "号";
  const std::string_view text = clean;
  if (text.size() < 10 || text[0] != '(' || text[5] != ')' || !counts(text.substr(1, 4)) ||
      !text.ends_with(kEnd)) {
    return not_formed();
  }
  const std::string_view body = text.substr(6, text.size() - 6 - kEnd.size());

  CaseNumber out;
  std::from_chars(text.data() + 1, text.data() + 5, out.year_);
  if (out.year_ < kFirstYear) return refuse("案号的年度不存在");
  constexpr std::string_view kLegacyMark = "字第";
  const auto mark = body.find(kLegacyMark);
  out.legacy_ = mark != std::string_view::npos;
  auto parts = out.legacy_
                   ? legacy_parts(body.substr(0, mark), body.substr(mark + kLegacyMark.size()))
                   : current_parts(body);
  if (!parts) return std::move(parts).error();
  out.court_ = parts->court;
  out.type_ = parts->type;
  out.number_ = std::move(parts->number);
  out.normal_ = fmt::format("（{}）{}{}{}{}号", out.year_, out.court_, out.type_,
                            out.legacy_ ? kLegacyMark : "", out.number_);
  out.original_ = typed;
  return out;
}

bool CaseNumber::enforces() const {
  constexpr std::array<std::string_view, 4> kBesides{"执异", "执复", "执监", "执协"};
  constexpr std::array<std::string_view, 5> kTypes{"执", "执恢", "执保", "执他", "司惩"};
  if (!legacy_) return std::ranges::find(kTypes, type_) != kTypes.end();
  return type_.find("执") != std::string::npos &&
         std::ranges::none_of(kBesides, [&](std::string_view type) {
           return type_.find(type) != std::string::npos;
         });
}

bool CaseNumber::is_court(std::string_view text) { return court_of(text) == text; }

std::string CaseNumber::stored() const {
  return original_ == normal_ ? normal_ : normal_ + '\x1f' + original_;
}

Result<CaseNumber> CaseNumber::from_stored(std::string_view bytes) {
  const auto split = bytes.find('\x1f');
  auto read = parse(bytes.substr(0, split));
  if (!read) return std::move(read).error();
  if (split != std::string_view::npos) read->original_ = bytes.substr(split + 1);
  return read;
}

}  // namespace shixin::domain
