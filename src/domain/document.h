// Document: an identity document of a subject — its type and its number. Subjects are told apart by
// documents, never by names (法释〔2017〕7号 4).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "domain/identity_number.h"

namespace shixin::domain {

enum class DocumentType : std::uint8_t {
  kCitizenId = 1,  // 居民身份证, also 港澳台居民居住证
  kCreditCode,     // 统一社会信用代码
  kOrgCode,        // 组织机构代码
  kPassport,       // 护照
  kHkmPermit,      // 港澳居民来往内地通行证
  kTaiwanPermit,   // 台湾居民来往大陆通行证
  kForeignerId,    // 外国人永久居留身份证
  kOther,
};

constexpr auto enum_words(DocumentType) {
  using enum DocumentType;
  return std::array<base::EnumWord<DocumentType>, 8>{{
      {kCitizenId, "citizen_id"},
      {kCreditCode, "credit_code"},
      {kOrgCode, "org_code"},
      {kPassport, "passport"},
      {kHkmPermit, "hkm_permit"},
      {kTaiwanPermit, "taiwan_permit"},
      {kForeignerId, "foreigner_id"},
      {kOther, "other"},
  }};
}

// What a Chinese screen says (labels.cc).
std::string_view label(DocumentType type);

// The number of a document of any type: as typed until Document::settle(), in normal form after.
class DocumentNumber : public IdentityNumber {
 public:
  DocumentNumber() = default;
  // Looks at bounds only; what a good number is depends on the type.
  static Result<DocumentNumber> parse(std::string_view typed);

  const std::string& stored() const { return reveal(); }
  static Result<DocumentNumber> from_stored(std::string_view bytes) { return parse(bytes); }

 private:
  explicit DocumentNumber(std::string number) : IdentityNumber(std::move(number)) {}
  using IdentityNumber::masked;  // Document::masked knows the type
};

struct Document {
  DocumentType type = DocumentType::kCitizenId;
  DocumentNumber number;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "type", &Document::type),
                      base::field(2, "number", &Document::number)};
  }

  static Result<Document> parse(DocumentType type, std::string_view number);

  // Parses the number by its type and puts the normal form in its place; the fault stands at
  // /number. A citizen's number that begins with 9 is a foreigner's of the 2023 card: the type
  // follows, so that one person has one key.
  std::vector<Fault> settle();

  std::string masked() const;
  // What names the subject: "<type>:<number>". Of a 港澳通行证 only the nine characters that
  // outlive a renewal; of a 统一社会信用代码 the 组织机构代码 that it holds (GB 32100-2015), which
  // is the unit's own and stays with it. Key the index by a digest of it and never show it.
  std::string compare_form() const;

  // The same document to the letter; two that name one person agree in compare_form().
  friend bool operator==(const Document&, const Document&) = default;
};

// All documents which a number typed without a type can mean; empty when it can be none.
std::vector<Document> which_document(std::string_view typed);

}  // namespace shixin::domain
