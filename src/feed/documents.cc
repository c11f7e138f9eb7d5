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

// What becomes of a tombstone that was not asked for by its rev.
enum class Tombstone { kDeleted, kAnswered };

// What keeps the current revision from being the answer.
std::optional<Error> objection(const ViewHead& head, const DocumentQuery& query, Tombstone gone) {
  if (!query.rev) {
    return head.live || gone == Tombstone::kAnswered ? std::nullopt : std::optional(deleted());
  }
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
    out += R"(,"doc":)";
    append_document(out, *row);
  }
  return out + '}';
}

// The first id a start can mean, or the one before it: ids are 32 lower-case hex digits, and a
// start is any text they are compared with.
std::string first_id(std::string_view start) {
  constexpr std::size_t kDigits = 32;
  constexpr std::string_view kHex = "0123456789abcdef";
  const std::size_t end = std::min({start.find_first_not_of(kHex), start.size(), kDigits});
  std::string id(start.substr(0, end));
  const char next = end < std::min(start.size(), kDigits) ? start[end] : '0';
  if (next > '9' && next < 'a') id += 'a';
  id.resize(kDigits, next > 'f' ? 'f' : '0');
  return id;
}

store::Range id_range(const std::string& view, const std::optional<std::string>& start_key) {
  store::Range range = store::prefix_range(store::KeyWriter{}.text(view).take());
  if (!start_key) return range;
  range.from = store::Stored<SubjectRef>::key(view, *DocumentId::parse(first_id(*start_key)));
  return range;
}

Result<std::string> find_document(const Database& database, const DocumentQuery& query,
                                  Tombstone gone) {
  auto head = find_head(database, query.id);
  if (!head) return std::move(head).error();
  if (!*head) return missing();
  if (auto why = objection(**head, query, gone)) return *std::move(why);
  auto row = row_of(database, **head);
  if (!row) return std::move(row).error();
  if (!query.revisions) {
    std::string plain;
    append_document(plain, *row);
    return plain;
  }
  return document_text(
      row->id,
      fmt::format(R"("_rev":"{}","_revisions":{},)", row->rev.text(), (*head)->revs.json()),
      row->members);
}

}  // namespace

Result<std::string> document(const Database& database, const DocumentQuery& query) {
  return find_document(database, query, Tombstone::kDeleted);
}

Result<std::string> bulk_get(const Database& database, const std::vector<DocumentQuery>& queries) {
  std::string out = R"({"results":[)";
  for (const auto& query : queries) {
    if (&query != &queries.front()) out += ',';
    out += R"({"id":)" + Json(query.id).dump() + R"(,"docs":[{)";
    auto found = find_document(database, query, Tombstone::kAnswered);
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

Result<bool> all_docs(const Database& database, AllDocsQuery& query, const TakeText& take,
                      std::size_t ids_max) {
  bool wants_more = true;
  const auto ids = database.reader().scan(store::Table::kViewIds,
                                          id_range(database.meta().view, query.start_key));
  for (std::size_t seen = 0; ids->valid() && query.limit != 0; ids->next(), ++seen) {
    auto ref = store::from_value<SubjectRef>(ids->key(), ids->value());
    if (!ref) return std::move(ref).error();
    const std::string id = ref->id.text();
    if (query.start_key && id < *query.start_key) continue;
    if (query.end_key && id > *query.end_key) return false;
    if (seen >= ids_max || !wants_more) {
      query.start_key = id;
      return true;
    }
    auto head = head_of(database, *ref);
    if (!head) return std::move(head).error();
    if (!*head || !(*head)->live) continue;
    if (query.skip > 0) {
      --query.skip;
      continue;
    }
    auto row = all_docs_row(database, **head, query.docs);
    if (!row) return std::move(row).error();
    if (query.limit) --*query.limit;
    wants_more = take(*row);
  }
  if (auto done = ids->status(); !ids->valid() && !done) return std::move(done).error();
  return false;
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
