#include "lookup/rows.h"

#include "base/text.h"
#include "lookup/public_subject.h"
#include "store/key.h"

namespace shixin::lookup {
namespace {

using store::KeyWriter;
using store::Table;

template <class Record>
void add_record(Rows& rows, const Record& record) {
  using Stored = store::Stored<Record>;
  rows.emplace(std::pair{Stored::kTable, Stored::key(record)}, store::to_value(record));
}

std::string name_key(std::string_view name, const domain::SubjectId& subject) {
  return KeyWriter{}.text(base::fold_name(name)).raw(subject.raw()).take();
}

}  // namespace

std::string document_prefix(const domain::Document& document, const base::Key& index_key) {
  return std::string(base::raw(base::hmac_sha256(index_key, document.compare_form())));
}

std::string case_prefix(const domain::CaseNumber& no) { return KeyWriter{}.text(no.text()).take(); }

std::string case_key(const domain::CaseNumber& no, const domain::SubjectId& subject) {
  return KeyWriter{}.text(no.text()).raw(subject.raw()).take();
}

// Retired documents still find their subject, as former names do; what was revoked was never his.
std::vector<std::string> document_keys(const domain::Subject& subject, const base::Key& index_key) {
  std::vector<std::string> keys;
  for (const auto& [document, standing] : subject.documents) {
    if (standing.revoked) continue;
    keys.push_back(
        KeyWriter{}.raw(document_prefix(document, index_key)).raw(subject.id.raw()).take());
  }
  return keys;
}

Rows rows_of(const domain::Subject& subject, const base::Key& index_key) {
  Rows rows;
  const auto add = [&](Table table, std::string key) {
    rows.emplace(std::pair{table, std::move(key)}, std::string{});
  };
  for (std::string& key : document_keys(subject, index_key))
    add(Table::kByDocument, std::move(key));
  for (const auto& [name, standing] : subject.names) {
    if (!standing.revoked) add(Table::kByName, name_key(name, subject.id));
  }
  for (const auto& facts : subject.cases) {
    add(Table::kByCase, case_key(facts.no, subject.id));
  }
  const auto record = public_record(subject);
  if (!record) return rows;
  for (const std::string& name : record->names) {
    add(Table::kPublicNames, name_key(name, subject.id));
  }
  for (const auto& entry : record->entries) add_record(rows, SubjectRef{entry.entry, subject.id});
  add_record(rows, *record);
  return rows;
}

}  // namespace shixin::lookup
