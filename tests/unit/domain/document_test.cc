#include "domain/document.h"

#include <doctest/doctest.h>

#include "base/codec.h"
#include "base/json.h"

using namespace shixin;
using namespace shixin::domain;

TEST_SUITE_BEGIN("domain/document");

namespace {

Document document(DocumentType type, const char* number) {
  auto parsed = Document::parse(type, number);
  REQUIRE(parsed.has_value());
  return *std::move(parsed);
}

Result<Document> read(const char* text) {
  const auto json = base::parse_json(text);
  REQUIRE(json.has_value());
  return base::read_json<Document>(*json);
}

std::vector<std::string> meanings(std::string_view typed) {
  std::vector<std::string> out;
  for (const Document& possible : which_document(typed)) out.push_back(possible.compare_form());
  return out;
}

}  // namespace

TEST_CASE("each type has its mask") {
  struct Row {
    DocumentType type;
    const char* number;
    const char* masked;
  };
  using enum DocumentType;
  const Row rows[] = {
      {kCitizenId, "361102188001010015", "3611021880********"},
      {kCreditCode, "91361102MA0000015J", "91361102MA0000015J"},
      {kOrgCode, "71526726-X", "71526726-X"},
      {kPassport, "E00000001", "E0*******"},
      {kHkmPermit, "H00000001", "H0*******"},
      {kTaiwanPermit, "00000001", "00******"},
      {kForeignerId, "900000188001010017", "90****************"},
      {kOther, "C00000001", "C0*******"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.number);
    CHECK_EQ(document(row.type, row.number).masked(), row.masked);
  }
}

TEST_CASE("a document from outside is brought into normal form") {
  const auto read_in = read(R"({"type":"citizen_id","number":" 36110218800101004x"})");
  REQUIRE(read_in.has_value());
  CHECK_EQ(read_in->number.reveal(), "36110218800101004X");
  CHECK_EQ(base::write_json(*read_in).dump(),
           R"({"type":"citizen_id","number":"36110218800101004X"})");
}

TEST_CASE("the fault of a number stands at the number and does not repeat it") {
  const auto refused = read(R"({"type":"citizen_id","number":"361102188001010016"})");
  REQUIRE_FALSE(refused.has_value());
  REQUIRE_EQ(refused.error().faults.size(), 1);
  CHECK_EQ(refused.error().faults[0].pointer, "/number");
  CHECK_EQ(refused.error().faults[0].legal, "GB 11643-1999");
  CHECK_EQ(refused.error().faults[0].detail.find("3611"), std::string::npos);

  const auto empty = read(R"({"type":"passport","number":""})");
  REQUIRE_FALSE(empty.has_value());
  CHECK_EQ(empty.error().faults[0].pointer, "/number");
}

TEST_CASE("a foreigner's card given as a citizen's is one document") {
  CHECK(document(DocumentType::kCitizenId, "900000188001010017") ==
        document(DocumentType::kForeignerId, "900000188001010017"));
}

TEST_CASE("a document comes back from the store") {
  const auto kept = document(DocumentType::kHkmPermit, "h0000000102");
  const auto back = base::decode<Document>(base::encode(kept));
  REQUIRE(back.has_value());
  CHECK(*back == kept);
  CHECK_EQ(back->number.reveal(), "H0000000102");
}

TEST_CASE("what names the person outlives a renewal and tells types apart") {
  using enum DocumentType;
  CHECK_EQ(document(kHkmPermit, "H0000000101").compare_form(), "hkm_permit:H00000001");
  CHECK_EQ(document(kHkmPermit, "H00000001").compare_form(), "hkm_permit:H00000001");
  CHECK_EQ(document(kCitizenId, "361102000101001").compare_form(), "citizen_id:361102190001010018");
  CHECK_EQ(document(kCreditCode, "91361102MA0000015J").compare_form(), "org_code:MA000001-5");
  CHECK_EQ(document(kOrgCode, "MA0000015").compare_form(), "org_code:MA000001-5");
  CHECK_NE(document(kPassport, "00000001").compare_form(),
           document(kTaiwanPermit, "00000001").compare_form());
}

TEST_CASE("a number typed without a type means all it can") {
  using List = std::vector<std::string>;
  CHECK(meanings("361102000101001") == List{"citizen_id:361102190001010018"});
  CHECK(meanings("900000188001010017") == List{"foreigner_id:900000188001010017"});
  CHECK(meanings("91361102ma0000015j") == List{"org_code:MA000001-5"});
  CHECK(meanings("00000001") ==
        List{"passport:00000001", "taiwan_permit:00000001", "other:00000001"});
  CHECK(meanings("71526726x") ==
        List{"org_code:71526726-X", "passport:71526726X", "other:71526726X"});
  CHECK(meanings("H00000001") == List{"org_code:H0000000-1", "passport:H00000001",
                                      "hkm_permit:H00000001", "other:H00000001"});
}

TEST_CASE("a slip in a national number is none, not an odd document") {
  CHECK(which_document("361102188001010016").empty());
  CHECK(which_document("91361102MA0000015K").empty());
  CHECK(which_document("361102000230001").empty());
  CHECK(which_document("").empty());
}

TEST_SUITE_END();
