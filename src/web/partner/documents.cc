// GET /feeds/{feed}/{id} · POST /feeds/{feed}/_bulk_get · GET|POST /feeds/{feed}/_all_docs:
// documents by id, as CouchDB's clients read them.
#include "feed/documents.h"

#include <algorithm>
#include <memory>

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
// What is skipped must be read. Who wants to go through a feed goes on from the last id he has.
constexpr std::int64_t kSkipMax = 10'000;

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

Result<Json> within_bounds(const Json& list, const std::string& pointer) {
  if (!list.is_array()) return base::malformed({{pointer, "应为数组"}});
  if (list.size() > kBulkMax) {
    return Error{ErrorCode::kTooLarge, "一次最多 1000 条", {{pointer, "过多"}}};
  }
  return list;
}

// The object in the body, with no other members than these.
Result<Json> body_of(const Request& request, std::initializer_list<std::string_view> members) {
  auto body = base::parse_json(request.body);
  if (!body) return std::move(body).error();
  if (!body->is_object()) return base::malformed({{"", "应为对象"}});
  base::Faults faults;
  for (const auto& [name, value] : body->items()) {
    if (std::ranges::count(members, name) > 0) continue;
    faults.push_back({base::pointer_to("", name), "不支持此项"});
  }
  if (!faults.empty()) return base::malformed(std::move(faults));
  return body;
}

// The array under `key` of the body.
Result<Json> list_of(const Json& body, const char* key) {
  return within_bounds(body.contains(key) ? body[key] : Json(), base::pointer_to("", key));
}

// A string, or what is wrong with it.
std::string read_text(const Json& value, std::string pointer, base::Faults& faults) {
  if (value.is_string()) return value.get<std::string>();
  faults.push_back({std::move(pointer), "应为字符串"});
  return {};
}

feed::DocumentQuery read_named(const Json& doc, const std::string& pointer,
                               feed::DocumentQuery query, base::Faults& faults) {
  if (!doc.is_object()) {
    faults.push_back({pointer, "应为含 id 的对象"});
    return query;
  }
  query.id = read_text(doc.value("id", Json()), base::pointer_to(pointer, "id"), faults);
  if (doc.contains("rev")) {
    query.rev = read_text(doc["rev"], base::pointer_to(pointer, "rev"), faults);
  }
  return query;
}

Answer bulk_get(const Visit& visit, const Request& request, const Captures&) {
  auto flags = read_flags(request);
  if (!flags) return refuse(flags.error());
  auto body = body_of(request, {"docs"});
  if (!body) return refuse(body.error());
  auto docs = list_of(*body, "docs");
  if (!docs) return refuse(docs.error());
  std::vector<feed::DocumentQuery> queries;
  base::Faults faults;
  for (std::size_t i = 0; i < docs->size(); ++i) {
    queries.push_back(read_named((*docs)[i], base::pointer_to("/docs", i), *flags, faults));
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
  if (*skip > kSkipMax) {
    return Error{ErrorCode::kMalformed, "skip 最多 10000,请改用 startkey 接着读"};
  }
  return feed::AllDocsQuery{*key ? *key : *std::move(start), *key ? *key : *std::move(end),
                            static_cast<std::uint64_t>(*limit), static_cast<std::uint64_t>(*skip),
                            *docs};
}

std::string all_docs_head(const Visit& visit) {
  return R"({"total_rows":)" + std::to_string(visit.database.meta().tally.live) +
         R"(,"offset":0,"rows":[)";
}

// Each pull sends at most one chunk and goes on after the last id it looked at.
struct AllDocs {
  Visit visit;
  feed::AllDocsQuery left;
  bool begun = false;
  bool has_rows = false;
};

bool pull_all_docs(AllDocs& all, StreamSink& sink) {
  std::string out = all.begun ? "" : all_docs_head(all.visit);
  all.begun = true;
  const auto more = feed::all_docs(all.visit.database, all.left, [&](const std::string& row) {
    if (all.has_rows) out += ',';
    all.has_rows = true;
    out += row;
    return out.size() < kChunkBytes;
  });
  if (!more) {  // cut short: no JSON
    base::log_error("_all_docs broke off: {}", more.error().detail);
    return false;
  }
  if (*more) return out.empty() || sink.write(out);
  out += ']';
  if (all.visit.rehearsal) out += kRehearsalMember;
  sink.write(out + "}");
  return false;
}

Answer docs_of_keys(const Visit& visit, const Json& keys, feed::Docs docs) {
  std::vector<std::string> ids;
  base::Faults faults;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    ids.push_back(read_text(keys[i], base::pointer_to("/keys", i), faults));
  }
  if (!faults.empty()) return refuse(base::malformed(std::move(faults)));
  auto rows = feed::docs_of_keys(visit.database, ids, docs);
  if (!rows) return refuse(rows.error());
  std::string out = all_docs_head(visit);
  for (const std::string& row : *rows) {
    if (&row != &rows->front()) out += ',';
    out += row;
  }
  return json_answer(out + "]}");
}

// With keys there is no range.
Result<feed::Docs> read_docs_of_keys(const Request& request) {
  auto served = refuse_unserved(request, {"descending", "limit", "skip", "key", "startkey",
                                          "endkey", "start_key", "end_key"});
  if (!served) return std::move(served).error();
  return read_docs(request);
}

Answer get_all_docs(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto keys = request.query_text("keys");
  if (!keys) return refuse(keys.error());
  if (*keys) {
    auto docs = read_docs_of_keys(request);
    if (!docs) return refuse(docs.error());
    const auto list = base::parse_json(**keys);
    auto bounded = within_bounds(list ? *list : Json(), "/keys");
    return bounded ? docs_of_keys(visit, *bounded, *docs) : refuse(bounded.error());
  }
  auto query = read_all_docs(request);
  if (!query) return refuse(query.error());
  auto all = std::make_shared<AllDocs>(AllDocs{visit, *std::move(query)});
  return long_answer(context, visit, "application/json",
                     [all](StreamSink& sink) { return pull_all_docs(*all, sink); });
}

// CouchDB takes include_docs in the body as well.
Answer post_all_docs(const Visit& visit, const Request& request, const Captures&) {
  auto docs = read_docs_of_keys(request);
  if (!docs) return refuse(docs.error());
  auto body = body_of(request, {"keys", "include_docs"});
  if (!body) return refuse(body.error());
  if (body->contains("include_docs")) {
    const Json& included = (*body)["include_docs"];
    if (!included.is_boolean()) {
      return refuse(base::malformed({{"/include_docs", "应为 true 或 false"}}));
    }
    if (included.get<bool>()) docs = feed::Docs::kIncluded;
  }
  auto keys = list_of(*body, "keys");
  return keys ? docs_of_keys(visit, *keys, *docs) : refuse(keys.error());
}

}  // namespace

void add_document_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  router.add("GET", "/feeds/{feed}/_all_docs",
             on_feed(context, enter_to_read,
                     [&context](const Visit& visit, const Request& request, const Captures&) {
                       return get_all_docs(context, visit, request);
                     }),
             couch);
  router.add("POST", "/feeds/{feed}/_all_docs", on_feed(context, enter_to_read, post_all_docs),
             couch);
  router.add("POST", "/feeds/{feed}/_bulk_get", on_feed(context, enter_to_read, bulk_get), couch);
  router.add("GET", "/feeds/{feed}/{id}", on_feed(context, enter_to_read, one), couch);
}

}  // namespace shixin::web::partner
