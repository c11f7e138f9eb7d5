#include "domain/synthetic.h"

#include <fmt/format.h>

#include <array>
#include <cassert>

#include "base/time.h"
#include "domain/org_code.h"

namespace shixin::domain {
namespace {

constexpr Day kFirstBirth{1880, 1, 1};
constexpr std::uint64_t kBirthDays = 7670;  // to the end of 1900
static_assert(kFirstBirth.plus_days(kBirthDays - 1) == Day{1900, 12, 31});
constexpr std::uint64_t kSequences = 499;  // of each sex: 001, 003 … and 002, 004 …

// 上饶市's districts and counties.
constexpr std::array<std::string_view, 12> kRegions{"361102", "361103", "361104", "361123",
                                                    "361124", "361125", "361126", "361127",
                                                    "361128", "361129", "361130", "361181"};
static_assert(2 * kBirthDays * kSequences * kRegions.size() >= kSyntheticPersonsMax);

constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kSeriesDigits = 6;
static_assert(31ull * 31 * 31 * 31 * 31 * 31 >= kSyntheticCompaniesMax);

constexpr std::array<std::string_view, 24> kSurnames{
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫",
    "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许", "何", "吕", "施", "张"};
constexpr std::array<std::string_view, 20> kGiven{"守", "信", "明", "德", "思", "齐", "文",
                                                  "远", "志", "恒", "安", "和", "若", "水",
                                                  "知", "行", "景", "云", "长", "青"};
constexpr std::array<std::string_view, 16> kTrades{"建材", "贸易", "食品", "物流", "服饰", "装饰",
                                                   "机械", "电子", "农业", "印刷", "家具", "矿业",
                                                   "旅游", "餐饮", "光学", "化工"};

// The number with the check character that its standard accepts.
Document completed(DocumentType type, const std::string& stem, std::string_view alphabet) {
  for (const char check : alphabet) {
    if (auto document = Document::parse(type, stem + check)) return *std::move(document);
  }
  assert(false && "every stem has a check character");
  return {};
}

std::string completed_org_code(const std::string& stem) {
  for (const char check : std::string_view("0123456789X")) {
    const auto code = OrgCode::parse(stem + check);
    if (code && code->check_digit_agrees()) return stem + check;
  }
  assert(false && "every stem has a check character");
  return {};
}

// Two characters of a given name, or of a firm's.
std::string two_of(std::uint64_t n) {
  return fmt::format("{}{}", kGiven[n % kGiven.size()], kGiven[n / kGiven.size() % kGiven.size()]);
}

}  // namespace

Document synthetic_person_document(std::uint64_t n) {
  assert(n < kSyntheticPersonsMax);
  const std::uint64_t woman = n % 2;
  const std::uint64_t pair = n / 2;
  const auto birth = kFirstBirth.plus_days(static_cast<int>(pair % kBirthDays)).civil();
  const std::uint64_t rest = pair / kBirthDays;
  const auto stem = fmt::format("{}{:04}{:02}{:02}{:03}", kRegions[rest / kSequences],
                                static_cast<int>(birth.year()), unsigned{birth.month()},
                                unsigned{birth.day()}, 1 + woman + 2 * (rest % kSequences));
  return completed(DocumentType::kCitizenId, stem, "0123456789X");
}

Document synthetic_company_document(std::uint64_t n) {
  assert(n < kSyntheticCompaniesMax);
  std::string series(kSeriesDigits, '0');
  for (auto at = series.rbegin(); at != series.rend(); ++at, n /= kCodeAlphabet.size()) {
    *at = kCodeAlphabet[n % kCodeAlphabet.size()];
  }
  return completed(DocumentType::kCreditCode, "91361102" + completed_org_code("MA" + series),
                   kCodeAlphabet);
}

std::string synthetic_person_name(std::uint64_t n) {
  return std::string(kSurnames[n % kSurnames.size()]) + two_of(n / kSurnames.size());
}

std::string synthetic_company_name(std::uint64_t n) {
  return fmt::format("上饶市信州区{}{}有限公司", two_of(n / kTrades.size()),
                     kTrades[n % kTrades.size()]);
}

}  // namespace shixin::domain
