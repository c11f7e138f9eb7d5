#include "web/console/console.h"

#include "web/console/desk.h"
#include "web/console/script.h"
#include "web/page/style.h"

namespace shixin::web {
namespace {

constexpr char kAstray[] = R"html(<h1>没有这个页面</h1>
<p class="lead">地址有误，或者页面已经不在。</p>
<p><a href="/">返回我的工作</a></p>
)html";

// An address of nothing: a page for a browser, which says that it takes one, else a problem.
Answer get_astray(const StaffContext& context, const Request& request) {
  if (request.header("Accept").find("text/html") == std::string_view::npos) {
    return problem({ErrorCode::kNotFound, "没有这个地址"});
  }
  return console::screen_for_anybody(context, {"没有这个页面", {}, 404}, kAstray);
}

}  // namespace

void add_console_pages(Router& router, const StaffContext& context) {
  add_style_route(router);
  console::add_script_route(router);
  console::add_sign_in_pages(router, context);
  console::add_password_pages(router, context);
  console::add_work_page(router, context);
  console::add_deadlines_page(router, context);
  console::add_fact_pages(router, context);
  console::add_search_pages(router, context);
  console::add_subject_pages(router, context);
  console::add_case_page(router, context);
  console::add_decision_page(router, context);
  console::add_step_forms(router, context);
  console::add_draft_pages(router, context);
  console::add_account_pages(router, context);
  router.otherwise(
      [&context](const Request& request, const Captures&) { return get_astray(context, request); });
}

}  // namespace shixin::web
