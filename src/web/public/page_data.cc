#include "web/public/page_data.h"

#include <fmt/format.h>

namespace shixin::web {
namespace {

PageData list_of(const std::vector<lookup::PublicDocument>& documents) {
  PageData list{PageData::type::list};
  for (const auto& [type, masked] : documents) {
    PageData row;
    put(row, "type", label(type));
    put(row, "number", masked);
    list << row;
  }
  return list;
}

std::string same_name_text(const lookup::Count& count, bool person) {
  const auto* who = person ? "公布的人" : "公布的单位";
  const auto* counted = person ? "人" : "家";
  if (count.number <= 1) return fmt::format("{}中没有同名的", who);
  return fmt::format("{}中{}{}{}同名", who, count.more ? "至少有" : "共有", count.number, counted);
}

std::string role_text(const lookup::PublicEntry& entry) {
  if (entry.list != lookup::PublicList::kConsumption) return {};
  const std::string role(domain::label(entry.role));
  return entry.role_of.empty() ? role : entry.role_of + "的" + role;
}

PageData entry_data(const lookup::PublicEntry& entry, const CourtInfo& ours) {
  PageData data;
  put(data, "id", entry.entry.text());
  put(data, "list", lookup::label(entry.list));
  put(data, "case_no", entry.case_no.text());
  put(data, "case_court", court_of(entry.case_no, ours));
  put(data, "filed_on", entry.filed_on ? entry.filed_on->text() : "未载明");
  put(data, "published_on", entry.published_on.text());
  put(data, "role", role_text(entry));
  put(data, "basis_unit", entry.basis.unit);
  put(data, "basis_no", entry.basis.no);
  put(data, "duty", entry.duty);
  put(data, "performance", domain::label(entry.performance));
  put(data, "performed", entry.performed);
  put(data, "outstanding", entry.outstanding);
  put(data, "term_ends", entry.term_ends ? entry.term_ends->text() : "");
  PageData grounds{PageData::type::list};
  for (const auto ground : entry.grounds) {
    PageData row;
    put(row, "ground", domain::label(ground));
    grounds << row;
  }
  data.set("grounds", std::move(grounds));
  data["has_grounds"] = !entry.grounds.empty();
  data["dishonest"] = entry.list == lookup::PublicList::kDishonest;
  return data;
}

std::string aliases_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 1; i < names.size(); ++i) text += (i > 1 ? "、" : "") + names[i];
  return text;
}

}  // namespace

PageData subject_data(const lookup::Found& found, const CourtInfo& ours) {
  const auto& subject = found.subject;
  PageData data;
  const bool person = subject.kind == domain::SubjectKind::kPerson;
  const auto born = lookup::birth_year(subject);
  put(data, "name", subject.names.empty() ? "（未载明）" : subject.names.front());
  put(data, "aliases", aliases_of(subject.names));
  put(data, "kind", person ? "自然人" : "单位");
  put(data, "sex", person && subject.sex ? domain::label(*subject.sex) : "");
  put(data, "born", person && born ? std::to_string(*born) : "");
  put(data, "same_name", same_name_text(found.same_name, person));
  data.set("documents", list_of(subject.documents));
  PageData entries{PageData::type::list};
  for (const auto& entry : subject.entries) entries << entry_data(entry, ours);
  data.set("entries", std::move(entries));
  return data;
}

std::string court_of(const domain::CaseNumber& no, const CourtInfo& ours) {
  return ours.may_have_opened(no) ? ours.name : no.court();
}

}  // namespace shixin::web
