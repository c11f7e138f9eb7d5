#include "lookup/answer.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "store/subject_record.h"

namespace shixin::lookup {
namespace {

using domain::SubjectId;
using store::Table;

struct Candidates {
  std::vector<SubjectId> ids;
  bool more = false;
};

std::string record_key(const SubjectId& id) { return store::KeyWriter{}.raw(id.raw()).take(); }

// The subjects of public_names under a prefix of its keys, each once, in the order of names.
Result<Candidates> scan_names(const store::Reader& reader, std::string_view prefix,
                              std::size_t most) {
  Candidates out;
  std::set<SubjectId> seen;
  const auto cursor = reader.scan(Table::kPublicNames, store::prefix_range(prefix));
  for (; cursor->valid(); cursor->next()) {
    store::KeyReader key(cursor->key());
    key.text();
    const auto id = SubjectId::from_bytes(key.raw(SubjectId::Bytes{}.size()));
    if (!id || !key.finish()) {
      return Error{ErrorCode::kCorrupt, "public_names: a key of another form"};
    }
    if (!seen.insert(*id).second) continue;
    if (out.ids.size() == most) {
      out.more = true;
      break;
    }
    out.ids.push_back(*id);
  }
  if (auto whole = cursor->status(); !whole) return std::move(whole).error();
  return out;
}

Result<Candidates> holders(const store::Reader& reader, const Index& index,
                           const std::vector<domain::Document>& documents) {
  Candidates out;
  for (const auto& document : documents) {
    const auto ids = index.by_document(reader, document);
    if (!ids) return ids.error();
    for (const auto& id : *ids) {
      if (std::ranges::find(out.ids, id) == out.ids.end()) out.ids.push_back(id);
    }
  }
  // Nobody at all: look for nobody's record, which costs what looking for a removed one does.
  if (out.ids.empty()) out.ids.push_back(SubjectId{});
  return out;
}

bool in_region(const PublicEntry& entry, const domain::Province& region) {
  // A number from before 2016 does not tell the province: it is never filtered away.
  if (entry.case_no.legacy()) return true;
  return !region.court.empty() && entry.case_no.court().starts_with(region.court);
}

bool fits(const PublicSubject& record, const Question& question) {
  const bool named = std::ranges::any_of(record.names, [&](const std::string& name) {
    return base::fold_name(name).starts_with(question.name);
  });
  const bool placed = std::ranges::any_of(record.entries, [&](const PublicEntry& entry) {
    return (question.region == nullptr || in_region(entry, *question.region)) &&
           (question.court.empty() || entry.case_no.court() == question.court);
  });
  return named && placed;
}

// Whether the candidates must be looked at one by one.
bool narrows(const Question& question) {
  return !question.documents.empty() || question.region != nullptr || !question.court.empty();
}

// The index leads from a retired document to him who held it, for the court; it may be another's
// by now, whom the public must not take for the debtor.
Result<bool> holds_now(const store::Reader& reader, const SubjectId& id,
                       const std::vector<domain::Document>& asked) {
  const auto subject = store::load<domain::Subject>(reader, record_key(id));
  if (!subject) return subject.error();
  if (!*subject) return Error{ErrorCode::kCorrupt, "public_subjects: a record of nobody"};
  return std::ranges::any_of((*subject)->current_documents(), [&](const auto& held) {
    return std::ranges::find(asked, held.compare_form(), &domain::Document::compare_form) !=
           asked.end();
  });
}

Result<void> narrow(const store::Reader& reader, const Question& question, Candidates& found) {
  std::vector<SubjectId> kept;
  for (const auto& id : found.ids) {
    const auto record = store::load<PublicSubject>(reader, record_key(id));
    if (!record) return record.error();
    if (!*record || !fits(**record, question)) continue;
    if (!question.documents.empty()) {
      // Only for who is published: one removed costs no more than one never listed.
      const auto holds = holds_now(reader, id, question.documents);
      if (!holds) return holds.error();
      if (!*holds) continue;
    }
    kept.push_back(id);
  }
  found.ids = std::move(kept);
  return {};
}

Result<Count> namesakes(const store::Reader& reader, const PublicSubject& record,
                        std::string_view asked) {
  // The name that was asked for, where the subject bears several.
  const auto at = std::ranges::find_if(record.names, [&](const std::string& name) {
    return base::fold_name(name).starts_with(asked);
  });
  if (at == record.names.end()) return Count{};
  auto same =
      scan_names(reader, store::KeyWriter{}.text(base::fold_name(*at)).take(), kNamesakesMax);
  if (!same) return std::move(same).error();
  return Count{same->ids.size(), same->more};
}

Result<Found> find(const store::Reader& reader, const SubjectId& id, std::string_view asked) {
  auto record = store::load<PublicSubject>(reader, record_key(id));
  if (!record) return std::move(record).error();
  if (!*record) return Error{ErrorCode::kCorrupt, "public_names: a name of nobody published"};
  const auto same = namesakes(reader, **record, asked);
  if (!same) return same.error();
  return Found{**std::move(record), *same};
}

}  // namespace

Result<PublicAnswer> answer(const store::Reader& reader, const Index& index,
                            const Question& question) {
  auto candidates = question.documents.empty() ? scan_names(reader, question.name, kScannedMax)
                                               : holders(reader, index, question.documents);
  if (!candidates) return std::move(candidates).error();
  if (narrows(question)) {
    if (auto done = narrow(reader, question, *candidates); !done) return std::move(done).error();
  }
  const auto& ids = candidates->ids;
  PublicAnswer out;
  out.total = {ids.size(), candidates->more};
  out.page = question.page;
  out.pages = (ids.size() + kPageSubjectsMax - 1) / kPageSubjectsMax;
  const std::size_t first = std::min(ids.size(), (question.page - 1) * kPageSubjectsMax);
  const std::size_t last = std::min(ids.size(), first + kPageSubjectsMax);
  for (std::size_t i = first; i < last; ++i) {
    auto found = find(reader, ids[i], question.name);
    if (!found) return std::move(found).error();
    out.found.push_back(*std::move(found));
  }
  return out;
}

Result<std::optional<Found>> published_entry(const store::Reader& reader,
                                             const domain::EntryId& entry) {
  const auto ref = store::load<SubjectRef>(reader, store::KeyWriter{}.raw(entry.raw()).take());
  if (!ref) return ref.error();
  if (!*ref) return std::optional<Found>{};
  auto found = find(reader, (*ref)->subject, {});
  if (!found) return std::move(found).error();
  std::erase_if(found->subject.entries,
                [&](const PublicEntry& other) { return other.entry != entry; });
  return std::optional<Found>{*std::move(found)};
}

}  // namespace shixin::lookup
