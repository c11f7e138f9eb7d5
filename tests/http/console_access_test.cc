#include <array>

#include "http/console_browser.h"

namespace {

using shixin::registry::StaffRole;
using shixin::web::Answer;
using shixin::web::Request;
using support::between;
using support::Browser;
using support::Court;
using support::Fields;
using support::has;
using support::list_fields;
using support::sent_to;

// A browser that nobody has signed in with.
Answer stranger(const Court& court, const std::string& method, const std::string& path,
                const Fields& fields = {}) {
  Request request = Court::Desk{court, "", ""}.request(method, path);
  request.headers.clear();
  if (method == "POST") {
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    request.body = support::form_body(fields);
  }
  return court.handle(request);
}

bool is_api(const std::string& pattern) { return pattern.starts_with("/api/"); }

// Every route of the console by this method, its captures filled in.
std::vector<std::string> pages_by(const Court& court, const std::string& method) {
  std::vector<std::string> out;
  for (const auto& route : court.staff.routes()) {
    if (route.method != method || is_api(route.pattern)) continue;
    std::string path = route.pattern;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      path.replace(at, path.find('}') - at + 1, std::string(32, '0'));
    }
    out.push_back(path);
  }
  return out;
}

bool is_for_anybody(const std::string& path) {
  static const std::array<std::string, 4> open{"/sign-in", "/healthz", "/style.css", "/console.js"};
  return std::ranges::find(open, path) != open.end();
}

}  // namespace

TEST_SUITE("http/console_access") {
  TEST_CASE("whoever is not signed in comes to the sign-in page, and back to where he was") {
    const Court court;
    for (const auto& path : pages_by(court, "GET")) {
      CAPTURE(path);
      if (is_for_anybody(path)) continue;
      CHECK_EQ(sent_to(stranger(court, "GET", path)),
               "/sign-in?to=" + shixin::web::percent_encode(path));
    }
    const std::string asked = "/draft/list?case=%EF%BC%882016%EF%BC%89";
    const std::string address = sent_to(stranger(court, "GET", asked));
    const Answer page = stranger(court, "GET", address);
    CHECK(has(page, "name=\"to\" value=\"" + asked + "\""));
    const Answer in =
        stranger(court, "POST", "/sign-in",
                 {{"name", "clerk"}, {"password", std::string(support::kPassword)}, {"to", asked}});
    CHECK_EQ(sent_to(in), asked);
    CHECK_NE(in.header("Set-Cookie").find("SameSite=Strict"), std::string::npos);
  }

  TEST_CASE("signing in leads to no other site") {
    const Court court;
    for (const char* to : {"//example.org", "https://example.org", "/\\example.org", "x", ""}) {
      CAPTURE(to);
      const Answer in =
          stranger(court, "POST", "/sign-in",
                   {{"name", "clerk"}, {"password", std::string(support::kPassword)}, {"to", to}});
      CHECK_EQ(sent_to(in), "/");
    }
  }

  TEST_CASE("a wrong password gets the sentence, and the name stays") {
    const Court court;
    const Answer refused =
        stranger(court, "POST", "/sign-in", {{"name", "clerk"}, {"password", "no such password"}});
    CHECK_EQ(refused.status, 401);
    CHECK(has(refused, "登录名或者口令不正确，或者失败次数过多已暂停登录"));
    CHECK(has(refused, "value=\"clerk\""));
    CHECK_FALSE(has(refused, "no such password"));
  }

  TEST_CASE("no other site signs anybody in") {
    const Court court;
    Request request = Court::Desk{court, "", ""}.request("POST", "/sign-in");
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    request.headers.emplace("Sec-Fetch-Site", "cross-site");
    request.body =
        support::form_body({{"name", "clerk"}, {"password", std::string(support::kPassword)}});
    CHECK_EQ(court.handle(request).status, 403);
  }

  TEST_CASE("what another site has typed for somebody is not gone on with") {
    const Court court;
    const std::string typed = support::form_body(list_fields());
    for (const auto& [path, body] :
         {std::pair<std::string, std::string>{"/draft/list", typed},
          {"/sign-in",
           support::form_body({{"name", "clerk"}, {"to", "/draft/list"}, {"carried", typed}})}}) {
      CAPTURE(path);
      Request request;
      request.method = "POST";
      request.path = path;
      request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
      request.headers.emplace("Sec-Fetch-Site", "cross-site");
      request.body = body;
      const Answer page = court.handle(request);
      CHECK(has(page, "name=\"password\""));
      CHECK_FALSE(has(page, "%2Fsubject%2Fname"));
    }
  }

  TEST_CASE("no form is taken without its session's token") {
    const Court court;
    const Browser president{court.sign_in(StaffRole::kPresident)};
    const auto forms = pages_by(court, "POST");
    CHECK_GT(forms.size(), 10);
    for (const auto& path : forms) {
      CAPTURE(path);
      if (path == "/sign-in") continue;
      const Answer without = president.post_as_it_is(path, list_fields());
      CHECK_EQ(without.status, 403);
      CHECK(has(without, "不是本次登录打开的"));
      const Fields wrong{{"csrf", "another session's"}};
      CHECK_EQ(president.post_as_it_is(path, wrong).status, 403);
    }
  }

  TEST_CASE("a session that ends in the middle of a form loses nothing of it") {
    const Court court;
    const Answer ended = stranger(court, "POST", "/draft/list", list_fields());
    CHECK_EQ(ended.status, 401);
    CHECK(has(ended, "刚才填写的内容还在"));
    CHECK(has(ended, "%2Fsubject%2Fname"));
    const std::string carried = support::form_body(list_fields());
    const Answer in = stranger(court, "POST", "/sign-in",
                               {{"name", "clerk"},
                                {"password", std::string(support::kPassword)},
                                {"to", "/draft/list"},
                                {"carried", carried}});
    CHECK_EQ(in.status, 200);
    CHECK(has(in, "继续提交"));
    CHECK(has(in, "value=\"偿还借款本金"));
    const std::string cookie(in.header("Set-Cookie"));
    const Browser clerk{{court, cookie.substr(0, cookie.find(';')),
                         between(in.body, "name=\"csrf\" value=\"", "\"")}};
    CHECK(sent_to(clerk.post("/draft/list", list_fields())).starts_with("/decisions/"));
    // No password is carried anywhere.
    const Answer password = stranger(court, "POST", "/password", {{"old", "my old secret"}});
    CHECK_FALSE(has(password, "my old secret"));
  }

  TEST_CASE("each is offered the steps that are his, and refused the others") {
    const Court court;
    const Browser clerk{court.sign_in(StaffRole::kClerk)};
    const Browser judge{court.sign_in(StaffRole::kJudge)};
    const std::string path = sent_to(clerk.post("/draft/list", list_fields()));
    CHECK_FALSE(has(clerk.get(path), "/submit\""));
    CHECK_EQ(clerk.post(path + "/submit", {}).status, 403);
    REQUIRE_EQ(sent_to(judge.post(path + "/submit", {})), path);
    struct Row {
      StaffRole role;
      bool approves;
      bool withdraws;
    };
    const std::array rows{
        Row{StaffRole::kClerk, false, true},      Row{StaffRole::kJudge, false, true},
        Row{StaffRole::kChief, false, false},     Row{StaffRole::kReviewer, false, false},
        Row{StaffRole::kInspector, false, false}, Row{StaffRole::kPresident, true, false}};
    for (const Row& row : rows) {
      CAPTURE(shixin::base::word(row.role));
      const Browser browser{court.sign_in(row.role)};
      const Answer page = browser.get(path);
      CHECK_EQ(page.status, 200);
      CHECK_EQ(has(page, "/approve\""), row.approves);
      CHECK_EQ(has(page, "/withdraw\""), row.withdraws);
      if (row.approves) continue;
      const Fields seen{{"subject_version", "0"}, {"version", "1"}};
      const Answer refused = browser.post(path + "/approve", seen);
      CHECK_EQ(refused.status, 403);
      CHECK(has(refused, "此决定须由院长审批"));
    }
    const Browser inspector{court.sign_in(StaffRole::kInspector)};
    CHECK_EQ(inspector.get("/draft/list").status, 403);
    CHECK_EQ(inspector.post("/draft/list", list_fields()).status, 403);
  }

  TEST_CASE("the administrator works with accounts and sees no case") {
    const Court court;
    const Browser admin{court.sign_in(StaffRole::kAdmin)};
    CHECK_EQ(sent_to(admin.get("/")), "/accounts");
    CHECK_EQ(admin.get("/search").status, 403);
    const Answer added = admin.post(
        "/accounts", {{"name", "li"}, {"display_name", "李<b>某</b>"}, {"role", "judge"}});
    CHECK_EQ(added.status, 200);
    CHECK(has(added, "李&lt;b&gt;某"));
    CHECK(has(added, "只显示这一次"));
    const Answer again =
        admin.post("/accounts", {{"name", "li"}, {"display_name", "李某"}, {"role", "judge"}});
    CHECK_EQ(again.status, 409);
    CHECK(has(again, "登录名已被使用"));
    CHECK(has(again, "value=\"li\""));

    // A signer waits for somebody else.
    CHECK_EQ(admin.post("/accounts", {{"name", "fu"}, {"display_name", "副某"}, {"role", "chief"}})
                 .status,
             200);
    CHECK_EQ(admin.post("/accounts/fu/confirm", {}).status, 403);
    const Browser president{court.sign_in(StaffRole::kPresident)};
    CHECK(has(president.get("/accounts"), "/accounts/fu/confirm"));
    CHECK(has(president.post("/accounts/fu/confirm", {}), "可以使用"));

    const Browser clerk{court.sign_in(StaffRole::kClerk)};
    CHECK(sent_to(clerk.post("/draft/list", list_fields())).starts_with("/decisions/"));
    CHECK_EQ(admin.post("/accounts/clerk/disable", {{"successor", ""}}).status, 409);
    CHECK(has(admin.post("/accounts/clerk/disable", {{"successor", "judge"}}), "已经停用"));
    CHECK(sent_to(clerk.get("/")).starts_with("/sign-in"));
    CHECK_EQ(clerk.get("/accounts").status, 303);
    CHECK_EQ(Browser{court.sign_in(StaffRole::kJudge)}.get("/accounts").status, 403);
  }

  TEST_CASE("a first password signs in to be changed, and for nothing else") {
    const Court court;
    const Browser admin{court.sign_in(StaffRole::kAdmin)};
    const Answer reset = admin.post("/accounts/clerk/password", {});
    const std::string first = between(reset.body, "<span class=\"number\">", "<");
    REQUIRE_EQ(first.size(), 20);
    const Answer in = stranger(court, "POST", "/sign-in", {{"name", "clerk"}, {"password", first}});
    CHECK_EQ(sent_to(in), "/password");
    const std::string cookie(in.header("Set-Cookie"));
    Browser clerk{{court, cookie.substr(0, cookie.find(';')), ""}};
    CHECK_EQ(sent_to(clerk.get("/")), "/password");
    const Answer page = clerk.get("/password");
    clerk.desk.csrf = between(page.body, "name=\"csrf\" value=\"", "\"");
    const Fields differ{{"old", first}, {"new", "nine green doors"}, {"again", "nine red doors"}};
    CHECK(has(clerk.post("/password", differ), "两次输入的新口令不一致"));
    const Fields wrong{{"old", "x"}, {"new", "nine green doors"}, {"again", "nine green doors"}};
    CHECK(has(clerk.post("/password", wrong), "原口令不正确"));
    const Fields right{{"old", first}, {"new", "nine green doors"}, {"again", "nine green doors"}};
    CHECK(has(clerk.post("/password", right), "口令已经修改"));
    CHECK_EQ(clerk.get("/").status, 200);
    CHECK_EQ(sent_to(clerk.post("/sign-out", {})), "/sign-in");
    CHECK(sent_to(clerk.get("/")).starts_with("/sign-in"));
  }

  TEST_CASE("a page is kept by nobody, framed by nobody, and runs our script alone") {
    const Court court;
    const Browser clerk{court.sign_in(StaffRole::kClerk)};
    for (const Answer& page : {clerk.get("/"), stranger(court, "GET", "/sign-in"),
                               clerk.get("/decisions/nothing"), clerk.post("/search", {})}) {
      CHECK_EQ(page.header("Cache-Control"), "no-store");
      CHECK_EQ(page.header("Referrer-Policy"), "no-referrer");
      const std::string policy(page.header("Content-Security-Policy"));
      CHECK_NE(policy.find("default-src 'none'"), std::string::npos);
      CHECK_NE(policy.find("script-src 'self'"), std::string::npos);
      CHECK_EQ(policy.find("unsafe"), std::string::npos);
      CHECK_EQ(page.body.find(" style=\""), std::string::npos);
      CHECK_EQ(page.body.find(" onclick="), std::string::npos);
    }
    CHECK_EQ(clerk.get("/console.js").status, 200);
  }

  TEST_CASE("a browser that went astray gets a page, a program a problem") {
    const Court court;
    Request request = Court::Desk{court, "", ""}.request("GET", "/no/such/page");
    CHECK_EQ(court.handle(request).content_type, "application/problem+json");
    request.headers.emplace("Accept", "text/html");
    CHECK(has(court.handle(request), "没有这个页面"));
  }
}
