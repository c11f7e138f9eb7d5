// Database: one feed as it stands in one snapshot, which CouchDB's clients see as a read-only
// database. Opened for each request; the reads proper are in changes.h, documents.h and receipts.h.
// What they return is text that was rendered at the write and is only joined here.
#pragma once

#include <string>
#include <string_view>

#include "feed/definition.h"
#include "feed/rows.h"
#include "feed/token.h"
#include "store/reader.h"

namespace shixin::feed {

// const methods are safe from any thread that may read the reader.
class Database {
 public:
  // `reader` and `catalogue`, whose feed it is, must outlive it. kUnavailable: the feed's view was
  // not prepared yet, or is written by another definition.
  static Result<Database> open(const store::Reader& reader, const Catalogue& catalogue,
                               const FeedDefinition& feed);
  // The same where the feed's view is known to stand so.
  static Database of(const store::Reader& reader, const Catalogue& catalogue,
                     const FeedDefinition& feed, ViewMeta meta) {
    return {reader, feed, *catalogue.view(feed.view), std::move(meta)};
  }

  const store::Reader& reader() const { return reader_; }
  const FeedDefinition& feed() const { return feed_; }
  const ViewDefinition& view() const { return view_; }
  const ViewMeta& meta() const { return meta_; }

  // The last change of this feed; the register may be further.
  Token head() const { return token(meta_.tally.seq); }
  Token token(std::uint64_t seq) const { return {meta_.generation, seq}; }
  // Tombstones included.
  std::uint64_t rows() const { return meta_.tally.live + meta_.tally.deleted; }

  // The members of the answers, as JSON objects.
  std::string info_json() const;            // of GET /feeds/{feed}/
  std::string state_json() const;           // {"seq","count","digest"}
  std::string head_json(Instant at) const;  // {"seq","time","valid_until"}

 private:
  Database(const store::Reader& reader, const FeedDefinition& feed, const ViewDefinition& view,
           ViewMeta meta)
      : reader_(reader), feed_(feed), view_(view), meta_(std::move(meta)) {}

  const store::Reader& reader_;
  const FeedDefinition& feed_;
  const ViewDefinition& view_;
  ViewMeta meta_;
};

// A row as the document or tombstone a client gets.
void append_document(std::string& out, const LentRow& row);

}  // namespace shixin::feed
