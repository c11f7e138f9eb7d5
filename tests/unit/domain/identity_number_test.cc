#include "domain/identity_number.h"

#include <doctest/doctest.h>

#include <ostream>

#include "domain/citizen_id.h"
#include "domain/credit_code.h"
#include "domain/document.h"
#include "domain/foreigner_id.h"
#include "domain/hkm_permit.h"
#include "domain/org_code.h"
#include "domain/other_document.h"
#include "domain/passport.h"
#include "domain/taiwan_permit.h"

using namespace shixin;
using namespace shixin::domain;

TEST_SUITE_BEGIN("domain/identity_number");

namespace {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <class A, class B>
concept Comparable = requires(const A& a, const B& b) {
  a == b;
};

template <class T>
constexpr bool kSilent =
    !Streamable<T> && !fmt::is_formattable<T>::value && !std::is_convertible_v<T, std::string> &&
    !std::is_convertible_v<T, std::string_view>;

// reveal() is the only way out, so that a review can search for it.
static_assert(base::SecretValue<DocumentNumber> && !base::TextValue<DocumentNumber>);

static_assert(Streamable<std::string> && fmt::is_formattable<std::string>::value);
static_assert(kSilent<CitizenId> && kSilent<CreditCode> && kSilent<OrgCode> && kSilent<Passport>);
static_assert(kSilent<HkmPermit> && kSilent<TaiwanPermit> && kSilent<ForeignerId>);
static_assert(kSilent<OtherDocument> && kSilent<DocumentNumber> && kSilent<Document>);
static_assert(Comparable<Passport, Passport> && !Comparable<Passport, TaiwanPermit>);

}  // namespace

TEST_CASE("a number is cleaned of what the keyboard or a paste has put into it") {
  struct Row {
    const char* what;
    std::string typed;
    const char* clean;
  };
  const Row rows[] = {
      {"full width", "３６１１０２ｘ", "361102X"},
      {"spaces in it", " 3611 02\t18　80\r\n", "3611021880"},
      {"zero width and a byte order mark", "\ufeff36\u200b11", "3611"},
      {"control characters", "36\x01\x7f", "36"},
      {"a dash of any width", "1234\u20145678\uff0d9", "1234-5678-9"},
      {"lower case", "ab1", "AB1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto clean = clean_number(row.typed);
    REQUIRE(clean.has_value());
    CHECK_EQ(*clean, row.clean);
  }
}

TEST_CASE("nothing, too much and what is not UTF-8 is no number") {
  for (const std::string& typed :
       {std::string(), std::string(" \u3000"), std::string("36\xff"), std::string(65, '1')}) {
    CHECK_FALSE(clean_number(typed).has_value());
  }
  CHECK(clean_number(std::string(64, '1')).has_value());
}

TEST_CASE("a number that a spreadsheet has cut gets a hint") {
  const auto hinted = [](std::string_view number) {
    return refuse_number(number, "校验码不符", "GB").detail.find("Excel") != std::string::npos;
  };
  CHECK(hinted("3.6E+17"));
  CHECK(hinted("361102188001010000"));
  CHECK_FALSE(hinted("361102188001010016"));
  CHECK_FALSE(hinted("12000"));
}

TEST_SUITE_END();
