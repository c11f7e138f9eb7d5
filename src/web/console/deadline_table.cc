#include "web/console/deadline_table.h"

#include "registry/facts.h"
#include "web/console/rows.h"
#include "web/console/words.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using registry::DeadlineOf;
using staff::DeadlineLine;
using staff::Urgency;

constexpr char kDeadlineTable[] =
    R"html(<div class="scroll" tabindex="0" role="region" aria-label="{{title}}">
<table>
<thead><tr><th scope="col">期限</th><th scope="col">事由</th><th scope="col">被执行人</th><th
scope="col">案号</th><th scope="col">应办事项</th><th scope="col">承办人</th></tr></thead>
<tbody>
{{#rows}}
<tr{{#late}} class="late"{{/late}}>
<td data-label="期限" class="whole">{{due}}{{#provisional}} <span
class="mark">暂按</span>{{/provisional}} <span class="kind">{{how_far}}</span></td>
<td data-label="事由"><div>{{#fact}}<a
href="/facts/{{fact}}">{{about}}</a>{{/fact}}{{^fact}}{{about}}{{/fact}}{{#gap}} <span
class="kind">{{gap}}</span>{{/gap}}</div></td>
<th scope="row" class="name">{{#people}}{{#address}}<a href="/subjects/{{address}}">{{name}}</a>
{{/address}}{{^address}}{{name}}
{{/address}}{{/people}}</th>
<td data-label="案号" class="said">{{#cases}}<a href="/cases/{{address}}">{{no}}</a>
{{/cases}}</td>
<td data-label="应办事项"><div>{{left}}{{#drafts}}
<a href="/decisions/{{id}}">{{what}}（{{state}}）</a>{{/drafts}} <span
class="fine">{{rule}}{{#law}}（{{law}}）{{/law}}</span></div></td>
<td data-label="承办人" class="whole">{{owner}}</td>
</tr>
{{/rows}}
</tbody>
</table>
</div>
)html";

std::string about(const DeadlineLine& line) {
  if (line.fact) return std::string(domain::label(line.fact->fact.kind));
  switch (line.of) {
    case DeadlineOf::kExit:
      return "限制出境期限届满";
    case DeadlineOf::kTerm:
      return "纳入期限届满";
    case DeadlineOf::kDraft:
    case DeadlineOf::kFact:
      return "申请";
  }
  return {};
}

// 已超期3天, 今日到期, 还有5天.
std::string how_far(const DeadlineLine& line, Day today) {
  const auto days = (line.due.days() - today.days()).count();
  switch (line.urgency) {
    case Urgency::kOverdue:
      return "已超期" + std::to_string(-days) + "天";
    case Urgency::kToday:
      return "今日到期";
    case Urgency::kComing:
      return "还有" + std::to_string(days) + "天";
  }
  return {};
}

// When it happened, and how much later the court heard of it.
std::string gap(const DeadlineLine& line) {
  if (!line.fact) return {};
  const domain::Fact& fact = line.fact->fact;
  const auto days = (fact.received_on.days() - fact.occurred_on.days()).count();
  const std::string when = fact.occurred_on.text() + "发生";
  return days == 0 ? when + "，当日收到" : when + "，" + std::to_string(days) + "天后收到";
}

PageData people_data(const DeadlineLine& line) {
  PageData out{PageData::type::list};
  for (const auto& [id, names] : line.subjects) {
    PageData one;
    put(one, "address", id ? id->text() : "");
    put(one, "name", names.empty() ? "（姓名未载明）" : names.front());
    out << one;
  }
  return out;
}

PageData row_data(People& people, const DeadlineLine& line, Day today) {
  PageData row;
  row["late"] = line.urgency == Urgency::kOverdue;
  put(row, "due", line.due.text());
  row["provisional"] = line.provisional;
  put(row, "how_far", how_far(line, today));
  put(row, "about", about(line));
  put(row, "fact", line.fact ? line.fact->id.text() : "");
  put(row, "gap", gap(line));
  row.set("people", people_data(line));
  row.set("cases", case_links(line.cases));
  put(row, "left", joined(line.left));
  PageData drafts{PageData::type::list};
  for (const auto& draft : line.drafts) {
    PageData one;
    put(one, "id", draft.id().text());
    put(one, "what", title_of(draft.decision));
    put(one, "state", registry::label(draft.state));
    drafts << one;
  }
  row.set("drafts", std::move(drafts));
  put(row, "rule", line.rule);
  std::vector<std::string> laws;
  for (const std::string& legal : line.legal) laws.push_back(law_text(legal));
  put(row, "law", joined(laws));
  put(row, "owner", line.owner.empty() ? "自动办理" : people.name(line.owner));
  return row;
}

}  // namespace

std::string count_text(const staff::Board& board) {
  return (board.more ? "前" : "") + std::to_string(board.lines.size()) + "件";
}

std::string deadline_table(People& people, const std::vector<DeadlineLine>& lines,
                           std::string_view title, Day today) {
  PageData rows{PageData::type::list};
  for (const DeadlineLine& line : lines) rows << row_data(people, line, today);
  PageData data;
  put(data, "title", title);
  data.set("rows", std::move(rows));
  return render(kDeadlineTable, data);
}

}  // namespace shixin::web::console
