// The folder in which the store lies: whether there is one, with which keys, and how it is opened.
#pragma once

#include <filesystem>
#include <memory>

#include "app/config.h"
#include "app/keys.h"
#include "ledger/ledger.h"
#include "store/engine.h"

namespace shixin::app {

// Whether the folder holds no store, nor parts of one; a making that was cut off is none.
bool is_new_store(const std::filesystem::path& folder);

// Rehearsal has its own keys, so that nothing it signs or indexes passes for real.
std::filesystem::path keys_folder(const Config& config, bool rehearsal);

// Whether the store in `folder` was made in rehearsal, told by whose keys open it.
bool is_rehearsal(const Config& config, const std::filesystem::path& folder);

// Marks the data folder as one in which a store is being made, before its keys are drawn: keys
// without a store then belong to one that is elsewhere, on a disk that is not mounted or under
// another path, and kConflict says so. `even_with_keys`: a further store under them is what is
// asked for.
Result<void> begin_store(const Config& config, bool rehearsal, bool even_with_keys);

// Opens the store, or makes it where there is none, in a folder that only its owner reads; one that
// an older version wrote is brought up to this one first. kUnavailable: the folder can not be made,
// or another process holds the store.
Result<std::unique_ptr<store::Engine>> open_store(const std::filesystem::path& folder,
                                                  const base::Key& at_rest);

// The ledger of an open store: its key, made where nothing was signed yet, and what begins its
// origin.
Result<ledger::Ledger> open_ledger(const store::Engine& engine, const Config& config,
                                   bool rehearsal, base::Random& random);

}  // namespace shixin::app
