// How the stored tree follows the leaves: in the batch that writes them, or in turns over leaves
// that are there already.
#pragma once

#include "ledger/rows.h"

namespace shixin::ledger {

// The tree as far as it was built; an empty one where there is none yet.
Result<Edge> load_edge(const store::Reader& reader);

// Whose log it is; nullopt: it has signed nothing yet.
Result<std::optional<Identity>> load_identity(const store::Reader& reader);

// Takes the leaves up to the seq `size` into the tree that ends in `edge`, and returns where it
// ends then. kCorrupt: one of them is missing.
Result<Edge> grow(store::Overlay& overlay, Edge edge, std::uint64_t size);

// The migration to schema 2: a bounded part of the leaves that are not in the tree yet. True when
// none is left.
Result<bool> grow_some(store::Overlay& overlay);

}  // namespace shixin::ledger
