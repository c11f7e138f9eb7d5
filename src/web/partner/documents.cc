// GET /feeds/{feed}/{id} · POST /feeds/{feed}/_bulk_get · GET|POST /feeds/{feed}/_all_docs:
// documents by id, as CouchDB's clients read them.
#include "feed/documents.h"

#include "base/json.h"
#include "base/log.h"
#include "web/partner/parameters.h"
#include "web/partner/parts.h"
#include "web/partner/rehearsal.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

using base::Json;

constexpr std::size_t kBulkMax = 1000;  // documents named in one request
constexpr std::size_t kChunkBytes = std::size_t{64} << 10;
constexpr std::int64_t kNumberMax = 1'000'000'000;

// Flags that `document` and `_bulk_get` share.
Result<feed::DocumentQuery> read_flags(const Request& request) {
  feed::DocumentQuery query;
  auto latest = request.query_flag("latest", false);
  if (!latest) return std::move(latest).error();
  auto revisions = request.query_flag("revs", false);
  if (!revisions) return std::move(revisions).error();
  query.latest = *latest;
  query.revisions = *revisions;
  return query;
}

Answer one(const Visit& visit, const Request& request, const Captures& caught) {
  // Its answer would be another one: several revisions, of which only the newest is kept.
  if (auto served = refuse_unserved(request, {"open_revs"}); !served) return refuse(served.error());
  auto query = read_flags(request);
  if (!query) return refuse(query.error());
  auto rev = request.query_text("rev");
  if (!rev) return refuse(rev.error());
  query->rev = *std::move(rev);
  query->id = caught["id"];
  auto document = feed::document(visit.database, *query);
  return document ? json_answer(*std::move(document)) : refuse(document.error());
}

// The string under a key of an object; nullopt when it is not there, or is no string.
std::optional<std::string> text_under(const Json& object, const char* key) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_string()) return std::nullopt;
  return at->get<std::string>();
}

Result<Json> within_bounds(const Json& list, const std::string& pointer) {
  if (!list.is_array()) return base::malformed({{pointer, "应为数组"}});
  if (list.size() > kBulkMax) {
    return Error{ErrorCode::kTooLarge, "一次最多 1000 条", {{pointer, "过多"}}};
  }
  return list;
}

// The array under `key` of the body.
Result<Json> list_of(const Request& request, const char* key) {
  auto body = base::parse_json(request.body);
  if (!body) return std::move(body).error();
  const bool named = body->is_object() && body->contains(key);
  return within_bounds(named ? (*body)[key] : Json(), base::pointer_to("", key));
}

Answer bulk_get(const Visit& visit, const Request& request, const Captures&) {
  auto flags = read_flags(request);
  if (!flags) return refuse(flags.error());
  auto docs = list_of(request, "docs");
  if (!docs) return refuse(docs.error());
  std::vector<feed::DocumentQuery> queries;
  base::Faults faults;
  for (std::size_t i = 0; i < docs->size(); ++i) {
    const Json& doc = (*docs)[i];
    const auto id = doc.is_object() ? text_under(doc, "id") : std::nullopt;
    if (!id) {
      faults.push_back({base::pointer_to("/docs", i), "应为含 id 的对象"});
      continue;
    }
    feed::DocumentQuery query = *flags;
    query.id = *id;
    query.rev = text_under(doc, "rev");
    queries.push_back(std::move(query));
  }
  if (!faults.empty()) return refuse(base::malformed(std::move(faults)));
  auto found = feed::bulk_get(visit.database, queries);
  return found ? json_answer(*std::move(found)) : refuse(found.error());
}

// A JSON string of the query, as CouchDB writes its keys: startkey="…".
Result<std::optional<std::string>> key_text(const Request& request, std::string_view name) {
  auto text = request.query_text(name);
  if (!text) return std::move(text).error();
  if (!*text) return std::optional<std::string>{};
  auto json = base::parse_json(**text);
  if (!json || !json->is_string()) {
    return Error{ErrorCode::kMalformed, std::string(name) + " 应为 JSON 字符串"};
  }
  return std::optional{json->get<std::string>()};
}

Result<feed::Docs> read_docs(const Request& request) {
  auto docs = request.query_flag("include_docs", false);
  if (!docs) return std::move(docs).error();
  return *docs ? feed::Docs::kIncluded : feed::Docs::kLeftOut;
}

Result<feed::AllDocsQuery> read_all_docs(const Request& request) {
  auto served = refuse_unserved(request, {"descending", "start_key", "end_key"});
  if (!served) return std::move(served).error();
  auto with_end = request.query_flag("inclusive_end", true);
  if (!with_end) return std::move(with_end).error();
  if (!*with_end) return Error{ErrorCode::kMalformed, "不支持 inclusive_end=false"};
  auto docs = read_docs(request);
  if (!docs) return std::move(docs).error();
  auto start = key_text(request, "startkey");
  if (!start) return std::move(start).error();
  auto end = key_text(request, "endkey");
  if (!end) return std::move(end).error();
  auto key = key_text(request, "key");
  if (!key) return std::move(key).error();
  auto limit = request.query_integer("limit", kNumberMax, 0, kNumberMax);
  if (!limit) return std::move(limit).error();
  auto skip = request.query_integer("skip", 0, 0, kNumberMax);
  if (!skip) return std::move(skip).error();
  return feed::AllDocsQuery{*key ? *key : *std::move(start), *key ? *key : *std::move(end),
                            static_cast<std::uint64_t>(*limit), static_cast<std::uint64_t>(*skip),
                            *docs};
}

std::string all_docs_head(const Visit& visit) {
  return R"({"total_rows":)" + std::to_string(visit.database.meta().tally.live) +
         R"(,"offset":0,"rows":[)";
}

// Writes chunk by chunk while the client reads; what is cut short is no JSON.
bool write_all_docs(const Visit& visit, const feed::AllDocsQuery& query, StreamSink& sink) {
  std::string out = all_docs_head(visit);
  bool first = true;
  bool open = true;
  const auto read = feed::all_docs(visit.database, query, [&](const std::string& row) {
    if (!first) out += ',';
    first = false;
    out += row;
    if (out.size() < kChunkBytes) return true;
    open = sink.write(out);
    out.clear();
    return open;
  });
  if (!read) base::log_error("_all_docs broke off: {}", read.error().detail);
  out += ']';
  if (visit.rehearsal) out += kRehearsalMember;
  if (read && open) sink.write(out + "}");
  return false;
}

Answer docs_of_keys(const Visit& visit, const Request& request, const Result<Json>& keys) {
  auto docs = read_docs(request);
  if (!docs) return refuse(docs.error());
  if (!keys) return refuse(keys.error());
  std::vector<std::string> ids;
  for (const Json& key : *keys) ids.push_back(key.is_string() ? key.get<std::string>() : "");
  auto rows = feed::docs_of_keys(visit.database, ids, *docs);
  if (!rows) return refuse(rows.error());
  std::string out = all_docs_head(visit);
  for (const std::string& row : *rows) {
    if (&row != &rows->front()) out += ',';
    out += row;
  }
  return json_answer(out + "]}");
}

Answer get_all_docs(const Visit& visit, const Request& request, const Captures&) {
  auto keys = request.query_text("keys");
  if (!keys) return refuse(keys.error());
  if (*keys) {
    const auto list = base::parse_json(**keys);
    return docs_of_keys(visit, request, within_bounds(list ? *list : Json(), "keys"));
  }
  auto query = read_all_docs(request);
  if (!query) return refuse(query.error());
  return streamed("application/json", [visit, asked = *query](StreamSink& sink) {
    return write_all_docs(visit, asked, sink);
  });
}

Answer post_all_docs(const Visit& visit, const Request& request, const Captures&) {
  return docs_of_keys(visit, request, list_of(request, "keys"));
}

}  // namespace

void add_document_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  router.add("GET", "/feeds/{feed}/_all_docs", on_feed(context, enter_to_read, get_all_docs),
             couch);
  router.add("POST", "/feeds/{feed}/_all_docs", on_feed(context, enter_to_read, post_all_docs),
             couch);
  router.add("POST", "/feeds/{feed}/_bulk_get", on_feed(context, enter_to_read, bulk_get), couch);
  router.add("GET", "/feeds/{feed}/{id}", on_feed(context, enter_to_read, one), couch);
}

}  // namespace shixin::web::partner
