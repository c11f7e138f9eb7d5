// Whom a decision means. The key is the document; the name must agree with it. Who does not agree
// is identified first, by its own decision with its own source.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "domain/citizen_id.h"
#include "domain/decide_parts.h"
#include "domain/legal.h"
#include "domain/redact.h"

namespace shixin::domain {
namespace {

bool known_by_name(const Subject& subject, const std::string& name) {
  const auto folded = base::fold_name(name);
  return std::ranges::any_of(subject.names, [&](const KnownName& known) {
    return !known.standing.revoked && base::fold_name(known.name) == folded;
  });
}

bool known_by_document(const Subject& subject, const Document& document) {
  const auto form = document.compare_form();
  return std::ranges::any_of(subject.documents, [&](const KnownDocument& known) {
    return !known.standing.revoked && known.document.compare_form() == form;
  });
}

std::optional<CitizenId> citizen_id_of(const Document& document) {
  if (document.type != DocumentType::kCitizenId) return std::nullopt;
  auto number = CitizenId::parse(document.number.reveal());
  return number ? std::optional(*std::move(number)) : std::nullopt;
}

std::optional<Sex> sex_told_by(const std::vector<Document>& documents) {
  for (const Document& document : documents) {
    if (const auto number = citizen_id_of(document)) return number->sex();
  }
  return std::nullopt;
}

}  // namespace

void check_name(Hearing& hearing, const std::string& name, std::string pointer) {
  if (base::count_letters(name) == 0) {
    hearing.refuse(std::move(pointer), "姓名或者名称中应有文字", legal::kAccuracy);
  } else if (Redaction{}(name) != name) {
    hearing.refuse(std::move(pointer), "姓名或者名称中不能有号码", legal::kAccuracy);
  }
}

void check_born(Hearing& hearing, const std::vector<Document>& told, std::string_view pointer) {
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto birth = birth_told_by(told[i]);
    if (!birth || *birth <= hearing.today) continue;
    hearing.refuse(fmt::format("{}/{}/number", pointer, i), "证件号码所示的出生日期尚未到来",
                   legal::kAccuracy);
  }
}

void check_one_person(Hearing& hearing, const std::vector<Document>& known,
                      const std::vector<Document>& told, std::string_view pointer) {
  std::optional<CitizenId> first;
  for (const Document& document : known) {
    if (!first) first = citizen_id_of(document);
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto number = citizen_id_of(told[i]);
    if (!first) first = number;
    if (!number || (number->birth() == first->birth() && number->sex() == first->sex())) continue;
    hearing.refuse(fmt::format("{}/{}", pointer, i), "两个身份证号码所示的出生日期或者性别不一致",
                   legal::kAccuracy);
  }
}

void check_identity(Hearing& hearing) {
  const SubjectRef& ref = hearing.decision.subject;
  if (ref.id) return;
  if (hearing.subject_is_new) {
    if (ref.name.empty()) {
      hearing.refuse("/subject/name", "应写明姓名或者名称");
    } else {
      check_name(hearing, ref.name, "/subject/name");
    }
    check_born(hearing, ref.documents, "/subject/documents");
    check_one_person(hearing, {}, ref.documents, "/subject/documents");
    if (ref.documents.empty()) hearing.refuse("/subject/documents", "应有至少一个证件号码");
    for (std::size_t i = 0; i < ref.documents.size(); ++i) {
      if (may_hold(ref.kind, ref.documents[i].type)) continue;
      hearing.refuse(fmt::format("/subject/documents/{}/type", i), "证件种类与主体类型不符");
    }
    return;
  }
  if (ref.kind != hearing.subject.kind) {
    hearing.refuse("/subject/kind", "与已登记的主体类型不一致");
  }
  if (!known_by_name(hearing.subject, ref.name)) {
    hearing.refuse("/subject/name",
                   "证件号码与已登记的人一致而姓名或者名称不一致,请先核实身份并作出身份决定",
                   legal::kAccuracy);
  }
  for (std::size_t i = 0; i < ref.documents.size(); ++i) {
    if (known_by_document(hearing.subject, ref.documents[i])) continue;
    hearing.refuse(fmt::format("/subject/documents/{}", i),
                   "此人尚未登记这一证件,请先核实身份并作出身份决定");
  }
}

Subject introduced(const Decision& decision, Day made_on) {
  const SubjectRef& ref = decision.subject;
  Subject subject;
  subject.id = decision.ids.subject;
  subject.kind = ref.kind;
  subject.sex = ref.sex ? ref.sex : sex_told_by(ref.documents);
  subject.employer = ref.employer.value_or("");
  const Standing standing{decision.ids.decision, made_on, {}, {}};
  subject.names.push_back({ref.name, standing});
  for (const Document& document : ref.documents) subject.documents.push_back({document, standing});
  return subject;
}

}  // namespace shixin::domain
