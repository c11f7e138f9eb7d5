// GET /?owner=: 我的工作, the page to open in the morning — what is overdue and due today, what
// waits for this person, and how much everybody has in hand.
#include <algorithm>
#include <map>

#include "registry/draft_steps.h"
#include "registry/drafts.h"
#include "web/console/console.h"
#include "web/console/deadline_table.h"
#include "web/console/desk.h"
#include "web/console/draft_table.h"
#include "web/console/search_box.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using registry::Draft;
using registry::DraftState;

// Of each state. A court has tens; an import may have brought thousands, which are signed as one
// batch and not here.
constexpr std::size_t kDraftsOnPageMax = 500;

// The board has the rest.
constexpr std::size_t kDueOnPageMax = 20;

constexpr char kWorkPage[] = R"html(<h1>{{title}}</h1>
{{{search}}}
{{#due}}
<section>
<h2 id="due">已超期、今日到期 <span class="kind">{{count}}</span></h2>
{{{table}}}
{{#none}}<p class="none">{{none}}</p>{{/none}}
<p><a href="{{all}}">全部期限</a></p>
</section>
{{/due}}
{{#sections}}
<section>
<h2 id="{{id}}">{{name}} <span class="kind">{{count}}件</span></h2>
{{{table}}}
{{#empty}}<p class="none">{{empty}}</p>{{/empty}}
</section>
{{/sections}}
{{#more}}<p class="note">待办较多，这里只列出每一状态最早的五百件。</p>{{/more}}
{{#one_owner}}<p><a href="/">返回我的工作</a></p>{{/one_owner}}
{{#owners}}
<section>
<h2 id="owners">各承办人未办结的</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="owners">
<table>
<thead><tr><th scope="col">承办人</th><th scope="col" class="figure">草稿</th><th
scope="col" class="figure">待审批</th><th scope="col" class="figure">已退回</th></tr></thead>
<tbody>
{{#rows}}
<tr><th scope="row"><a href="/?owner={{address}}">{{name}}</a></th>
<td data-label="草稿" class="figure">{{drafts}}</td>
<td data-label="待审批" class="figure">{{submitted}}</td>
<td data-label="已退回" class="figure">{{returned}}</td></tr>
{{/rows}}
</tbody>
</table>
</div>
</section>
{{/owners}}
)html";

struct Open {
  std::vector<Draft> drafts;  // of every open state, each the oldest first
  bool more = false;
};

Result<Open> load_open(const store::Reader& reader) {
  Open out;
  for (const auto state : {DraftState::kSubmitted, DraftState::kReturned, DraftState::kDraft}) {
    auto drafts = registry::drafts_by_state(reader, state, kDraftsOnPageMax + 1);
    if (!drafts) return std::move(drafts).error();
    if (drafts->size() > kDraftsOnPageMax) {
      drafts->pop_back();
      out.more = true;
    }
    std::ranges::move(*drafts, std::back_inserter(out.drafts));
  }
  return out;
}

struct Section {
  const char* id;
  const char* name;
  const char* empty;  // what is said where there is nothing; nullptr: then it is not shown
  std::vector<Draft> drafts = {};
};

// Each draft in the first section that it fits.
Result<std::vector<Section>> sections_of(const store::Reader& reader, const registry::Officer& who,
                                         const std::vector<Draft>& drafts) {
  const bool signs = registry::is_signer(who.role);
  Section to_sign{"to-sign", "待我审批", signs ? "没有等您审批的决定。" : nullptr};
  Section returned{"returned", "退回给我的", nullptr};
  const bool works = registry::may_draft(who.role);
  Section mine{"mine", "我的草稿", works ? "没有草稿。" : nullptr};
  Section to_submit{"to-submit", "待提交的草稿", nullptr};
  Section waiting{"waiting", "我经手、待审批的", nullptr};
  for (const Draft& draft : drafts) {
    auto open = registry::open_steps(reader, who, draft);
    if (!open) return std::move(open).error();
    if (open->approve) {
      to_sign.drafts.push_back(draft);
    } else if (draft.state == DraftState::kReturned && draft.owner == who.name) {
      returned.drafts.push_back(draft);
    } else if (draft.owner == who.name && draft.state == DraftState::kDraft) {
      mine.drafts.push_back(draft);
    } else if (open->submit) {
      to_submit.drafts.push_back(draft);
    } else if (open->withdraw) {
      waiting.drafts.push_back(draft);
    }
  }
  return std::vector{to_sign, returned, mine, to_submit, waiting};
}

PageData sections_data(const store::Reader& reader, People& people,
                       const std::vector<Section>& sections, Day today) {
  PageData out{PageData::type::list};
  for (const Section& section : sections) {
    if (section.drafts.empty() && section.empty == nullptr) continue;
    PageData data;
    put(data, "id", section.id);
    put(data, "name", section.name);
    put(data, "count", std::to_string(section.drafts.size()));
    put(data, "empty", section.drafts.empty() ? section.empty : "");
    put(data, "table",
        section.drafts.empty() ? ""
                               : draft_table(reader, people, section.drafts, section.name, today));
    out << data;
  }
  return out;
}

struct Load {
  std::size_t drafts = 0;
  std::size_t submitted = 0;
  std::size_t returned = 0;
};

PageData owners_data(People& people, const std::vector<Draft>& drafts) {
  std::map<std::string, Load> loads;
  for (const Draft& draft : drafts) {
    Load& load = loads[draft.owner];
    if (draft.state == DraftState::kDraft) ++load.drafts;
    if (draft.state == DraftState::kSubmitted) ++load.submitted;
    if (draft.state == DraftState::kReturned) ++load.returned;
  }
  if (loads.empty()) return PageData{false};
  PageData rows{PageData::type::list};
  for (const auto& [owner, load] : loads) {
    PageData row;
    put(row, "address", percent_encode(owner));
    put(row, "name", people.name(owner));
    put(row, "drafts", std::to_string(load.drafts));
    put(row, "submitted", std::to_string(load.submitted));
    put(row, "returned", std::to_string(load.returned));
    rows << row;
  }
  PageData out;
  out.set("rows", std::move(rows));
  return out;
}

// Who signs for the court sees everybody's; all others their own.
Result<PageData> due_data(const Call& call, const store::Reader& reader, People& people,
                          const std::optional<std::string>& owner) {
  const auto& who = call.officer();
  const bool own = registry::may_draft(who.role);
  const auto whose = owner || !own ? owner : std::optional(who.name);
  auto board = staff::load_board(call, reader, whose, {{}, call.today()}, kDueOnPageMax);
  if (!board) return std::move(board).error();
  const bool none = board->lines.empty();
  PageData out;
  put(out, "count", count_text(*board));
  put(out, "none", none ? "没有超期或者今日到期的事项。" : "");
  put(out, "table",
      none ? "" : deadline_table(people, board->lines, "已超期、今日到期", call.today()));
  put(out, "all", whose ? "/deadlines?owner=" + percent_encode(*whose) : "/deadlines");
  return out;
}

Answer show_work(const Call& call) {
  auto owner = call.request.query_text("owner");
  if (!owner) return refusal_screen(call, owner.error());
  const auto snapshot = call.snapshot();
  auto open = load_open(*snapshot);
  if (!open) return refusal_screen(call, open.error());
  People people(*snapshot);
  PageData data;
  std::string title = "我的工作";
  std::vector<Section> sections;
  if (*owner) {
    title = people.name(**owner) + "未办结的";
    Section one{"one", "未办结的", "没有未办结的决定。"};
    std::ranges::copy_if(open->drafts, std::back_inserter(one.drafts),
                         [&](const Draft& draft) { return draft.owner == **owner; });
    sections = {one};
  } else {
    auto made = sections_of(*snapshot, call.officer(), open->drafts);
    if (!made) return refusal_screen(call, made.error());
    sections = *std::move(made);
  }
  auto due = due_data(call, *snapshot, people, *owner);
  if (!due) return refusal_screen(call, due.error());
  data.set("due", *std::move(due));
  put(data, "title", title);
  put(data, "search", search_box(call));
  data.set("sections", sections_data(*snapshot, people, sections, call.today()));
  data["more"] = open->more;
  data["one_owner"] = owner->has_value();
  data.set("owners", *owner ? PageData{false} : owners_data(people, open->drafts));
  return screen(call, {title, "/"}, render(kWorkPage, data));
}

}  // namespace

void add_work_page(Router& router, const StaffContext& context) {
  add_view(router, context, "/", Access::kRegister, show_work);
}

}  // namespace shixin::web::console
