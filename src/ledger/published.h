// What the log shows to whoever asks: its last checkpoint, its tiles, and the proof that a seq is
// in it. All of it follows from the leaves and from what was signed.
#pragma once

#include "ledger/rows.h"
#include "ledger/tile.h"
#include "ledger/tlog_proof.h"

namespace shixin::ledger {

// kUnavailable: nothing was signed yet.
Result<SignedCheckpoint> last_checkpoint(const store::Reader& reader);

// Whose signature it bears.
Result<Verifier> log_verifier(const store::Reader& reader);

// nullopt: there is no such tile; a partial one is there only if a checkpoint was signed that needs
// it, and is remembered.
Result<std::optional<std::string>> published_tile(const store::Reader& reader, const Tile& tile);

// That the entry of `seq` is under the last checkpoint; without `extra`. kNotFound.
Result<ProofDocument> prove(const store::Reader& reader, std::uint64_t seq);

}  // namespace shixin::ledger
