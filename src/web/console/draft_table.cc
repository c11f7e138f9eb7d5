#include "web/console/draft_table.h"

#include "registry/query.h"
#include "web/console/subject_table.h"
#include "web/console/words.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

constexpr char kDraftTable[] =
    R"html(<div class="scroll" tabindex="0" role="region" aria-label="{{title}}">
<table>
<thead><tr><th scope="col">事项</th><th scope="col">被执行人</th><th scope="col">案号</th><th
scope="col">承办人</th><th scope="col">状态</th><th
scope="col" class="figure">等待</th></tr></thead>
<tbody>
{{#rows}}
<tr>
<td data-label="事项"><a href="/decisions/{{id}}">{{what}}</a></td>
<th scope="row" class="name">{{name}}</th>
<td data-label="案号">{{case_no}}</td>
<td data-label="承办人" class="whole">{{owner}}</td>
<td data-label="状态" class="whole">{{state}}{{#lacking}} <span
class="mark">待补齐</span>{{/lacking}}</td>
<td data-label="等待" class="figure">{{age}}</td>
</tr>
{{/rows}}
</tbody>
</table>
</div>
)html";

}  // namespace

std::string subject_name(const store::Reader& reader, const domain::SubjectRef& ref) {
  return ref.id ? subject_name(reader, *ref.id) : ref.name;
}

std::string subject_name(const store::Reader& reader, const domain::SubjectId& id) {
  const auto subject = registry::load_subject(reader, id);
  return subject ? name_of(*subject) : "（姓名未载明）";
}

std::string draft_table(const store::Reader& reader, People& people,
                        const std::vector<registry::Draft>& drafts, std::string_view title,
                        Day today) {
  PageData rows{PageData::type::list};
  for (const registry::Draft& draft : drafts) {
    PageData row;
    put(row, "id", draft.id().text());
    put(row, "what", title_of(draft.decision));
    put(row, "name", subject_name(reader, draft.decision.subject));
    put(row, "case_no", case_of(draft.decision));
    put(row, "owner", people.name(draft.owner));
    put(row, "state", registry::label(draft.state));
    row["lacking"] = !draft.warnings.empty();
    put(row, "age", age_text(base::day_of(draft.moved), today));
    rows << row;
  }
  PageData data;
  put(data, "title", title);
  data.set("rows", std::move(rows));
  return render(kDraftTable, data);
}

}  // namespace shixin::web::console
