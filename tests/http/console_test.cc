#include "base/json.h"
#include "http/console_browser.h"
#include "registry/draft.h"
#include "registry/query.h"
#include "support/answers.h"

namespace {

using shixin::base::Json;
using shixin::registry::StaffRole;
using shixin::web::Answer;
using support::between;
using support::Browser;
using support::Court;
using support::Fields;
using support::has;
using support::list_fields;
using support::sent_to;
using support::with;

// A court whose people sit at browsers.
struct Office : Court {
  const Browser clerk{sign_in(StaffRole::kClerk)};
  const Browser judge{sign_in(StaffRole::kJudge)};
  const Browser president{sign_in(StaffRole::kPresident)};

  // The address of a decision that a clerk has drafted.
  std::string drafted(const Fields& fields = list_fields()) const {
    const Answer answer = clerk.post("/draft/list", fields);
    CAPTURE(answer.body);
    REQUIRE_EQ(answer.status, 303);
    return sent_to(answer);
  }
  std::string submitted(const Fields& fields = list_fields()) const {
    const std::string path = drafted(fields);
    REQUIRE_EQ(sent_to(judge.post(path + "/submit", {{"token", "submit " + path}})), path);
    return path;
  }
  // As the president's page has it.
  Answer approve(const std::string& path) const {
    const std::string page = president.get(path).body;
    return president.post(
        path + "/approve",
        {{"token", between(page, "name=\"token\" value=\"", "\"")},
         {"subject_version", between(page, "name=\"subject_version\" value=\"", "\"")},
         {"version", between(page, "name=\"version\" value=\"", "\"")}});
  }
  std::string subject_of(const std::string& path) const {
    return between(clerk.get(path).body, "href=\"/subjects/", "\"");
  }
};

std::string case_text() { return support::case_no().text(); }
std::string percent(const std::string& text) { return shixin::web::percent_encode(text); }

std::string state_of(const Office& office, const std::string& path) {
  return support::json_of(office.clerk.desk.get("/api/v1" + path))["state"].get<std::string>();
}

}  // namespace

TEST_SUITE("http/console") {
  TEST_CASE("what the clerk types goes over the judge to the president, and binds") {
    const Office office;
    const std::string path = office.drafted();
    const Answer draft = office.judge.get(path);
    for (const char* text : {"纳入失信名单", "偿还借款本金\n及利息", "12500.50",
                             "有履行能力而拒不履行", "财产报告\n查控反馈", "3611021880********",
                             "本院名单中还没有此人", "民用航空器", "提交审批"}) {
      CAPTURE(text);
      CHECK(has(draft, text));
    }
    CHECK_EQ(sent_to(office.judge.post(path + "/submit", {})), path);
    CHECK(has(office.president.get("/"), path));
    CHECK_EQ(sent_to(office.approve(path)), path);
    CHECK_EQ(state_of(office, path), "decided");
    const Answer subject = office.clerk.get("/subjects/" + office.subject_of(path));
    CHECK(has(subject, "因（2016）赣1102执123号被纳入失信名单、限制消费。"));
    CHECK(has(subject, "删除失信信息</a>"));
    const Answer of_case =
        office.clerk.get("/cases/" + shixin::web::percent_encode(support::case_no().text()));
    CHECK(has(of_case, "失信名单：2026-03-02起公布"));
  }

  TEST_CASE("a form that is sent twice is done once") {
    const Office office;
    const std::string path = office.drafted();
    CHECK_EQ(office.drafted(), path);
    const Answer other =
        office.clerk.post("/draft/list", with(list_fields(), "/case/outstanding", "一半"));
    CHECK_EQ(other.status, 409);
    CHECK(has(other, "已经保存过一次"));
    const Json drafts = support::json_of(office.clerk.desk.get("/api/v1/decisions"));
    CHECK_EQ(drafts["decisions"].size(), 1);
    const Fields once{{"token", "the only one"}};
    CHECK_EQ(sent_to(office.judge.post(path + "/submit", once)), path);
    CHECK_EQ(sent_to(office.judge.post(path + "/submit", once)), path);
    CHECK_EQ(office.judge.post(path + "/submit", {{"token", "another"}}).status, 409);
  }

  TEST_CASE("what is wrong stands at its field, all at once, and what was typed is kept") {
    const Office office;
    Fields typed = with(list_fields(), "/case/no", "执123号");
    typed = with(typed, "/case/amount_fen", "很多");
    typed = with(typed, "/subject/documents/0/number", "3611021880010100");
    const Answer refused = office.clerk.post("/draft/list", typed);
    CHECK_EQ(refused.status, 400);
    for (const char* field : {"case-no", "case-amount_fen", "subject-documents-0"}) {
      CAPTURE(field);
      CHECK(has(refused, std::string("aria-describedby=\"") + field + "-about\" aria-invalid"));
    }
    for (const char* kept :
         {"value=\"执123号\"", "value=\"很多\"", "偿还借款本金", "value=\"refusal\" checked"}) {
      CAPTURE(kept);
      CHECK(has(refused, kept));
    }
    const Answer minor = office.clerk.post(
        "/draft/list", with(with(list_fields(), "/extension_years", "2"), "/evidence", ""));
    CHECK_EQ(minor.status, 422);
    CHECK(has(minor, "法释〔2017〕7号第2条"));
    CHECK(has(minor, "提交前补齐：应附证据"));
  }

  TEST_CASE("checking shows what would change, and saves nothing") {
    const Office office;
    const Answer checked = office.clerk.post("/draft/list", with(list_fields(), "do", "check"));
    CHECK_EQ(checked.status, 200);
    CHECK(has(checked, "办理前后对照"));
    CHECK(has(checked, "限制消费（限高）"));
    CHECK(has(checked, "列车软卧"));
    CHECK_EQ(support::json_of(office.clerk.desk.get("/api/v1/decisions"))["decisions"].size(), 0);
    const Answer lacking =
        office.clerk.post("/draft/list", with(with(list_fields(), "/paper/no", ""), "do", "check"));
    CHECK_EQ(lacking.status, 200);
  }

  TEST_CASE("an approval of what has changed meanwhile is refused, and says what has") {
    const Office office;
    const std::string path = office.submitted();
    const Fields seen{{"subject_version", "0"}, {"version", "1"}, {"token", "seen"}};
    Fields second = with(list_fields(), "/case/no", "（2016）赣1102执456号");
    second = with(second, "/paper/no", "（2016）赣1102执456号之一");
    second = with(second, "/order_paper/no", "（2016）赣1102执456号之二");
    const std::string other = office.submitted(with(second, "token", "the second form"));
    REQUIRE_EQ(sent_to(office.approve(other)), other);
    const Answer stale = office.president.post(path + "/approve", seen);
    CHECK_EQ(stale.status, 409);
    CHECK(has(stale, "您查看之后的变化"));
    CHECK(has(stale, "president批准了对此人的纳入失信名单，案号（2016）赣1102执456号"));
    CHECK_EQ(state_of(office, path), "submitted");
    CHECK_EQ(sent_to(office.approve(path)), path);
  }

  TEST_CASE("a draft that was returned is bettered in its form, and nothing of it is lost") {
    const Office office;
    const std::string path = office.submitted();
    const Answer blank = office.president.post(path + "/return", {{"remark", ""}});
    CHECK_EQ(blank.status, 400);
    CHECK(has(blank, "<details open"));
    const Fields remark{{"remark", "请补写利息<b>起算日</b>"}};
    CHECK_EQ(sent_to(office.president.post(path + "/return", remark)), path);
    CHECK(has(office.clerk.get(path), "请补写利息&lt;b&gt;起算日"));
    const Answer form = office.clerk.get(path + "/edit");
    CHECK_EQ(form.status, 200);
    for (const char* kept : {"value=\"12500.50\"", "偿还借款本金\n及利息", "财产报告\n查控反馈",
                             "value=\"direct\" selected"}) {
      CAPTURE(kept);
      CHECK(has(form, kept));
    }
    const Fields bettered =
        with(with(list_fields(), "/case/duty", "偿还借款本金及利息"), "token", "edited");
    CHECK_EQ(sent_to(office.clerk.post(path + "/edit", bettered)), path);
    CHECK(has(office.clerk.get(path), "偿还借款本金及利息"));
    CHECK_EQ(sent_to(office.judge.post(path + "/submit", {})), path);
  }

  TEST_CASE("a whole number is in the audit before it is on a page") {
    const Office office;
    const std::string path = office.submitted();
    REQUIRE_EQ(sent_to(office.approve(path)), path);
    const std::string page = "/subjects/" + office.subject_of(path);
    const std::string number = support::person().documents[0].number.reveal();
    CHECK_FALSE(has(office.clerk.get(page), number));
    CHECK_FALSE(has(office.clerk.get(path), number));
    CHECK(has(office.clerk.post(page + "/full", {}), number));
    const auto audit = shixin::registry::audit_page(*office.engine.snapshot(), 0, 1);
    REQUIRE(audit);
    CHECK_EQ((*audit)[0].what, "read_number");
    CHECK_EQ((*audit)[0].who, "clerk");
    const Answer found = office.clerk.post("/search", {{"q", number}});
    CHECK(has(found, page));
    CHECK_FALSE(has(found, number));
    CHECK_EQ(office.clerk.get("/search?q=" + number).body.find(number), std::string::npos);
  }

  TEST_CASE("what people wrote is text and never markup") {
    const Office office;
    Fields typed = with(list_fields(), "/case/duty", "<img src=x onerror=alert(1)>{{csrf}}");
    typed = with(typed, "/handler", "\"><script>alert(1)</script>");
    typed = with(typed, "/evidence", "=HYPERLINK(\"http://x\")\n<script>alert(2)</script>");
    const std::string path = office.drafted(typed);
    const Answer pages[] = {office.clerk.get(path), office.clerk.get(path + "/edit"),
                            office.clerk.get("/"),
                            office.clerk.post("/draft/list", with(typed, "do", "check"))};
    for (const Answer& page : pages) {
      CHECK_EQ(page.status, 200);
      CHECK_FALSE(has(page, "<img"));
      CHECK_FALSE(has(page, "<script>"));
      CHECK_FALSE(has(page, "alert(1)\">"));
    }
    CHECK(has(pages[0], "{{csrf}}"));
  }

  TEST_CASE("what is overdue stands first, before whose work it is and before who signs") {
    const Office office;
    const std::string path = office.submitted();
    REQUIRE_EQ(sent_to(office.approve(path)), path);
    const Json fact{{"kind", "performed"},         {"case", {{"no", support::case_no().text()}}},
                    {"occurred_on", "2026-02-24"}, {"received_on", "2026-02-26"},
                    {"source", "案款<b>台账</b>"}, {"evidence", Json::array({"到账凭证"})}};
    REQUIRE_EQ(office.clerk.desk.post("/api/v1/facts", fact.dump()).status, 201);
    for (const auto& [who, page] :
         {std::pair{&office.clerk, "/"}, {&office.president, "/"}, {&office.judge, "/deadlines"}}) {
      CAPTURE(page);
      const Answer answer = who->get(page);
      const std::string text = support::read_aloud(answer.body);
      for (const char* said : {"2026-02-27", "暂按", "已超期3天", "2026-02-24发生，2天后收到",
                               "删除失信信息、解除限制消费", "三个工作日"}) {
        CAPTURE(said);
        CHECK_NE(text.find(said), std::string::npos);
      }
      CHECK(has(answer, "href=\"/subjects/" + office.subject_of(path)));
    }
    CHECK(has(office.judge.get("/"), "没有超期或者今日到期的事项。"));
    CHECK(has(office.judge.get("/deadlines?owner=clerk"), "已超期3天"));
    CHECK(has(office.judge.get("/deadlines?owner=judge"), "没有超期事项。"));
  }

  TEST_CASE("money comes in: the fact is told in a form, and its bundle is drafted, once") {
    const Office office;
    const std::string path = office.submitted();
    REQUIRE_EQ(sent_to(office.approve(path)), path);
    const std::string fresh = office.clerk.get("/facts/new?case=" + percent(case_text())).body;
    CHECK_NE(fresh.find(case_text()), std::string::npos);
    Fields told{{"/kind", "performed"},         {"/case/no", case_text()},
                {"/occurred_on", "2026-03-01"}, {"/received_on", "2026-03-02"},
                {"/source", "案款台账"},        {"/evidence", "到账凭证\r\n收据"},
                {"token", "told once"}};
    const std::string fact = sent_to(office.clerk.post("/facts/new", told));
    CHECK(fact.starts_with("/facts/"));
    CHECK_EQ(sent_to(office.clerk.post("/facts/new", told)), fact);
    const std::string page = support::read_aloud(office.president.get(fact).body);
    for (const char* said : {"履行完毕", "2026-03-04", "删除失信信息（草稿）",
                             "解除限制消费（草稿）", "到账凭证\n收据"}) {
      CAPTURE(said);
      CHECK_NE(page.find(said), std::string::npos);
    }
    const Answer board = office.president.get("/deadlines");
    CHECK(has(board, "href=\"" + fact));
    CHECK_FALSE(has(board, "/facts/new"));  // who signs tells no facts
    CHECK_EQ(office.president.get("/facts/new").status, 403);

    const Answer wrong = office.clerk.post(
        "/facts/new", with(with(told, "/occurred_on", "2026-03-03"), "token", "told wrong"));
    CHECK_EQ(wrong.status, 422);
    CHECK(has(wrong, "发生日期不能晚于收到日期"));
    CHECK(has(wrong, "value=\"案款台账\""));
  }

  TEST_CASE("no screen says a word that is ours alone") {
    const Office office;
    const std::string path = office.submitted();
    const std::string subject = [&] {
      REQUIRE_EQ(sent_to(office.approve(path)), path);
      return office.subject_of(path);
    }();
    const std::string pages[] = {
        "/",
        "/deadlines",
        "/facts/new",
        "/search",
        "/draft",
        "/draft/list",
        "/password",
        "/accounts",
        path,
        "/subjects/" + subject,
        "/draft/identify?subject=" + subject,
        "/cases/" + shixin::web::percent_encode(support::case_no().text())};
    std::vector<std::string> ours{"seq",   "digest", "tombstone", "generation",
                                  "draft", "null",   subject,     path.substr(path.rfind('/') + 1)};
    const auto add = [&](auto sample) {
      for (const auto& [_, word] : enum_words(sample)) ours.emplace_back(word);
    };
    add(shixin::domain::Measure{});
    add(shixin::domain::Ground{});
    add(shixin::domain::Role{});
    add(shixin::domain::Cause{});
    add(shixin::domain::DocumentType{});
    add(shixin::domain::Publication{});
    add(shixin::registry::DraftState{});
    for (const auto& page : pages) {
      CAPTURE(page);
      const Answer answer = office.president.get(page);
      const Answer mine = answer.status == 200 ? answer : office.clerk.get(page);
      CHECK_EQ(mine.status, 200);
      const std::string text = support::read_aloud(mine.body);
      for (const auto& word : ours) {
        CAPTURE(word);
        CHECK_EQ(text.find(word), std::string::npos);
      }
    }
  }

  TEST_CASE("every kind of decision that has a form is drafted by it") {
    const Office office;
    const std::string listed = office.submitted();
    REQUIRE_EQ(sent_to(office.approve(listed)), listed);
    const std::string subject = office.subject_of(listed);
    const std::string today = support::kToday.text();
    const Fields common{{"subject", subject},
                        {"/case/no", support::case_no().text()},
                        {"/paper/no", "（2016）赣1102执123号之九"},
                        {"/paper/signed_on", today},
                        {"/evidence", "结案通知"},
                        {"do", "save"}};
    struct Row {
      const char* kind;
      Fields more;
      const char* said;
    };
    const Row rows[] = {
        {"restrict",
         {{"/measures", "exit"},
          {"/role", "debtor"},
          {"/from", today},
          {"/until", support::kToday.plus_months(2).text()},
          {"/authority/level", "county"},
          {"/authority/unit", "信州区公安局"},
          {"/authority/no", "边控1"},
          {"/initiated/by", "court"},
          {"/publication", "unit_only"}},
         "限制出境"},
        {"delete", {{"/because", "performed"}}, "失信名单 · （2016）赣1102执123号"},
        {"delete",
         {{"/because", "no_assets"},
          {"/queries", "2026-01-05\n2026-02-05"},
          {"/no_clues_left", "true"}},
         "2026-01-05、2026-02-05"},
        {"revoke",
         {{"/because", "wrongly_listed"},
          {"/reason", "认错了人"},
          {"decision", listed.substr(listed.rfind('/') + 1)}},
         "所撤销的决定"},
        {"exempt",
         {{"/measures", "travel"},
          {"/reason", "medical"},
          {"/from", today},
          {"/to", support::kToday.plus_days(7).text()}},
         "2026-03-02至2026-03-09暂时解除"},
        {"correct",
         {{"/case/performance", "partial"}, {"/case/performed", "部分"}, {"/reason", "已履行部分"}},
         "履行情况 · （2016）赣1102执123号"},
        {"identify",
         {{"/add_documents/0/type", "passport"},
          {"/add_documents/0/number", "E12345678"},
          {"/add_names", "试别名"},
          {"/source", "公安机关查询"}},
         "护照号码 E1*******"}};
    int token = 0;
    for (const Row& row : rows) {
      CAPTURE(row.kind);
      const std::string form = std::string("/draft/") + row.kind;
      const std::string query =
          "?subject=" + subject + "&case=" + shixin::web::percent_encode(support::case_no().text());
      CHECK_EQ(office.clerk.get(form + query).status, 200);
      Fields typed = common;
      typed.insert(typed.end(), row.more.begin(), row.more.end());
      typed.emplace_back("token", std::to_string(++token));
      const Answer saved = office.clerk.post(form, typed);
      CAPTURE(support::read_aloud(saved.body));
      REQUIRE_EQ(saved.status, 303);
      const Answer page = office.clerk.get(sent_to(saved));
      CHECK(has(page, row.said));
      CHECK_EQ(office.clerk.get(sent_to(saved) + "/edit").status, 200);
      CHECK_EQ(sent_to(office.judge.post(sent_to(saved) + "/submit", {})), sent_to(saved));
    }
  }
}
