#include "domain/fact.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kLineMax = 200;
constexpr std::size_t kTextMax = 2000;
// 民事诉讼法: nothing enforced under it is older.
constexpr Day kFirstDay{1991, 4, 9};

// What a kind needs beside the days, the source and the evidence. Whatever is kNone must be left
// out: a member nobody looks at would be one that somebody relied on.
enum class Need : std::uint8_t { kNone, kMay, kMust };

struct Needs {
  Need subject = Need::kMay;
  Need measures = Need::kNone;
  Need queries = Need::kNone;
  Need ruling = Need::kNone;
  Need representative = Need::kNone;  // unit, not_responsible, successor
  Need reason = Need::kNone;
  Need decision = Need::kNone;
  Need facts = Need::kNone;  // what is right of the case
};

Needs needs_of(FactKind kind) {
  using enum Need;
  switch (kind) {
    case FactKind::kPerformed:
    case FactKind::kSettlementPerformed:
      return {};
    case FactKind::kApplicantRequest:
      return {.measures = kMay};
    case FactKind::kNoAssets:
      return {.queries = kMust};
    case FactKind::kStayed:
      return {.measures = kMay, .ruling = kMust};
    case FactKind::kNotEnforced:
    case FactKind::kTerminated:
      return {.ruling = kMust};
    case FactKind::kGuaranteed:
      return {.measures = kMust};
    case FactKind::kApplication:
    case FactKind::kDeath:
      return {.subject = kMust};
    case FactKind::kObjection:
      return {.subject = kMust, .reason = kMust};
    case FactKind::kRepresentativeChanged:
      return {.subject = kMust, .representative = kMust};
    case FactKind::kWronglyListed:
      return {.subject = kMust, .reason = kMust, .decision = kMay};
    case FactKind::kInaccurate:
      return {.subject = kMust, .reason = kMust, .facts = kMay};
  }
  return {};
}

bool blank(std::string_view text) { return base::strip_invisible(text).empty(); }

class Check {
 public:
  Check(const Fact& fact, Day today) : fact_(fact), today_(today), needs_(needs_of(fact.kind)) {}

  std::vector<Fault> faults() && {
    days();
    origin();
    of_case();
    member(needs_.subject, fact_.subject.has_value(), "/subject", "应写明涉及的人");
    of_measures();
    of_queries();
    of_ruling();
    of_representative();
    member(needs_.reason, !blank(fact_.reason), "/reason", "应写明何处不当或者有误,及其理由");
    member(needs_.decision, fact_.decision.has_value(), "/decision", "");
    return std::move(faults_);
  }

 private:
  void fault(std::string pointer, std::string detail, std::string_view legal = {}) {
    faults_.push_back({std::move(pointer), std::move(detail), std::string(legal)});
  }

  void member(Need need, bool given, const char* pointer, const char* missing,
              std::string_view legal = {}) {
    if (need == Need::kMust && !given) fault(pointer, missing, legal);
    if (need == Need::kNone && given) {
      fault(pointer, fmt::format("“{}”不写此项", label(fact_.kind)));
    }
  }

  void days() {
    if (fact_.received_on > today_) fault("/received_on", "收到日期不能晚于今天");
    if (fact_.occurred_on > fact_.received_on) fault("/occurred_on", "发生日期不能晚于收到日期");
    if (fact_.occurred_on < kFirstDay) {
      fault("/occurred_on", "发生日期不能早于民事诉讼法施行之日(1991-04-09)");
    } else if (!fact_.told.no.empty() && fact_.occurred_on < Day{fact_.told.no.year(), 1, 1}) {
      fault("/occurred_on", "发生日期不能早于案号的收案年度", legal::kCaseNumbers);
    }
  }

  void origin() {
    if (blank(fact_.source)) fault("/source", "应写明来源");
    if (fact_.evidence.empty()) fault("/evidence", "应附证据");
    for (std::size_t i = 0; i < fact_.evidence.size(); ++i) {
      if (blank(fact_.evidence[i])) fault(fmt::format("/evidence/{}", i), "证据不能为空白");
    }
  }

  void of_case() {
    const CaseNumber& no = fact_.told.no;
    if (no.empty() && fact_.kind != FactKind::kDeath) fault("/case", "应写明案号");
    if (!no.empty() && !no.enforces()) fault("/case/no", "不是执行案件的案号", legal::kCaseNumbers);
    if (needs_.facts == Need::kNone && fact_.tells_case()) {
      fault("/case", "只写案号;案件信息有误的,以“信息不准确”登记");
    }
  }

  void of_measures() {
    const auto& measures = fact_.measures;
    member(needs_.measures, !measures.empty(), "/measures", "应写明涉及限制消费、限制出境中的哪些",
           legal::kConsumptionLift);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const auto before = measures.begin() + static_cast<std::ptrdiff_t>(i);
      const auto pointer = fmt::format("/measures/{}", i);
      if (measures[i] == Measure::kTravel) {
        fault(pointer, "限乘是限制消费令的一部分,随之解除", legal::kConsumptionRoles);
      } else if (std::find(measures.begin(), before, measures[i]) != before) {
        fault(pointer, "同一措施重复");
      }
    }
  }

  void of_queries() {
    const auto article = legal::deletion(Cause::kNoAssets);
    const auto& queries = fact_.queries;
    const bool must = needs_.queries == Need::kMust;
    if (!must) {
      member(needs_.queries, !queries.empty(), "/queries", "");
      member(needs_.queries, fact_.no_clues_left, "/no_clues_left", "");
      return;
    }
    if (std::set(queries.begin(), queries.end()).size() < legal::kQueriesMin) {
      fault("/queries", "应写明两次以上网络查控的不同日期", article);
    }
    if (!std::ranges::is_sorted(queries)) {
      fault("/queries", "查控日期应按先后顺序写明", article);
    } else if (!queries.empty() && queries.back() > fact_.occurred_on) {
      fault("/queries", "查控日期不能晚于发生日期", article);
    }
    if (!fact_.no_clues_left) fault("/no_clues_left", "应确认没有有效财产线索", article);
  }

  void of_ruling() {
    member(needs_.ruling, fact_.ruling.has_value(), "/ruling", "应写明裁定书的编号和日期");
    if (!fact_.ruling || needs_.ruling == Need::kNone) return;
    if (!fact_.ruling->signed_on) {
      fault("/ruling/signed_on", "应写明裁定日期");
    } else if (*fact_.ruling->signed_on > fact_.occurred_on) {
      fault("/ruling/signed_on", "裁定日期不能晚于发生日期");
    }
  }

  void of_representative() {
    const Need need = needs_.representative;
    const auto article = legal::kRepresentativeChanged;
    member(need, !blank(fact_.unit), "/unit", "应写明其原任职的单位", article);
    member(need, fact_.not_responsible, "/not_responsible",
           "应确认其不是该单位的实际控制人、影响债务履行的直接责任人员", article);
    if (need == Need::kNone) member(need, fact_.successor.has_value(), "/successor", "");
  }

  const Fact& fact_;
  const Day today_;
  const Needs needs_;
  std::vector<Fault> faults_;
};

void check_line(std::vector<Fault>& faults, std::string pointer, const std::string& text,
                std::size_t most, base::Lines lines) {
  if (auto good = base::check_text(text, most, lines); !good) {
    faults.push_back({std::move(pointer), good.error().detail});
  }
}

}  // namespace

std::string_view label(FactKind kind) {
  switch (kind) {
    case FactKind::kPerformed:
      return "履行完毕";
    case FactKind::kSettlementPerformed:
      return "执行和解协议履行完毕";
    case FactKind::kApplicantRequest:
      return "申请执行人申请或者同意";
    case FactKind::kNoAssets:
      return "终本后查无财产";
    case FactKind::kStayed:
      return "裁定中止执行";
    case FactKind::kNotEnforced:
      return "裁定不予执行";
    case FactKind::kTerminated:
      return "裁定终结执行";
    case FactKind::kGuaranteed:
      return "提供充分有效担保";
    case FactKind::kApplication:
      return "申请纳入或者限制";
    case FactKind::kObjection:
      return "申请纠正";
    case FactKind::kDeath:
      return "死亡";
    case FactKind::kRepresentativeChanged:
      return "变更法定代表人、主要负责人";
    case FactKind::kWronglyListed:
      return "不应采取措施";
    case FactKind::kInaccurate:
      return "信息不准确";
  }
  return {};
}

std::vector<Fault> Fact::settle() {
  std::vector<Fault> faults;
  check_line(faults, "/source", source, kLineMax, base::Lines::kOne);
  check_line(faults, "/unit", unit, kLineMax, base::Lines::kOne);
  check_line(faults, "/reason", reason, kTextMax, base::Lines::kMany);
  const auto check_list = [&](const char* pointer, std::size_t size) {
    if (size > kItemsMax) faults.push_back({pointer, fmt::format("最多{}项", kItemsMax)});
  };
  check_list("/evidence", evidence.size());
  check_list("/queries", queries.size());
  check_list("/measures", measures.size());
  for (std::size_t i = 0; i < std::min(evidence.size(), kItemsMax); ++i) {
    check_line(faults, fmt::format("/evidence/{}", i), evidence[i], kTextMax, base::Lines::kMany);
  }
  return faults;
}

bool Fact::tells_case() const {
  CaseChange silent;
  silent.no = told.no;
  return told != silent;
}

std::vector<Fault> check(const Fact& fact, Day today) { return Check(fact, today).faults(); }

Result<Fact> read_fact(const base::Json& in, Day today) {
  auto fact = base::read_json<Fact>(in);
  if (!fact) return fact;
  auto faults = check(*fact, today);
  if (faults.empty()) return fact;
  std::string detail =
      faults.size() == 1 ? faults.front().detail : fmt::format("有{}处不符合规定", faults.size());
  return Error{ErrorCode::kRefused, std::move(detail), std::move(faults)};
}

}  // namespace shixin::domain
