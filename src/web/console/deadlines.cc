// GET /deadlines?owner=: 期限, what must be done and by when — overdue first, of everybody or of
// one person.
#include "web/console/console.h"
#include "web/console/deadline_table.h"
#include "web/console/desk.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using staff::Urgency;

// Of each section; whoever has more overdue has no use for the rest of the list.
constexpr std::size_t kLinesOnPageMax = 200;

constexpr char kDeadlinesPage[] = R"html(<h1>{{title}}</h1>
{{#tells}}<p class="go-on"><a href="/facts/new">登记事实</a></p>{{/tells}}
{{#sections}}
<section>
<h2 id="{{id}}">{{name}} <span class="kind">{{count}}</span></h2>
{{{table}}}
{{#none}}<p class="none">{{none}}</p>{{/none}}
</section>
{{/sections}}
{{#one_owner}}<p><a href="/deadlines">查看全院期限</a></p>{{/one_owner}}
)html";

struct DueSection {
  Urgency urgency;
  const char* id;
  const char* name;
  const char* none;
};
constexpr DueSection kDueSections[] = {
    {Urgency::kOverdue, "overdue", "已超期", "没有超期事项。"},
    {Urgency::kToday, "today", "今日到期", "今日没有到期事项。"},
    {Urgency::kComing, "coming", "一个月内到期", "一个月内没有到期事项。"}};

Answer show_deadlines(const Call& call) {
  auto owner = call.request.query_text("owner");
  if (!owner) return refusal_screen(call, owner.error());
  const auto snapshot = call.snapshot();
  People people(*snapshot);
  const std::string title = *owner ? people.name(**owner) + "的期限" : "期限";
  PageData sections{PageData::type::list};
  for (const auto& [urgency, id, name, none] : kDueSections) {
    auto board = staff::load_board(call, *snapshot, *owner, staff::days_of(urgency, call.today()),
                                   kLinesOnPageMax);
    if (!board) return refusal_screen(call, board.error());
    PageData section;
    put(section, "id", id);
    put(section, "name", name);
    put(section, "count", count_text(*board));
    put(section, "none", board->lines.empty() ? none : "");
    put(section, "table",
        board->lines.empty() ? "" : deadline_table(people, board->lines, name, call.today()));
    sections << section;
  }
  PageData data;
  put(data, "title", title);
  data.set("sections", std::move(sections));
  data["one_owner"] = owner->has_value();
  data["tells"] = registry::may_draft(call.officer().role);
  return screen(call, {title, "/deadlines"}, render(kDeadlinesPage, data));
}

}  // namespace

void add_deadlines_page(Router& router, const StaffContext& context) {
  add_view(router, context, "/deadlines", Access::kRegister, show_deadlines);
}

}  // namespace shixin::web::console
