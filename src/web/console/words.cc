#include "web/console/words.h"

#include <fmt/format.h>

#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using domain::Measure;

bool is_exit(const std::vector<Measure>& measures) {
  return measures == std::vector{Measure::kExit};
}

}  // namespace

std::string_view title_of_kind(std::string_view kind) {
  static constexpr std::pair<std::string_view, std::string_view> kTitles[] = {
      {"list", "纳入失信名单"},
      {"restrict", "限制消费、限制出境"},
      {"exempt", "暂时解除乘坐飞机、高铁限制"},
      {"correct", "更正"},
      {"lift", "解除限制消费、限制出境"},
      {"delete", "删除失信信息"},
      {"early_delete", "提前删除失信信息"},
      {"revoke", "撤销"},
      {"identify", "身份信息变更"},
      {"time_passed", "期限届满"}};
  for (const auto& [word, title] : kTitles) {
    if (word == kind) return title;
  }
  return {};
}

std::string title_of(const domain::Decision& decision) {
  if (const auto* act = std::get_if<domain::RestrictAct>(&decision.act)) {
    return is_exit(act->measures) ? "限制出境" : "限制消费";
  }
  if (const auto* act = std::get_if<domain::LiftAct>(&decision.act)) {
    return is_exit(act->measures) ? "解除限制出境" : "解除限制消费";
  }
  return std::string(title_of_kind(decision.kind()));
}

std::string case_of(const domain::Decision& decision) {
  return std::visit(
      [](const auto& act) -> std::string {
        if constexpr (requires { act.facts; }) {
          return act.facts.no.text();
        } else if constexpr (requires { act.case_ref; }) {
          return act.case_ref.no.text();
        } else if constexpr (requires { act.change; }) {
          return act.change.no.text();
        } else {
          return {};
        }
      },
      decision.act);
}

std::string_view short_label(Measure measure) {
  switch (measure) {
    case Measure::kHighConsumption:
      return "限制消费（限高）";
    case Measure::kTravel:
      return "限制乘坐飞机、高铁等（限乘）";
    case Measure::kExit:
      return "限制出境";
  }
  return {};
}

std::string_view label(domain::OrderKind kind) {
  return kind == domain::OrderKind::kExit ? "限制出境决定" : "限制消费令";
}

std::string_view label(domain::SubjectKind kind) {
  return kind == domain::SubjectKind::kPerson ? "自然人" : "单位";
}

std::string_view label(domain::Initiator initiator) {
  return initiator == domain::Initiator::kApplicant ? "依申请执行人申请" : "依职权";
}

std::string_view label(domain::ServiceMethod method) {
  switch (method) {
    case domain::ServiceMethod::kDirect:
      return "直接送达";
    case domain::ServiceMethod::kMail:
      return "邮寄送达";
    case domain::ServiceMethod::kElectronic:
      return "电子送达";
    case domain::ServiceMethod::kAnnouncement:
      return "公告送达";
  }
  return {};
}

std::string_view label(domain::Publication publication) {
  return publication == domain::Publication::kPublic ? "向社会公布" : "不公布，只通报所在单位";
}

std::string_view label(domain::AuthorityLevel level) {
  switch (level) {
    case domain::AuthorityLevel::kCounty:
      return "县级（不超过三个月）";
    case domain::AuthorityLevel::kPrefecture:
      return "地市级（不超过一年）";
    case domain::AuthorityLevel::kProvince:
      return "省级（不超过五年）";
  }
  return {};
}

std::string_view label(domain::ExemptionReason reason) {
  switch (reason) {
    case domain::ExemptionReason::kMedical:
      return "本人或者近亲属重大疾病就医";
    case domain::ExemptionReason::kFuneral:
      return "近亲属丧葬";
    case domain::ExemptionReason::kOfficialDuty:
      return "本人执行或者配合执行公务";
    case domain::ExemptionReason::kForeignAffairs:
      return "参加外事活动";
    case domain::ExemptionReason::kExamination:
      return "参加重要考试";
  }
  return {};
}

std::string_view label(registry::StaffState state) {
  switch (state) {
    case registry::StaffState::kActive:
      return "在用";
    case registry::StaffState::kPending:
      return "待另一人确认";
    case registry::StaffState::kDisabled:
      return "已停用";
  }
  return {};
}

std::string_view label_of_event(std::string_view what) {
  static constexpr std::pair<std::string_view, std::string_view> kEvents[] = {
      {"draft", "起草"},      {"revise", "修改"},   {"submit", "提交审批"}, {"return", "退回"},
      {"reject", "不予批准"}, {"withdraw", "撤回"}, {"reassign", "转交"},   {"approve", "批准"}};
  for (const auto& [word, label] : kEvents) {
    if (word == what) return label;
  }
  return "办理";
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  return fmt::format("{}", fmt::join(texts, between));
}

std::string money_text(std::int64_t fen) { return fmt::format("{}.{:02}元", fen / 100, fen % 100); }

std::string age_text(Day since, Day today) {
  const auto days = (today.days() - since.days()).count();
  return days <= 0 ? "今天" : fmt::format("{}天", days);
}

std::string minute_text(Instant at) { return time_text(at).substr(0, 16); }

// "10.1.4" is article, paragraph and item; "17(3)" article and item; "4、9" two articles.
std::string law_text(std::string_view legal) {
  const auto space = legal.rfind(' ');
  const bool has_article = space != std::string_view::npos && space + 1 < legal.size();
  if (!has_article) return std::string(legal);
  std::string_view document = legal.substr(0, space);
  std::string_view article = legal.substr(space + 1);
  std::string paragraph;
  if (article.starts_with("¶")) {
    paragraph = fmt::format("第{}款", article.substr(std::string_view("¶").size()));
    const auto before = document.rfind(' ');
    if (before == std::string_view::npos) return std::string(legal);
    article = document.substr(before + 1);
    document = document.substr(0, before);
  }
  if (article.front() < '0' || article.front() > '9') return std::string(legal);
  if (const auto dot = article.find('.'); dot != std::string_view::npos) {
    const auto second = article.find('.', dot + 1);
    if (second == std::string_view::npos) return std::string(legal);
    return fmt::format("{}第{}条第{}款第{}项", document, article.substr(0, dot),
                       article.substr(dot + 1, second - dot - 1), article.substr(second + 1));
  }
  if (const auto item = article.find('('); item != std::string_view::npos) {
    return fmt::format("{}第{}条第{}项", document, article.substr(0, item),
                       article.substr(item + 1, article.size() - item - 2));
  }
  return fmt::format("{}第{}条{}", document, article, paragraph);
}

}  // namespace shixin::web::console
