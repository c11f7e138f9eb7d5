#include "lookup/index.h"

#include <algorithm>

#include "base/text.h"
#include "lookup/rows.h"
#include "store/subject_record.h"

namespace shixin::lookup {
namespace {

using domain::Subject;
using domain::SubjectId;
using store::Table;

constexpr std::size_t kIdBytes = SubjectId::Bytes{}.size();

// The subjects at the ends of the keys that begin with `prefix`, each once, in key order.
Result<std::vector<SubjectId>> subjects_under(const store::Reader& reader, Table table,
                                              std::string_view prefix,
                                              std::size_t most = std::string::npos) {
  std::vector<SubjectId> found;
  const auto cursor = reader.scan(table, store::prefix_range(prefix));
  for (; cursor->valid() && found.size() < most; cursor->next()) {
    const std::string_view key = cursor->key();
    auto id = SubjectId::from_bytes(key.substr(key.size() - std::min(key.size(), kIdBytes)));
    if (!id) return std::move(id).error();
    if (std::ranges::find(found, *id) == found.end()) found.push_back(*id);
  }
  if (auto whole = cursor->status(); !whole) return std::move(whole).error();
  return found;
}

}  // namespace

Result<void> Index::apply(store::Overlay& overlay, const domain::Change& change) const {
  const Rows before = change.before ? rows_of(*change.before, key_) : Rows{};
  const Rows after = rows_of(change.after, key_);
  for (const auto& [address, _] : before) {
    if (!after.contains(address)) overlay.erase(address.first, address.second);
  }
  for (const auto& [address, value] : after) {
    const auto stood = before.find(address);
    if (stood != before.end() && stood->second == value) continue;
    overlay.put(address.first, address.second, value);
  }
  return {};
}

void Index::hold(store::Overlay& overlay, const Subject& subject) const {
  for (std::string& key : document_keys(subject, key_)) {
    overlay.put(Table::kByDocument, std::move(key), {});
  }
  for (const auto& facts : subject.cases) {
    overlay.put(Table::kByCase, case_key(facts.no, subject.id), {});
  }
}

Result<std::vector<SubjectId>> Index::by_document(const store::Reader& reader,
                                                  const domain::Document& document) const {
  return subjects_under(reader, Table::kByDocument, document_prefix(document, key_));
}

Result<std::vector<Subject>> Index::holders(const store::Reader& reader,
                                            const domain::Document& document) const {
  auto ids = by_document(reader, document);
  if (!ids) return std::move(ids).error();
  return load_indexed(reader, *ids);
}

Result<std::vector<SubjectId>> Index::by_name(const store::Reader& reader, std::string_view prefix,
                                              std::size_t most) const {
  return subjects_under(reader, Table::kByName, base::fold_name(prefix), most);
}

Result<std::vector<SubjectId>> Index::by_case(const store::Reader& reader,
                                              const domain::CaseNumber& no) const {
  return subjects_under(reader, Table::kByCase, case_prefix(no));
}

Result<std::vector<Subject>> load_indexed(const store::Reader& reader,
                                          const std::vector<SubjectId>& ids) {
  std::vector<Subject> subjects;
  subjects.reserve(ids.size());
  for (const SubjectId& id : ids) {
    auto subject = store::load<Subject>(reader, std::string(id.raw()));
    if (!subject) return std::move(subject).error();
    if (!*subject) return Error{ErrorCode::kCorrupt, "index: a row without its subject"};
    subjects.push_back(**std::move(subject));
  }
  return subjects;
}

}  // namespace shixin::lookup
