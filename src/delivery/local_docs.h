// Local documents: a replicator's checkpoints (CouchDB `_local/…`), kept for each partner and feed.
// Beyond kLocalDocsMax the one put longest ago gives way: a replicator that finds none begins anew.
#pragma once

#include <string>

#include "delivery/records.h"
#include "registry/committer.h"

namespace shixin::delivery {

inline constexpr std::size_t kLocalDocsMax = 64;  // of one partner in one feed
inline constexpr std::size_t kLocalDocBytesMax = std::size_t{64} << 10;

// kNotFound "missing"; kMalformed for an id that can not be one.
Result<LocalDoc> local_doc(const store::Reader& reader, const Partner& partner,
                           std::string_view feed, std::string_view id);

// Puts `body` (JSON without _id and _rev) in its place and returns its new revision. `revision` is
// the one the replicator saw, 0 for a new document; another one is kConflict, as in CouchDB.
// kTooLarge past the limit above, kMalformed for an id that can not be one.
Result<std::uint64_t> put_local_doc(registry::Committer& committer, const Partner& partner,
                                    const std::string& feed, const std::string& id,
                                    std::uint64_t revision, const std::string& body);

// All of one partner in one feed: they are of a copy that is gone.
Result<void> forget_local_docs(registry::Transaction& tx, const Partner& partner,
                               const std::string& feed);

}  // namespace shixin::delivery
