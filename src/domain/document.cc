#include "domain/document.h"

#include <algorithm>

#include "domain/citizen_id.h"
#include "domain/credit_code.h"
#include "domain/foreigner_id.h"
#include "domain/hkm_permit.h"
#include "domain/org_code.h"
#include "domain/other_document.h"
#include "domain/passport.h"
#include "domain/taiwan_permit.h"

namespace shixin::domain {
namespace {

struct Shown {
  std::string normal;
  std::string masked;
};

template <class Number>
Result<Shown> show(std::string_view typed) {
  auto number = Number::parse(typed);
  if (!number) return std::move(number).error();
  return Shown{number->reveal(), number->masked()};
}

Result<Shown> show_as(DocumentType type, std::string_view typed) {
  switch (type) {
    case DocumentType::kCitizenId:
      return show<CitizenId>(typed);
    case DocumentType::kCreditCode:
      return show<CreditCode>(typed);
    case DocumentType::kOrgCode:
      return show<OrgCode>(typed);
    case DocumentType::kPassport:
      return show<Passport>(typed);
    case DocumentType::kHkmPermit:
      return show<HkmPermit>(typed);
    case DocumentType::kTaiwanPermit:
      return show<TaiwanPermit>(typed);
    case DocumentType::kForeignerId:
      return show<ForeignerId>(typed);
    case DocumentType::kOther:
      return show<OtherDocument>(typed);
  }
  return Error{ErrorCode::kInternal, "a document type of no meaning"};
}

}  // namespace

Result<DocumentNumber> DocumentNumber::parse(std::string_view typed) {
  if (auto bounds = clean_number(typed); !bounds) return std::move(bounds).error();
  return DocumentNumber{std::string(typed)};
}

Result<Document> Document::parse(DocumentType type, std::string_view typed) {
  auto number = DocumentNumber::parse(typed);
  if (!number) return std::move(number).error();
  Document document{type, *std::move(number)};
  if (auto faults = document.settle(); !faults.empty()) {
    return Error{ErrorCode::kRefused, faults.front().detail, std::move(faults)};
  }
  return document;
}

std::vector<Fault> Document::settle() {
  auto shown = show_as(type, number.reveal());
  if (!shown) {
    auto faults = std::move(shown).error().faults;
    for (Fault& fault : faults) fault.pointer = "/number";
    return faults;
  }
  if (type == DocumentType::kCitizenId && shown->normal.front() == '9') {
    type = DocumentType::kForeignerId;
  }
  auto normal = DocumentNumber::parse(shown->normal);
  if (!normal) return std::move(normal).error().faults;
  number = *std::move(normal);
  return {};
}

std::string Document::masked() const {
  const auto shown = show_as(type, number.reveal());
  // Not settled, or stored under an older rule: show nothing rather than guess.
  return shown ? shown->masked : "******";
}

std::string Document::compare_form() const {
  const std::string& whole = number.reveal();
  const auto form = [](DocumentType of, const std::string& same) {
    return std::string(base::word(of)) + ':' + same;
  };
  if (type == DocumentType::kHkmPermit) return form(type, whole.substr(0, 9));
  if (type == DocumentType::kCreditCode && whole.size() == 18) {
    return form(DocumentType::kOrgCode, whole.substr(8, 8) + '-' + whole.substr(16, 1));
  }
  return form(type, whole);
}

std::vector<Document> which_document(std::string_view typed) {
  const auto clean = clean_number(typed);
  if (!clean) return {};
  std::vector<Document> possible;
  for (const auto& [type, _] : enum_words(DocumentType{})) {
    // Fifteen or eighteen characters that fit no national number are a slip, not an odd document.
    const bool national_length = clean->size() == 15 || clean->size() == 18;
    if (type == DocumentType::kOther && national_length) continue;
    auto document = Document::parse(type, *clean);
    if (!document) continue;
    const bool known = std::ranges::find(possible, *document) != possible.end();
    if (!known) possible.push_back(*std::move(document));
  }
  return possible;
}

}  // namespace shixin::domain
