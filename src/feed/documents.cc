#include "feed/documents.h"

#include <fmt/format.h>

#include "base/json.h"
#include "feed/view_writer.h"

namespace shixin::feed {
namespace {

using base::Json;

Error missing() { return {ErrorCode::kNotFound, "missing"}; }
Error deleted() { return {ErrorCode::kNotFound, "deleted"}; }

// nullopt: no such document in this generation.
Result<std::optional<ViewHead>> head_of(const Database& database, const SubjectRef& ref) {
  const ViewMeta& meta = database.meta();
  auto head = store::load<ViewHead>(
      database.reader(), store::Stored<ViewHead>::key(meta.view, meta.generation, ref.subject));
  if (!head) return std::move(head).error();
  if (!*head || (*head)->id != ref.id || !(*head)->revs.newest()) return std::optional<ViewHead>{};
  return head;
}

Result<std::optional<ViewHead>> find_head(const Database& database, std::string_view id) {
  const auto known = DocumentId::parse(id);
  if (!known) return std::optional<ViewHead>{};
  auto ref = store::load<SubjectRef>(database.reader(),
                                     store::Stored<SubjectRef>::key(database.meta().view, *known));
  if (!ref) return std::move(ref).error();
  if (!*ref) return std::optional<ViewHead>{};
  return head_of(database, **ref);
}

Result<ViewRow> row_of(const Database& database, const ViewHead& head) {
  auto row = store::load<ViewRow>(
      database.reader(), store::Stored<ViewRow>::key(head.view, head.generation, head.seq));
  if (!row) return std::move(row).error();
  if (!*row || (*row)->id != head.id) {
    return Error{ErrorCode::kCorrupt, "view_heads: a head without its row"};
  }
  return **std::move(row);
}

// What keeps the current revision from being the answer.
std::optional<Error> objection(const ViewHead& head, const DocumentQuery& query) {
  if (!query.rev) return head.live ? std::nullopt : std::optional(deleted());
  const auto rev = Revision::parse(*query.rev);
  if (!rev) return rev.error();
  if (*rev == *head.revs.newest()) return std::nullopt;
  if (query.latest && head.revs.holds(*rev)) return std::nullopt;
  return missing();
}

Result<std::string> all_docs_row(const Database& database, const ViewHead& head, Docs docs) {
  std::string out =
      fmt::format(R"({{"id":"{0}","key":"{0}","value":{{"rev":"{1}"{2}}})", head.id.text(),
                  head.revs.newest()->text(), head.live ? "" : R"(,"deleted":true)");
  if (docs == Docs::kIncluded && !head.live) out += R"(,"doc":null)";
  if (docs == Docs::kIncluded && head.live) {
    auto row = row_of(database, head);
    if (!row) return std::move(row).error();
    out += R"(,"doc":)" + document_json(*row);
  }
  return out + '}';
}

// From the first id that can be meant; a start that is no whole id is left to the comparison.
store::Range id_range(const std::string& view, const std::optional<std::string>& start_key) {
  store::Range range = store::prefix_range(store::KeyWriter{}.text(view).take());
  if (!start_key) return range;
  if (const auto id = DocumentId::parse(*start_key)) {
    range.from = store::Stored<SubjectRef>::key(view, *id);
  }
  return range;
}

}  // namespace

Result<std::string> document(const Database& database, const DocumentQuery& query) {
  auto head = find_head(database, query.id);
  if (!head) return std::move(head).error();
  if (!*head) return missing();
  if (auto why = objection(**head, query)) return *std::move(why);
  auto row = row_of(database, **head);
  if (!row) return std::move(row).error();
  if (!query.revisions) return document_json(*row);
  return document_text(
      row->id,
      fmt::format(R"("_rev":"{}","_revisions":{},)", row->rev.text(), (*head)->revs.json()),
      row->members);
}

Result<std::string> bulk_get(const Database& database, const std::vector<DocumentQuery>& queries) {
  std::string out = R"({"results":[)";
  for (const auto& query : queries) {
    if (&query != &queries.front()) out += ',';
    out += R"({"id":)" + Json(query.id).dump() + R"(,"docs":[{)";
    auto found = document(database, query);
    if (found) {
      out += R"("ok":)" + *found;
    } else if (found.error().code == ErrorCode::kNotFound ||
               found.error().code == ErrorCode::kMalformed) {
      const Json rev = query.rev ? Json(*query.rev) : Json("undefined");
      const Json why = {
          {"id", query.id}, {"rev", rev}, {"error", "not_found"}, {"reason", found.error().detail}};
      out += R"("error":)" + why.dump();
    } else {
      return std::move(found).error();
    }
    out += "}]}";
  }
  return out + "]}";
}

Result<void> all_docs(const Database& database, const AllDocsQuery& query, const TakeText& take) {
  std::uint64_t to_skip = query.skip;
  std::uint64_t taken = 0;
  const auto ids = database.reader().scan(store::Table::kViewIds,
                                          id_range(database.meta().view, query.start_key));
  for (; ids->valid() && (!query.limit || taken < *query.limit); ids->next()) {
    auto ref = store::from_value<SubjectRef>(ids->key(), ids->value());
    if (!ref) return std::move(ref).error();
    const std::string id = ref->id.text();
    if (query.start_key && id < *query.start_key) continue;
    if (query.end_key && id > *query.end_key) return {};
    auto head = head_of(database, *ref);
    if (!head) return std::move(head).error();
    if (!*head || !(*head)->live) continue;
    if (to_skip > 0) {
      --to_skip;
      continue;
    }
    auto row = all_docs_row(database, **head, query.docs);
    if (!row) return std::move(row).error();
    ++taken;
    if (!take(*row)) return {};
  }
  return ids->valid() ? Result<void>{} : ids->status();
}

Result<std::vector<std::string>> docs_of_keys(const Database& database,
                                              const std::vector<std::string>& keys, Docs docs) {
  std::vector<std::string> out;
  for (const std::string& key : keys) {
    auto head = find_head(database, key);
    if (!head) return std::move(head).error();
    if (!*head) {
      out.push_back(R"({"key":)" + Json(key).dump() + R"(,"error":"not_found"})");
      continue;
    }
    auto row = all_docs_row(database, **head, docs);
    if (!row) return std::move(row).error();
    out.push_back(*std::move(row));
  }
  return out;
}

}  // namespace shixin::feed
