#include "registry/query.h"

#include <algorithm>
#include <set>

namespace shixin::registry {
namespace {

using DecisionIds = std::set<domain::DecisionId>;

void collect(const domain::End& end, DecisionIds& out) {
  if (!end.by.empty()) out.insert(end.by);
  out.insert(end.turns.begin(), end.turns.end());
}

void collect(const domain::Standing& standing, DecisionIds& out) {
  out.insert(standing.made_by);
  if (standing.ended) collect(*standing.ended, out);
  if (standing.revoked) collect(*standing.revoked, out);
  for (const domain::End& end : standing.ends_undone) collect(end, out);
  for (const domain::End& end : standing.revocations_undone) collect(end, out);
}

DecisionIds decisions_in(const domain::Subject& subject) {
  DecisionIds out;
  const auto all = [&](const auto& things) {
    for (const auto& thing : things) collect(thing.standing, out);
  };
  all(subject.names);
  all(subject.documents);
  all(subject.listings);
  all(subject.orders);
  all(subject.exemptions);
  all(subject.corrections);
  all(subject.tellings);
  return out;
}

}  // namespace

using domain::Subject;
using domain::SubjectId;

Result<Subject> load_subject(const store::Reader& reader, const SubjectId& id) {
  auto subject = store::load<Subject>(reader, std::string(id.raw()));
  if (!subject) return std::move(subject).error();
  if (!*subject) return Error{ErrorCode::kNotFound, "没有这个被执行人"};
  return **std::move(subject);
}

Result<DecisionRecord> load_decision(const store::Reader& reader, const domain::DecisionId& id) {
  auto ref = store::load<SeqRef>(reader, std::string(id.raw()));
  if (!ref) return std::move(ref).error();
  if (!*ref) return Error{ErrorCode::kNotFound, "没有这个决定"};
  auto record = store::load<DecisionRecord>(reader, store::KeyWriter{}.u64((*ref)->seq).take());
  if (!record) return std::move(record).error();
  if (!*record) return Error{ErrorCode::kCorrupt, "decision_ids: a row without its decision"};
  return **std::move(record);
}

Result<std::vector<DecisionRecord>> decisions_on(const store::Reader& reader,
                                                 const Subject& subject) {
  std::vector<DecisionRecord> out;
  for (const domain::DecisionId& id : decisions_in(subject)) {
    auto record = load_decision(reader, id);
    if (!record) return std::move(record).error();
    out.push_back(*std::move(record));
  }
  std::ranges::sort(out, {}, &DecisionRecord::seq);
  return out;
}

Result<std::vector<Subject>> subjects_by_name(const store::Reader& reader,
                                              const lookup::Index& index, std::string_view prefix,
                                              std::size_t most) {
  auto ids = index.by_name(reader, prefix, most);
  if (!ids) return std::move(ids).error();
  return lookup::load_indexed(reader, *ids);
}

Result<std::vector<Subject>> subjects_by_number(const store::Reader& reader,
                                                const lookup::Index& index,
                                                std::string_view typed) {
  std::set<SubjectId> found;
  for (const domain::Document& document : domain::which_document(typed)) {
    auto ids = index.by_document(reader, document);
    if (!ids) return std::move(ids).error();
    found.insert(ids->begin(), ids->end());
  }
  return lookup::load_indexed(reader, {found.begin(), found.end()});
}

Result<std::vector<Subject>> subjects_of_case(const store::Reader& reader,
                                              const lookup::Index& index,
                                              const domain::CaseNumber& no) {
  auto ids = index.by_case(reader, no);
  if (!ids) return std::move(ids).error();
  return lookup::load_indexed(reader, *ids);
}

Result<std::vector<AuditEntry>> audit_page(const store::Reader& reader, std::uint64_t below,
                                           std::size_t most) {
  std::vector<AuditEntry> out;
  const std::string until = below == 0 ? std::string{} : store::KeyWriter{}.u64(below).take();
  const auto cursor = reader.scan(store::Table::kAudit, {{}, until}, store::Direction::kBackward);
  for (; cursor->valid() && out.size() < most; cursor->next()) {
    auto entry = store::from_value<AuditEntry>(cursor->key(), cursor->value());
    if (!entry) return std::move(entry).error();
    out.push_back(*std::move(entry));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

Result<void> note_read(Committer& committer, const Officer& by, const SubjectId& subject) {
  return committer.run(
      [&](Transaction& tx) { return tx.audit(by.name, "read_number", subject.text()); });
}

}  // namespace shixin::registry
