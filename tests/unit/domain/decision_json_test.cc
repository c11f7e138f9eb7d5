#include "domain/decision_json.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/codec.h"
#include "base/json.h"
#include "support/builders.h"

using namespace shixin;
using namespace shixin::domain;

TEST_SUITE_BEGIN("domain/decision_json");

namespace {

// The contract's own example.
constexpr const char* kList = R"({"kind":"list",
 "subject":{"kind":"person","name":"赵守信","sex":"male",
   "documents":[{"type":"citizen_id","number":"361102188001010015"}],"employer":null},
 "case":{"no":"(2018)赣1102执123号","filed_on":"2018-02-01","basis":{"unit":"某院","no":"1号"},
   "duty":"偿还借款","performance":"none","performed":"","outstanding":"全部","amount_fen":1250000},
 "initiated":{"by":"applicant","applied_on":"2018-02-20"}, "grounds":["refusal"],
 "extension_years":0, "evidence":["笔录"], "grace_until":null, "publication":"public",
 "handler":"甲", "paper":{"no":"之一","signed_on":"2018-03-01"}, "order_paper":{"no":"之二"},
 "service":{"method":"direct","on":"2018-03-05","proof":"回证"}})";

Result<Decision> read(const std::string& text) {
  base::SeededRandom random(1);
  auto json = base::parse_json(text);
  REQUIRE(json.has_value());
  return read_decision(*json, random);
}

// The pointers of all faults, sorted; "" when it was read.
std::string faults_of(const std::string& text) {
  const auto decision = read(text);
  if (decision) return "none";
  CHECK(decision.error().code == ErrorCode::kMalformed);
  std::vector<std::string> pointers;
  for (const auto& fault : decision.error().faults) pointers.push_back(fault.pointer);
  std::ranges::sort(pointers);
  std::string out;
  for (const auto& pointer : pointers) out += pointer + " ";
  return out;
}

std::string spoiled(const std::string& part, const std::string& by) {
  std::string text = kList;
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), by);
}

// So many items that one more is too many, each with a comma after it.
std::string many(const std::string& item) {
  std::string out;
  for (std::size_t i = 0; i < kItemsMax; ++i) out += item + ',';
  return out;
}

}  // namespace

TEST_CASE("the contract's example is read and may be decided") {
  const auto decision = read(kList);
  REQUIRE(decision.has_value());
  CHECK_EQ(decision->kind(), "list");
  const auto& act = std::get<ListAct>(decision->act);
  CHECK_EQ(act.facts.no.text(), "（2018）赣1102执123号");
  CHECK_EQ(act.facts.amount_fen, 1250000);
  CHECK(act.initiated.by == Initiator::kApplicant);
  CHECK_FALSE(decision->ids.decision.empty());
  CHECK(decision->ids.listing != decision->ids.order);
  CHECK_EQ(support::verdict({}, *decision, Day{2018, 3, 6}), "allowed");
}

TEST_CASE("a listing takes no role: nobody is listed for being another's representative") {
  const auto with_role = spoiled("\"grounds\"", R"("role":"legal_representative","grounds")");
  CHECK_EQ(faults_of(with_role), "/role ");
}

TEST_CASE("every fault is told with its place") {
  struct Row {
    const char* what;
    std::string text;
    const char* pointers;
  };
  const Row rows[]{
      {"not an object", "[]", " "},
      {"empty", "{}", "/kind /subject "},
      {"a kind there is not", spoiled(R"("list")", R"("pardon")"), "/kind "},
      {"time itself",
       R"({"kind":"time_passed","subject":{"id":"00000000000000000000000000000001"},
           "due":"2026-01-01"})",
       "/kind "},
      {"an id from outside", spoiled(R"({"kind":"list",)", R"({"kind":"list","id":"x",)"), "/id "},
      {"migrated from outside", spoiled(R"({"kind":"list",)", R"({"kind":"list","migrated":true,)"),
       "/migrated "},
      {"too much evidence", spoiled(R"("evidence":[)", R"("evidence":[)" + many("\"笔录\"")),
       "/evidence "},
      {"too many documents",
       spoiled(R"("documents":[)",
               R"("documents":[)" + many(R"({"type":"passport","number":"E12345678"})")),
       "/subject/documents "},
      {"a key there is not", spoiled(R"("handler")", R"("handlers")"), "/handlers "},
      {"a nested key there is not", spoiled(R"("duty")", R"("dutys")"), "/case/dutys "},
      {"a bad check digit", spoiled("361102188001010015", "361102188001010016"),
       "/subject/documents/0/number "},
      {"a company's code on a person",
       spoiled(R"({"type":"citizen_id","number":"361102188001010015"})",
               R"({"type":"credit_code","number":"91361102MA0000015J"})"),
       "/subject/documents/0/type "},
      {"the other sex", spoiled(R"("male")", R"("female")"), "/subject/sex "},
      {"no name", spoiled("赵守信", " "), "/subject/name "},
      {"an id beside the name",
       spoiled(R"("sex":"male")", R"("id":"00000000000000000000000000000001")"), "/subject/id "},
      {"a ground there is not", spoiled(R"(["refusal"])", R"(["poverty"])"), "/grounds/0 "},
      {"a day there is not", spoiled("2018-02-01", "2018-02-30"), "/case/filed_on "},
      {"a negative amount", spoiled("1250000", "-1"), "/case/amount_fen "},
      {"a fraction of a year", spoiled(R"("extension_years":0)", R"("extension_years":0.5)"),
       "/extension_years "},
      {"a control character", spoiled(R"(["笔录"])", R"(["a\u0000b"])"), "/evidence/0 "},
      {"a control character in the court", spoiled(R"("performed":"")", R"("court":"a\u0000b")"),
       "/case/court "},
      {"an employer of two lines", spoiled(R"("employer":null)", R"("employer":"a\nb")"),
       "/subject/employer "},
      {"a proof with a control character", spoiled("回证", R"(a\u0007b)"), "/service/proof "},
      {"a paper with a blank number", spoiled(R"("no":"之一")", R"("no":"　")"), "/paper/no "},
      {"several",
       R"({"kind":"list","subject":{"name":"赵守信","documents":[]},
           "case":{"no":"赣"},"grounds":"refusal","x":1})",
       "/case/no /grounds /subject/documents /x "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(faults_of(row.text), row.pointers);
  }
}

TEST_CASE("who allowed an exit order is a line of text") {
  auto json = write_decision(support::decision(support::person(), support::exit_act()));
  json.erase("id");
  json["authority"]["unit"] = "a\nb";
  json["authority"]["no"] = std::string(201, 'x');
  CHECK_EQ(faults_of(json.dump()), "/authority/no /authority/unit ");
}

TEST_CASE("a decision of any kind comes back in the shape it is read in") {
  using namespace support;
  const Decision listing = decision(person(), list_act());
  const std::vector<Act> acts{list_with_term(),    restrict_act(),
                              exit_act(),          exempt_act(),
                              lift_act(),          delete_act(),
                              early_delete_act(),  correct_act(),
                              revoke_act(listing), identify_act(company().documents)};
  for (const auto& act : acts) {
    const auto written = decision(person(), act);
    CAPTURE(std::string(written.kind()));
    auto json = write_decision(written);
    CHECK_EQ(json["id"], written.ids.decision.text());
    json.erase("id");
    base::SeededRandom random(2);
    auto read_back = read_decision(json, random);
    REQUIRE(read_back.has_value());
    read_back->ids = written.ids;
    CHECK(base::encode(*read_back) == base::encode(written));
  }
}

TEST_CASE("a decision survives its stored bytes") {
  using namespace support;
  auto written = decision(person(), list_act());
  written.migrated = true;
  const auto read_back = base::decode<Decision>(base::encode(written));
  REQUIRE(read_back.has_value());
  CHECK(base::encode(*read_back) == base::encode(written));
  const auto subject = decided({}, written);
  const auto subject_back = base::decode<Subject>(base::encode(subject));
  REQUIRE(subject_back.has_value());
  CHECK(*subject_back == subject);
}

TEST_SUITE_END();
