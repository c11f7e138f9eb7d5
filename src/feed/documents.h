// Documents: reading a feed by _id, as CouchDB's clients and replicators do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "feed/changes.h"
#include "feed/database.h"

namespace shixin::feed {

struct DocumentQuery {
  std::string id;                  // as the client sent it
  std::optional<std::string> rev;  // as the client sent it; none: the current one
  bool latest = false;             // a superseded rev is answered with the current one
  bool revisions = false;          // with `_revisions`, the whole chain: design.md §5
};

// kNotFound with CouchDB's own words: "missing" for what never was or is superseded, "deleted" for
// a tombstone that was not asked for by its rev. Only the current revision is kept.
Result<std::string> document(const Database& database, const DocumentQuery& query);

// The answer of _bulk_get; what is not found is said in its place. As in CouchDB a tombstone is an
// answer here, also to who asks by the id alone.
Result<std::string> bulk_get(const Database& database, const std::vector<DocumentQuery>& queries);

struct AllDocsQuery {
  std::optional<std::string> start_key = {};  // ids, both inclusive
  std::optional<std::string> end_key = {};
  std::optional<std::uint64_t> limit = {};
  std::uint64_t skip = 0;
  Docs docs = Docs::kLeftOut;
};

// The rows of _all_docs, each as JSON, by id, among the next `ids_max` ids. `take` returns whether
// it wants more. Moves `query` on to what is left; false when nothing is.
using TakeText = std::function<bool(const std::string&)>;
Result<bool> all_docs(const Database& database, AllDocsQuery& query, const TakeText& take,
                      std::size_t ids_max = kScanMax);

// The rows of _all_docs for ids a client names, in its order, tombstones and unknown ones included.
Result<std::vector<std::string>> docs_of_keys(const Database& database,
                                              const std::vector<std::string>& keys, Docs docs);

}  // namespace shixin::feed
