#include "delivery/local_docs.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace shixin::delivery {
namespace {

constexpr std::size_t kIdBytesMax = 256;  // CouchDB's and PouchDB's have some forty

// An id becomes a part of a key, which ends at its first 0x00.
Result<void> check_id(std::string_view id) {
  const bool good =
      !id.empty() && id.size() <= kIdBytesMax && id.find('\0') == std::string_view::npos;
  if (good) return {};
  return Error{ErrorCode::kMalformed,
               fmt::format("_local 文档的编号应有1至{}个字节，其中没有0", kIdBytesMax)};
}

Result<std::vector<LocalDoc>> all_docs(const store::Overlay& tables, const Partner& partner,
                                       const std::string& feed) {
  const std::string of_feed = store::KeyWriter{}.text(partner.name).text(feed).take();
  const auto cursor = tables.scan(store::Table::kLocalDocs, store::prefix_range(of_feed),
                                  store::Direction::kForward);
  std::vector<LocalDoc> docs;
  for (; cursor->valid(); cursor->next()) {
    auto doc = store::from_value<LocalDoc>(cursor->key(), cursor->value());
    if (!doc) return std::move(doc).error();
    docs.push_back(*std::move(doc));
  }
  if (auto done = cursor->status(); !done) return std::move(done).error();
  return docs;
}

// Room for one more.
Result<void> make_room(store::Overlay& tables, const Partner& partner, const std::string& feed) {
  auto docs = all_docs(tables, partner, feed);
  if (!docs) return std::move(docs).error();
  if (docs->size() < kLocalDocsMax) return {};
  store::remove(tables, *std::ranges::min_element(*docs, {}, &LocalDoc::put_at));
  return {};
}

}  // namespace

Result<LocalDoc> local_doc(const store::Reader& reader, const Partner& partner,
                           std::string_view feed, std::string_view id) {
  if (auto good = check_id(id); !good) return std::move(good).error();
  auto doc = store::load<LocalDoc>(reader, store::Stored<LocalDoc>::key(partner.name, feed, id));
  if (!doc) return std::move(doc).error();
  if (!*doc) return Error{ErrorCode::kNotFound, "missing"};
  return **std::move(doc);
}

Result<std::uint64_t> put_local_doc(registry::Committer& committer, const Partner& partner,
                                    const std::string& feed, const std::string& id,
                                    std::uint64_t revision, const std::string& body) {
  if (auto good = check_id(id); !good) return std::move(good).error();
  if (body.size() > kLocalDocBytesMax) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("a local document holds at most {} bytes", kLocalDocBytesMax)};
  }
  return committer.run_for<std::uint64_t>([&](registry::Transaction& tx) -> Result<std::uint64_t> {
    LocalDoc doc{partner.name, feed, id, 1, body, tx.now()};
    auto known = store::load<LocalDoc>(tx.tables(), store::Stored<LocalDoc>::key(doc));
    if (!known) return std::move(known).error();
    const std::uint64_t current = *known ? (*known)->revision : 0;
    if (revision != current) return Error{ErrorCode::kConflict, "Document update conflict."};
    if (!*known) {
      if (auto room = make_room(tx.tables(), partner, feed); !room) return std::move(room).error();
    }
    doc.revision = current + 1;
    store::save(tx.tables(), doc);
    return doc.revision;
  });
}

Result<void> forget_local_docs(registry::Transaction& tx, const Partner& partner,
                               const std::string& feed) {
  auto docs = all_docs(tx.tables(), partner, feed);
  if (!docs) return std::move(docs).error();
  for (const LocalDoc& doc : *docs) store::remove(tx.tables(), doc);
  return {};
}

}  // namespace shixin::delivery
