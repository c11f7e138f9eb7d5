#include "web/console/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/redact.h"
#include "registry/drafts.h"
#include "web/console/words.h"
#include "web/uri.h"

namespace shixin::web::console {
namespace {

using domain::Subject;

constexpr char kEffectPanel[] = R"html(<h2 id="effect-title">办理前后对照</h2>
{{#refused}}
<div class="alert">
<p><strong>现在不能作出：</strong></p>
<ul>{{#refusals}}<li>{{detail}}{{#law}}<span
class="law">（{{law}}）</span>{{/law}}</li>{{/refusals}}</ul>
</div>
{{/refused}}
{{#lacking}}
<p class="note">还缺：{{lacking}}。补齐后才能提交，并在这里显示前后对照。</p>
{{/lacking}}
{{#allowed}}
{{#newcomer}}<p class="note">本院名单中还没有此人，将新建。</p>{{/newcomer}}
<div class="scroll" tabindex="0" role="region" aria-labelledby="effect-title">
<table>
<thead><tr><th scope="col">事项</th><th scope="col">现在</th><th scope="col">办理后</th></tr></thead>
<tbody>
{{#rows}}
<tr{{#changed}} class="changed"{{/changed}}><th scope="row">{{what}}</th>
<td data-label="现在" class="said">{{before}}</td>
<td data-label="办理后" class="said">{{after}}</td></tr>
{{/rows}}
{{^rows}}<tr><td colspan="3">没有变化</td></tr>{{/rows}}
</tbody>
</table>
</div>
<h3>数据随之变化的部门名单</h3>
<ul class="fine">
{{#feeds}}<li>{{title}}</li>{{/feeds}}
{{^feeds}}<li>没有：各部门收到的内容不变</li>{{/feeds}}
</ul>
{{/allowed}}
)html";

constexpr char kNothing[] = "无";

std::string reasons_text(const Subject& subject, domain::OrderKind kind, Day today) {
  std::vector<std::string> cases;
  for (const domain::Order* order : domain::binding_orders(subject, kind, today)) {
    if (std::ranges::find(cases, order->case_no.text()) == cases.end()) {
      cases.push_back(order->case_no.text());
    }
  }
  return joined(cases);
}

domain::OrderKind kind_of(domain::Measure measure) {
  return measure == domain::Measure::kExit ? domain::OrderKind::kExit
                                           : domain::OrderKind::kConsumption;
}

struct Line {
  std::string what;
  std::string text;
};
using Lines = std::vector<Line>;

void add_listings(const Subject& subject, Lines& out) {
  for (const domain::Listing& listing : subject.listings) {
    if (!listing.standing.live()) continue;
    std::string text = publication_text(listing);
    if (listing.term_ends) text += fmt::format("，纳入期限至{}", listing.term_ends->text());
    out.push_back({"失信名单 · " + listing.case_no.text(), std::move(text)});
  }
}

void add_restrictions(const Subject& subject, Day today, Lines& out) {
  for (const auto& restriction : domain::restrictions(subject, all_roles(), today)) {
    const auto lifted = lifted_text(restriction);
    out.push_back({std::string(short_label(restriction.measure)),
                   fmt::format("{}，依{}{}", span_text(restriction),
                               reasons_text(subject, kind_of(restriction.measure), today),
                               lifted.empty() ? "" : "；" + lifted)});
  }
}

// Orders that stand and do not bind yet.
void add_waiting_orders(const Subject& subject, Day today, Lines& out) {
  for (const domain::Order& order : subject.orders) {
    if (!order.standing.live()) continue;
    const auto from = order.binds_from();
    if (from && *from <= today) continue;
    out.push_back({fmt::format("{} · {}", label(order.kind), order.case_no.text()),
                   from ? fmt::format("{}起生效", from->text()) : "未送达，送达后生效"});
  }
}

// One line for each fact, so that a correction shows what it corrects.
void add_cases(const Subject& subject, Lines& out) {
  for (const domain::CaseFacts& facts : subject.cases) {
    const auto add = [&](const char* what, std::string_view text) {
      if (!text.empty()) {
        out.push_back({fmt::format("{} · {}", what, facts.no.text()), std::string(text)});
      }
    };
    add("履行情况", label(facts.performance));
    add("已履行部分", facts.performed);
    add("未履行部分", facts.outstanding);
    add("立案日期", facts.filed_on ? facts.filed_on->text() : "");
    add("执行依据", facts.basis.unit + facts.basis.no);
    add("标的金额", facts.amount_fen ? money_text(*facts.amount_fen) : "");
    add("义务", facts.duty);
  }
}

void add_services(const Subject& subject, Lines& out) {
  for (const domain::Order& order : subject.orders) {
    if (!order.standing.live() || !order.service) continue;
    out.push_back({fmt::format("{}送达 · {}", label(order.kind), order.case_no.text()),
                   fmt::format("{}，{}", label(order.service->method), order.service->on.text())});
  }
}

void add_identity(const Subject& subject, Lines& out) {
  std::vector<std::string> documents;
  for (const auto& document : subject.current_documents()) {
    documents.push_back(fmt::format("{} {}", label(document.type), document.masked()));
  }
  out.push_back({"姓名或者名称", joined(subject.current_names())});
  out.push_back({"证件", joined(documents, "\n")});
}

// What is told of a case and who he is changes seldom: such a line is shown where it does.
struct Told {
  Lines standing;
  Lines quiet;
};

Told told(const Subject& whole, Day today) {
  const Subject subject = domain::Redaction::of(whole).in(whole);
  Told out;
  add_listings(subject, out.standing);
  add_restrictions(subject, today, out.standing);
  add_waiting_orders(subject, today, out.standing);
  add_cases(subject, out.quiet);
  add_services(subject, out.quiet);
  add_identity(subject, out.quiet);
  return out;
}

// One row for each thing that stands on either side.
std::vector<ChangeRow> side_by_side(const Lines& before, const Lines& after) {
  std::vector<ChangeRow> out;
  for (const Line& line : before) out.push_back({line.what, line.text, kNothing});
  for (const Line& line : after) {
    const auto at = std::ranges::find_if(
        out, [&](const ChangeRow& row) { return row.what == line.what && row.after == kNothing; });
    if (at == out.end()) {
      out.push_back({line.what, kNothing, line.text});
    } else {
      at->after = line.text;
    }
  }
  return out;
}

void put_refusals(const std::vector<Fault>& refusals, PageData& data) {
  std::vector<std::string> lacking;
  PageData list{PageData::type::list};
  for (const Fault& fault : refusals) {
    if (registry::is_still_to_come(fault)) {
      lacking.push_back(fault.detail);
      continue;
    }
    PageData row;
    put(row, "detail", fault.detail);
    put(row, "law", law_text(fault.legal));
    list << row;
  }
  const bool refused = lacking.size() < refusals.size();
  put(data, "lacking", refused ? "" : joined(lacking, "；"));
  data["refused"] = refused;
  data.set("refusals", std::move(list));
}

}  // namespace

std::vector<domain::Role> all_roles() {
  std::vector<domain::Role> out;
  for (const auto& [role, _] : enum_words(domain::Role{})) out.push_back(role);
  return out;
}

std::string span_text(const domain::Restriction& restriction) {
  const auto until = restriction.until ? fmt::format("，至{}", restriction.until->text()) : "";
  return fmt::format("自{}起{}", restriction.since.text(), until);
}

std::string lifted_text(const domain::Restriction& restriction) {
  std::vector<std::string> windows;
  for (const auto& [from, to] : restriction.lifted) {
    windows.push_back(fmt::format("{}至{}暂时解除", from.text(), to.text()));
  }
  return joined(windows);
}

std::string standing_text(const domain::Standing& standing) {
  if (standing.revoked) {
    return fmt::format("{}撤销：{}", standing.revoked->on.text(), label(standing.revoked->cause));
  }
  if (standing.ended) {
    return fmt::format("{}终止：{}", standing.ended->on.text(), label(standing.ended->cause));
  }
  return "有效";
}

std::string publication_text(const domain::Listing& listing) {
  const auto published = listing.published_on();
  if (!published) return "未送达，不公布";
  if (listing.publication == domain::Publication::kUnitOnly) return "不公布，只通报单位";
  return fmt::format("{}起公布", published->text());
}

std::vector<ChangeRow> change_rows(const staff::Effect& effect) {
  const auto side = [&](const std::optional<Subject>& subject) {
    return subject ? told(*subject, effect.today) : Told{};
  };
  const Told before = side(effect.before);
  const Told after = side(effect.after);
  auto out = side_by_side(before.standing, after.standing);
  if (effect.before) {
    for (ChangeRow& row : side_by_side(before.quiet, after.quiet)) {
      if (row.changed()) out.push_back(std::move(row));
    }
  }
  std::ranges::stable_partition(out, &ChangeRow::changed);
  return out;
}

std::string effect_panel(const staff::Effect& effect) {
  PageData data;
  data["allowed"] = effect.after.has_value();
  data["newcomer"] = !effect.before.has_value();
  put_refusals(effect.refusals, data);
  PageData rows{PageData::type::list};
  if (effect.after) {
    for (const ChangeRow& change : change_rows(effect)) {
      PageData row;
      put(row, "what", change.what);
      put(row, "before", change.before);
      put(row, "after", change.after);
      row["changed"] = change.changed();
      rows << row;
    }
  }
  data.set("rows", std::move(rows));
  PageData feeds{PageData::type::list};
  for (const auto& feed : effect.feeds) {
    PageData row;
    put(row, "title", feed.title);
    feeds << row;
  }
  data.set("feeds", std::move(feeds));
  return render(kEffectPanel, data);
}

PageData case_links(const std::vector<std::string>& numbers) {
  PageData out{PageData::type::list};
  for (const std::string& number : numbers) {
    PageData one;
    put(one, "no", number);
    put(one, "address", percent_encode(number));
    out << one;
  }
  return out;
}

}  // namespace shixin::web::console
