#include "intake/demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "domain/synthetic.h"

namespace shixin::intake {
namespace {

using base::Json;

// What chance decides, drawn from the seed alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t bound) {
    const auto bytes = random_.make<std::array<std::uint8_t, 8>>();
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8 | byte;
    return value % bound;
  }
  bool percent(std::uint64_t share) { return below(100) < share; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  base::SeededRandom random_;
};

constexpr std::array kDuties{
    "偿还借款本金及利息，并承担案件受理费",
    "支付货款及逾期付款违约金",
    "给付劳动报酬及经济补偿金",
    "返还投资款并按全国银行间同业拆借中心公布的贷款市场报价利率支付利息",
    "支付工程款及质量保证金，并在建设工程价款优先受偿权范围内协助结算",
};
constexpr std::array kFixedGrounds{"obstruction", "evasion", "report_breach", "consumption_breach",
                                   "settlement_breach"};
constexpr int kDaysToService = 3;
constexpr std::size_t kMetMost = 32;
constexpr std::uint64_t kMetShare = 20;  // percent
constexpr std::array kUnitRoles{"legal_representative", "principal", "direct_responsible",
                                "actual_controller"};

// Writes the rows of one subject after another.
class Writer {
 public:
  Writer(const DemoList& list, const std::function<bool(const RawRow&, std::uint64_t)>& take)
      : list_(list), take_(take), dice_(list.seed) {}

  void run() {
    while (wanted_ && done_ < list_.subjects) {
      if (dice_.percent(70)) {
        person();
      } else {
        company();
      }
    }
  }

 private:
  // A person with one to three cases, listed in some and only restricted in others.
  void person() {
    const Json subject = next_person();
    const std::uint64_t cases = 1 + dice_.below(10) / 7 + dice_.below(10) / 9;
    for (std::uint64_t i = 0; i < cases; ++i) {
      const CaseOf of = next_case();
      const bool bound =
          dice_.percent(75) ? listed(subject, of) : restricted(subject, of, "debtor", "");
      if (bound && cases == 1 && dice_.percent(5)) exempted(subject, of);
    }
    if (dice_.percent(6)) exit_barred(subject, next_case(), "debtor", "");
    remember(subject);
    ++done_;
  }

  // A company, and usually somebody who is restricted with it: somebody new, or a debtor or another
  // company's head met before.
  void company() {
    const std::uint64_t n = companies_++;
    const std::string name = domain::synthetic_company_name(n);
    const Json subject = describe("organisation", name, domain::synthetic_company_document(n));
    const CaseOf of = next_case();
    listed(subject, of);
    ++done_;
    const bool met = !met_.empty() && dice_.percent(kMetShare);
    if ((!met && done_ >= list_.subjects) || !dice_.percent(60)) return;
    const Json head = met ? Json(dice_.one_of(met_)) : next_person();
    restricted(head, of, dice_.one_of(kUnitRoles), name);
    if (dice_.percent(10)) exit_barred(head, of, "legal_representative", name);
    if (met) return;
    remember(head);
    ++done_;
  }

  // Few enough that some are met again and again, many enough that most are not.
  void remember(const Json& person) {
    if (met_.size() < kMetMost) {
      met_.push_back(person);
    } else {
      met_[dice_.below(kMetMost)] = person;
    }
  }

  struct CaseOf {
    std::string no;
    Day signed_on;
    Json facts;  // the same of everybody in it
  };

  CaseOf next_case() {
    // Served in the two years before 2026-03, so that fixed terms still run for most.
    const Day last = std::min(list_.today, Day{2026, 2, 28}).plus_days(-kDaysToService);
    const Day signed_on = last.plus_days(-static_cast<int>(dice_.below(700)));
    const Day filed_on = signed_on.plus_days(-20 - static_cast<int>(dice_.below(160)));
    const auto year = static_cast<int>(filed_on.civil().year());
    const std::string no = fmt::format("（{}）赣1102执{}号", year, ++cases_);
    return {no, signed_on, facts(no, filed_on)};
  }

  Json next_person() {
    const std::uint64_t n = persons_++;
    return describe("person", domain::synthetic_person_name(n),
                    domain::synthetic_person_document(n));
  }

  static Json describe(const char* kind, const std::string& name,
                       const domain::Document& document) {
    return {{"kind", kind}, {"name", name}, {"documents", {base::write_json(document)}}};
  }

  Json facts(const std::string& no, Day filed_on) {
    const auto year = static_cast<int>(filed_on.civil().year());
    const auto amount = static_cast<std::int64_t>(1'000'000 + dice_.below(900'000'000));
    return {{"no", no},
            {"filed_on", filed_on.text()},
            {"basis",
             {{"unit", "江西省上饶市信州区人民法院"},
              {"no", fmt::format("（{}）赣1102民初{}号", year, 1 + dice_.below(9000))}}},
            {"duty", dice_.one_of(kDuties)},
            {"performance", dice_.percent(80) ? "none" : "partial"},
            {"amount_fen", amount}};
  }

  Json paper(const CaseOf& of, int number) {
    return {{"no", fmt::format("{}之{}", of.no, number)}, {"signed_on", of.signed_on.text()}};
  }

  // Nearly all papers are served; an unserved one is not published and binds nobody.
  bool serve(Json& row, const CaseOf& of) {
    if (dice_.percent(3)) return false;
    const bool announced = dice_.percent(8);
    row["service"] = {{"method", announced ? "announcement" : "direct"},
                      {"on", of.signed_on.plus_days(kDaysToService).text()},
                      {"proof", "送达回证"}};
    return true;
  }

  // Whether the 限制消费令 that comes with it binds in the end; the same below.
  bool listed(const Json& subject, const CaseOf& of) {
    // A term that is over lists nobody.
    const bool fixed = dice_.percent(30) && of.signed_on.plus_years(2) >= list_.today;
    Json row{{"kind", "list"}, {"subject", subject}, {"case", of.facts}};
    row["grounds"] = {fixed ? dice_.one_of(kFixedGrounds) : "refusal"};
    row["initiated"] = {{"by", "applicant"}, {"applied_on", of.signed_on.plus_days(-10).text()}};
    row["evidence"] = {"财产查控反馈"};
    row["publication"] = dice_.percent(1) ? "unit_only" : "public";
    row["handler"] = "承办法官";
    row["paper"] = paper(of, 1);
    row["order_paper"] = paper(of, 2);
    const bool served = serve(row, of);
    put(row);
    const bool freed = dice_.percent(12);
    if (freed) removed(subject, of, fixed);
    return served && !freed;
  }

  void removed(const Json& subject, const CaseOf& of, bool fixed) {
    Json row{{"kind", fixed ? "early_delete" : "delete"},
             {"subject", subject},
             {"case", {{"no", of.no}}},
             {"because", "performed"},
             {"evidence", {"案款到账凭证"}},
             {"paper", paper(of, 3)}};
    put(row);
    row["kind"] = "lift";
    row["measures"] = {"high_consumption"};
    row["paper"] = paper(of, 4);
    put(row);
  }

  bool restricted(const Json& subject, const CaseOf& of, const char* role,
                  const std::string& role_of) {
    Json row{{"kind", "restrict"}, {"subject", subject}, {"case", of.facts}, {"role", role}};
    if (!role_of.empty()) row["role_of"] = role_of;
    row["measures"] = {"high_consumption", "travel"};
    row["evidence"] = {"执行通知书"};
    row["handler"] = "承办法官";
    row["paper"] = paper(of, 2);
    const bool served = serve(row, of);
    put(row);
    return served;
  }

  void exit_barred(const Json& subject, const CaseOf& of, const char* role,
                   const std::string& role_of) {
    const Day from =
        std::max(of.signed_on, list_.today.plus_days(-static_cast<int>(dice_.below(60))));
    Json row{{"kind", "restrict"}, {"subject", subject}, {"case", of.facts}, {"role", role}};
    if (!role_of.empty()) row["role_of"] = role_of;
    row["measures"] = {"exit"};
    row["from"] = from.text();
    row["until"] = from.plus_months(3).text();
    row["authority"] = {{"level", "county"},
                        {"unit", "江西省上饶市公安局信州分局"},
                        {"no", fmt::format("饶信公出备〔2026〕{}号", 1 + dice_.below(999))},
                        {"on", from.text()}};
    row["evidence"] = {"出入境记录"};
    row["handler"] = "承办法官";
    row["paper"] = {{"no", of.no + "之5"}, {"signed_on", from.text()}};
    put(row);
  }

  void exempted(const Json& subject, const CaseOf& of) {
    const Day from = list_.today.plus_days(static_cast<int>(dice_.below(5)));
    put({{"kind", "exempt"},
         {"subject", subject},
         {"case", {{"no", of.no}}},
         {"measures", {"travel"}},
         {"from", from.text()},
         {"to", from.plus_days(6).text()},
         {"reason", "medical"},
         {"evidence", {"就医证明"}},
         {"paper", {{"no", of.no + "之6"}, {"signed_on", list_.today.text()}}}});
  }

  void put(const Json& row) {
    if (wanted_) wanted_ = take_({++line_, row.dump()}, done_);
  }

  const DemoList& list_;
  const std::function<bool(const RawRow&, std::uint64_t)>& take_;
  Dice dice_;
  std::uint64_t line_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t persons_ = 0;
  std::uint64_t companies_ = 0;
  std::vector<Json> met_;  // persons
  std::uint64_t cases_ = 0;
  bool wanted_ = true;
};

}  // namespace

void each_demo_row(const DemoList& list,
                   const std::function<bool(const RawRow&, std::uint64_t)>& take) {
  Writer(list, take).run();
}

}  // namespace shixin::intake
