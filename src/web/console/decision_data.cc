#include "web/console/decision_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/redact.h"
#include "registry/query.h"
#include "web/console/form_values.h"
#include "web/console/words.h"
#include "web/staff/draft_json.h"

namespace shixin::web::console {
namespace {

using base::Json;

void add_row(PageData& rows, std::string_view what, std::string_view text,
             std::string_view address = {}) {
  PageData row;
  put(row, "what", what);
  put(row, "text", text);
  put(row, "address", address);
  rows << row;
}

void add_group(PageData& groups, std::string_view title, PageData rows) {
  PageData group;
  put(group, "group", title);
  group.set("rows", std::move(rows));
  groups << group;
}

PageData rows_of(const FormGroup& group, const Json& decision) {
  PageData rows{PageData::type::list};
  for (const FormField& field : group.fields) {
    const std::string text = said(field, decision);
    if (!text.empty()) add_row(rows, field.label, text);
  }
  return rows;
}

// The decision that is revoked, by what it was and when.
PageData revoked_rows(const store::Reader& reader, const domain::RevokeAct& act) {
  PageData rows{PageData::type::list};
  const auto revoked = registry::load_decision(reader, act.decision);
  const std::string text =
      revoked ? fmt::format("{}作出的{}", minute_text(revoked->at), title_of(revoked->decision))
              : "（没有找到）";
  add_row(rows, "所撤销的决定", text, "/decisions/" + act.decision.text());
  return rows;
}

// What changed between what the approver saw and now.
std::vector<std::string> changes_since(const store::Reader& reader, const registry::Draft& draft,
                                       const std::optional<staff::Effect>& now,
                                       const registry::Seen& seen, People& people) {
  std::vector<std::string> out;
  std::uint64_t wording = 1;
  for (const registry::DraftEvent& event : draft.history) {
    if (event.what == "revise" && ++wording > seen.draft_version) {
      out.push_back(
          fmt::format("{} {}修改了本决定的内容", minute_text(event.at), people.name(event.who)));
    }
  }
  if (!now || !now->before) return out;
  const auto decisions = registry::decisions_on(reader, *now->before);
  if (!decisions) return out;
  for (const registry::DecisionRecord& record : *decisions) {
    if (record.subject_version <= seen.subject_version) continue;
    const std::string case_no = case_of(record.decision);
    out.push_back(fmt::format("{} {}批准了对此人的{}{}", minute_text(record.at),
                              people.name(record.signers.approved_by), title_of(record.decision),
                              case_no.empty() ? "" : "，案号" + case_no));
  }
  return out;
}

}  // namespace

void put_content(const store::Reader& reader, const domain::Decision& decision, PageData& data) {
  PageData groups{PageData::type::list};
  if (const auto* form = form_of(decision.kind())) {
    const Json told = staff::decision_json(decision, staff::Numbers::kMasked);
    if (const auto* revoke = std::get_if<domain::RevokeAct>(&decision.act)) {
      add_group(groups, "撤销的对象", revoked_rows(reader, *revoke));
    }
    for (const FormGroup& group : form->groups) {
      PageData rows = rows_of(group, told);
      if (!rows.list_value().empty()) add_group(groups, group.title, std::move(rows));
    }
  } else if (const auto* passed = std::get_if<domain::TimePassedAct>(&decision.act)) {
    PageData rows{PageData::type::list};
    add_row(rows, "届满日期", passed->due.text());
    add_group(groups, "期限", std::move(rows));
  }
  data.set("groups", std::move(groups));
}

void put_trail(const registry::Draft& draft, People& people, PageData& data) {
  const auto redaction = domain::Redaction::of(draft.decision.subject);
  PageData trail{PageData::type::list};
  for (const registry::DraftEvent& event : draft.history) {
    PageData row;
    put(row, "at", minute_text(event.at));
    put(row, "who", people.name(event.who));
    put(row, "what", label_of_event(event.what));
    put(row, "remark",
        event.what == "reassign" ? people.name(event.remark) : redaction(event.remark));
    trail << row;
  }
  data.set("trail", std::move(trail));
}

void put_refusal(const store::Reader& reader, const registry::Draft& draft,
                 const std::optional<staff::Effect>& now, const RefusedStep& refused,
                 People& people, PageData& data) {
  put(data, "refused", refused.why.detail);
  PageData reasons{PageData::type::list};
  const auto& faults = refused.why.faults;
  for (const Fault& fault : faults) {
    PageData row;
    put(row, "detail", fault.detail);
    put(row, "law", law_text(fault.legal));
    reasons << row;
  }
  // One reason alone is the sentence above it.
  data["has_reasons"] = faults.size() > 1 || (faults.size() == 1 && !faults[0].legal.empty());
  data.set("reasons", std::move(reasons));
  data["stale"] = refused.seen.has_value();
  if (!refused.seen) return;
  PageData changes{PageData::type::list};
  for (const auto& text : changes_since(reader, draft, now, *refused.seen, people)) {
    PageData row;
    put(row, "text", text);
    changes << row;
  }
  data.set("changes", std::move(changes));
}

}  // namespace shixin::web::console
