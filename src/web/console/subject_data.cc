#include "web/console/subject_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/console/rows.h"
#include "web/console/subject_table.h"
#include "web/console/words.h"
#include "web/uri.h"

namespace shixin::web::console {
namespace {

using domain::OrderKind;
using domain::Subject;
using staff::Numbers;

PageData document_data(const domain::Document& document, bool former, Numbers numbers) {
  PageData out;
  put(out, "type", label(document.type));
  put(out, "number", numbers == Numbers::kFull ? document.number.reveal() : document.masked());
  out["former"] = former;
  return out;
}

std::string role_text_of(const domain::Order& order) {
  const std::string role(label(order.role));
  return order.role_of.empty() ? role : order.role_of + "的" + role;
}

std::string service_text(const std::optional<domain::Served>& service) {
  if (!service) return "未送达";
  return fmt::format("{}{}", service->on.text(), label(service->method));
}

std::string paper_text(const domain::Paper& paper) {
  if (paper.no.empty() && !paper.signed_on) return "未载明";
  return fmt::format("{} {}", paper.no, paper.signed_on ? paper.signed_on->text() : "");
}

PageData entry_row(std::string_view what, const domain::CaseNumber& no,
                   const domain::Paper& paper) {
  PageData row;
  put(row, "what", what);
  put(row, "no", no.text());
  put(row, "paper", paper_text(paper));
  return row;
}

void add_fact(PageData& list, const char* what, std::string_view text) {
  if (text.empty()) return;
  PageData row;
  put(row, "what", what);
  put(row, "text", text);
  list << row;
}

PageData facts_data(const domain::CaseFacts& facts) {
  PageData out{PageData::type::list};
  add_fact(out, "执行法院", facts.court);
  add_fact(out, "立案日期", facts.filed_on ? facts.filed_on->text() : "");
  add_fact(out, "执行依据",
           facts.basis.unit + (facts.basis.no.empty() ? "" : " " + facts.basis.no));
  add_fact(out, "义务", facts.duty);
  add_fact(out, "履行情况", label(facts.performance));
  add_fact(out, "已履行部分", facts.performed);
  add_fact(out, "未履行部分", facts.outstanding);
  add_fact(out, "标的金额", facts.amount_fen ? money_text(*facts.amount_fen) : "");
  return out;
}

struct NextAct {
  const char* kind;
  const char* name;
};

bool has_live_order(const Subject& subject, const domain::CaseNumber& no, OrderKind kind) {
  return std::ranges::any_of(subject.orders, [&](const domain::Order& order) {
    return order.standing.live() && order.case_no == no && order.kind == kind;
  });
}

// What may come next in a case, as things stand.
std::vector<NextAct> next_acts(const Subject& subject, const domain::CaseNumber& no) {
  std::vector<NextAct> out;
  const auto listing =
      std::ranges::find_if(subject.listings, [&](const domain::Listing& candidate) {
        return candidate.standing.live() && candidate.case_no == no;
      });
  const bool listed = listing != subject.listings.end();
  const bool restricted = has_live_order(subject, no, OrderKind::kConsumption);
  if (listed && listing->term_ends) out.push_back({"early_delete", "提前删除失信信息"});
  if (listed && !listing->term_ends) out.push_back({"delete", "删除失信信息"});
  if (restricted || has_live_order(subject, no, OrderKind::kExit)) {
    out.push_back({"lift", "解除限制"});
  }
  if (restricted) out.push_back({"exempt", "暂时解除乘坐飞机、高铁限制"});
  out.push_back({"correct", "更正、补记送达"});
  return out;
}

}  // namespace

void put_identity(const Subject& subject, Numbers numbers, PageData& data) {
  put(data, "name", name_of(subject));
  put(data, "kind", label(subject.kind));
  put(data, "former", joined(subject.former_names()));
  put(data, "sex", subject.sex ? label(*subject.sex) : "");
  put(data, "employer", subject.employer);
  data["masked"] = numbers == Numbers::kMasked;
  PageData documents{PageData::type::list};
  for (const auto& [document, standing] : subject.documents) {
    if (standing.revoked) continue;  // never his
    documents << document_data(document, !standing.live(), numbers);
  }
  data.set("documents", std::move(documents));
}

void put_restrictions(const Subject& subject, Day today, PageData& data) {
  PageData rows{PageData::type::list};
  const auto all = domain::restrictions(subject, all_roles(), today);
  for (const auto& restriction : all) {
    PageData row;
    put(row, "what", short_label(restriction.measure));
    put(row, "span", span_text(restriction));
    put(row, "lifted", lifted_text(restriction));
    PageData because{PageData::type::list};
    const auto kind =
        restriction.measure == domain::Measure::kExit ? OrderKind::kExit : OrderKind::kConsumption;
    for (const domain::Order* order : domain::binding_orders(subject, kind, today)) {
      PageData reason;
      put(reason, "no", order->case_no.text());
      put(reason, "role", role_text_of(*order));
      put(reason, "decision", order->standing.made_by.text());
      because << reason;
    }
    row.set("because", std::move(because));
    rows << row;
  }
  data["has_restrictions"] = !all.empty();
  data.set("restrictions", std::move(rows));
}

void put_entries(const Subject& subject, PageData& data) {
  PageData rows{PageData::type::list};
  for (const domain::Listing& listing : subject.listings) {
    PageData row = entry_row("失信信息", listing.case_no, listing.paper);
    put(row, "service",
        fmt::format("{}；{}", service_text(listing.service), publication_text(listing)));
    put(row, "until", listing.term_ends ? "至" + listing.term_ends->text() : "没有期限");
    put(row, "standing", standing_text(listing.standing));
    rows << row;
  }
  for (const domain::Order& order : subject.orders) {
    PageData row = entry_row(label(order.kind), order.case_no, order.paper);
    put(row, "service", service_text(order.service));
    put(row, "until", order.until ? "至" + order.until->text() : "至依法解除");
    put(row, "standing", standing_text(order.standing));
    rows << row;
  }
  for (const domain::Exemption& exemption : subject.exemptions) {
    PageData row = entry_row("暂时解除", exemption.case_no, exemption.paper);
    put(row, "service", label(exemption.reason));
    put(row, "until", fmt::format("{}至{}", exemption.from.text(), exemption.to.text()));
    put(row, "standing", standing_text(exemption.standing));
    rows << row;
  }
  data["has_entries"] = !subject.listings.empty() || !subject.orders.empty();
  data.set("entries", std::move(rows));
}

void put_cases(const Subject& subject, bool drafts, PageData& data) {
  PageData cases{PageData::type::list};
  for (const domain::CaseFacts& facts : subject.cases) {
    PageData one;
    put(one, "no", facts.no.text());
    put(one, "address", percent_encode(facts.no.text()));
    one.set("facts", facts_data(facts));
    PageData acts{PageData::type::list};
    for (const auto& [kind, name] : next_acts(subject, facts.no)) {
      PageData act;
      put(act, "kind", kind);
      put(act, "name", name);
      acts << act;
    }
    one["has_acts"] = drafts;
    one.set("acts", std::move(acts));
    cases << one;
  }
  data.set("cases", std::move(cases));
}

void put_decisions(const std::vector<registry::DecisionRecord>& decisions, People& people,
                   PageData& data) {
  PageData rows{PageData::type::list};
  for (const registry::DecisionRecord& record : decisions) {
    const auto& signers = record.signers;
    std::string by = people.name(signers.drafted_by);
    if (!signers.submitted_by.empty() && signers.submitted_by != signers.drafted_by) {
      by += "、" + people.name(signers.submitted_by);
    }
    PageData row;
    put(row, "at", minute_text(record.at));
    put(row, "what", title_of(record.decision));
    put(row, "no", case_of(record.decision));
    put(row, "by", by);
    put(row, "signed_by", people.name(signers.approved_by));
    put(row, "decision", record.decision.ids.decision.text());
    row["revocable"] = record.decision.kind() != domain::TimePassedAct::kKind;
    rows << row;
  }
  data.set("decisions", std::move(rows));
}

}  // namespace shixin::web::console
