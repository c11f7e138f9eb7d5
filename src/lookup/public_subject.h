// PublicSubject: what the public may see of one subject, masked when it was written: no field here
// can hold a full identity number, so no page made of it can leak one. Derived from the subject and
// from nothing else (法释〔2017〕7号 6: name, sex, number, duty, performance, conduct, case).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/subject.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::lookup {

// The two lists of the public site.
enum class PublicList : std::uint8_t { kDishonest = 1, kConsumption = 2 };
constexpr auto enum_words(PublicList) {
  return std::array{base::EnumWord<PublicList>{PublicList::kDishonest, "dishonest"},
                    base::EnumWord<PublicList>{PublicList::kConsumption, "consumption"}};
}
// 失信被执行人, 限制消费人员.
std::string_view label(PublicList list);

struct PublicDocument {
  domain::DocumentType type = domain::DocumentType::kCitizenId;
  std::string masked;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "type", &PublicDocument::type),
                      base::field(2, "masked", &PublicDocument::masked)};
  }
  friend bool operator==(const PublicDocument&, const PublicDocument&) = default;
};

// A served 失信 entry or a served 限制消费令.
struct PublicEntry {
  domain::EntryId entry;
  PublicList list = PublicList::kDishonest;
  domain::CaseNumber case_no;
  std::optional<Day> filed_on;
  domain::Basis basis;
  std::string duty;  // texts are as public_text.h has them
  domain::Performance performance = domain::Performance::kUnknown;
  std::string performed;
  std::string outstanding;
  std::vector<domain::Ground> grounds;
  Day published_on;
  std::optional<Day> term_ends;
  domain::Role role = domain::Role::kDebtor;
  std::string role_of;  // the unit he stands for, when he is not the debtor

  static constexpr auto fields() {
    using base::field;
    using base::optional_field;
    return std::tuple{field(1, "entry", &PublicEntry::entry),
                      field(2, "list", &PublicEntry::list),
                      field(3, "case_no", &PublicEntry::case_no),
                      optional_field(4, "filed_on", &PublicEntry::filed_on),
                      field(5, "basis", &PublicEntry::basis),
                      field(6, "duty", &PublicEntry::duty),
                      field(7, "performance", &PublicEntry::performance),
                      field(8, "performed", &PublicEntry::performed),
                      field(9, "outstanding", &PublicEntry::outstanding),
                      field(10, "grounds", &PublicEntry::grounds),
                      field(11, "published_on", &PublicEntry::published_on),
                      optional_field(12, "term_ends", &PublicEntry::term_ends),
                      field(13, "role", &PublicEntry::role),
                      field(14, "role_of", &PublicEntry::role_of)};
  }
  friend bool operator==(const PublicEntry&, const PublicEntry&) = default;
};

struct PublicSubject {
  domain::SubjectId subject;  // internal: no answer shows it
  domain::SubjectKind kind = domain::SubjectKind::kPerson;
  std::vector<std::string> names;  // current ones
  std::optional<domain::Sex> sex;
  std::vector<PublicDocument> documents;
  std::vector<PublicEntry> entries;  // at least one; 失信 before 限制消费

  static constexpr auto fields() {
    using base::field;
    using base::optional_field;
    return std::tuple{field(1, "subject", &PublicSubject::subject),
                      field(2, "kind", &PublicSubject::kind),
                      field(3, "names", &PublicSubject::names),
                      optional_field(4, "sex", &PublicSubject::sex),
                      field(5, "documents", &PublicSubject::documents),
                      field(6, "entries", &PublicSubject::entries)};
  }
  friend bool operator==(const PublicSubject&, const PublicSubject&) = default;
};

// As it stands on the day of the subject's last decision; nullopt when nothing of it is public:
// unserved, unit_only, ended and revoked things are not, and exit orders never are.
std::optional<PublicSubject> public_record(const domain::Subject& subject);

// The year that a masked citizen number shows anyway; nullopt without one.
std::optional<int> birth_year(const PublicSubject& subject);

// Where an entry's page finds its person.
struct SubjectRef {
  domain::EntryId entry;
  domain::SubjectId subject;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "entry", &SubjectRef::entry),
                      base::field(2, "subject", &SubjectRef::subject)};
  }
};

}  // namespace shixin::lookup

template <>
struct shixin::store::Stored<shixin::lookup::PublicSubject> {
  static constexpr Table kTable = Table::kPublicSubjects;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const lookup::PublicSubject& row) {
    return KeyWriter{}.raw(row.subject.raw()).take();
  }
};

template <>
struct shixin::store::Stored<shixin::lookup::SubjectRef> {
  static constexpr Table kTable = Table::kPublicEntries;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const lookup::SubjectRef& row) {
    return KeyWriter{}.raw(row.entry.raw()).take();
  }
};
