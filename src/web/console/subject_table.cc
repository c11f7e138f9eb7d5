#include "web/console/subject_table.h"

#include <fmt/format.h>

#include "web/console/rows.h"
#include "web/console/words.h"
#include "web/uri.h"

namespace shixin::web::console {
namespace {

constexpr char kSubjectTable[] =
    R"html(<div class="scroll" tabindex="0" role="region" aria-label="{{title}}">
<table>
<thead><tr><th scope="col">姓名或者名称</th><th scope="col">证件</th><th scope="col">现在的限制</th><th
scope="col">案件</th></tr></thead>
<tbody>
{{#rows}}
<tr>
<th scope="row" class="name"><a href="/subjects/{{id}}">{{name}}</a></th>
<td data-label="证件" class="said number">{{documents}}</td>
<td data-label="限制">{{#held}}{{held}}{{/held}}{{^held}}没有{{/held}}</td>
<td data-label="案件">{{#cases}}<a href="/cases/{{address}}">{{no}}</a> {{/cases}}</td>
</tr>
{{/rows}}
</tbody>
</table>
</div>
)html";

}  // namespace

std::string name_of(const domain::Subject& subject) {
  const auto names = subject.current_names();
  return names.empty() ? "（姓名未载明）" : names.front();
}

std::string masked_documents(const domain::Subject& subject) {
  std::vector<std::string> out;
  for (const auto& document : subject.current_documents()) {
    out.push_back(fmt::format("{} {}", label(document.type), document.masked()));
  }
  return joined(out, "\n");
}

std::string held_by(const domain::Subject& subject, Day today) {
  std::vector<std::string> out;
  for (const domain::Listing& listing : subject.listings) {
    if (!listing.standing.live()) continue;
    out.emplace_back("失信名单");
    break;
  }
  for (const auto& restriction : domain::restrictions(subject, all_roles(), today)) {
    if (restriction.measure == domain::Measure::kTravel) continue;  // goes with 限制消费
    out.emplace_back(restriction.measure == domain::Measure::kExit ? "限制出境" : "限制消费");
  }
  return joined(out, " · ");
}

std::string subject_table(const std::vector<domain::Subject>& subjects, std::string_view title,
                          Day today) {
  PageData rows{PageData::type::list};
  for (const domain::Subject& subject : subjects) {
    PageData row;
    put(row, "id", subject.id.text());
    put(row, "name", name_of(subject));
    put(row, "documents", masked_documents(subject));
    put(row, "held", held_by(subject, today));
    std::vector<std::string> cases;
    for (const domain::CaseFacts& facts : subject.cases) cases.push_back(facts.no.text());
    row.set("cases", case_links(cases));
    rows << row;
  }
  PageData data;
  put(data, "title", title);
  data.set("rows", std::move(rows));
  return render(kSubjectTable, data);
}

}  // namespace shixin::web::console
