// Keys: the secrets the service stands on, each for one purpose, each a file of 64 hex digits with
// mode 0600 in the keys folder. Made on the first start of an empty store; a store whose keys are
// missing is refused, because new ones could not read it.
#pragma once

#include <filesystem>
#include <string>

#include "base/crypto.h"
#include "base/random.h"
#include "base/result.h"

namespace shixin::app {

struct Keys {
  base::Key at_rest;  // files of the store
  base::Key index;    // by_document
  base::Key feed;     // revisions, derived for each view and generation
};

// `may_create`: the store is new, so missing keys are drawn. kUnavailable says which file is
// missing, readable by others, or not a key.
Result<Keys> load_keys(const std::filesystem::path& folder, bool may_create, base::Random& random);

// What the ledger's checkpoints are signed with. Only the store knows whether it ever had one, so
// it is asked for when that is open: `may_create` where nothing was signed yet.
Result<base::Key> load_ledger_key(const std::filesystem::path& folder, bool may_create,
                                  base::Random& random);

// Tells these keys from others without telling them: what a store remembers of its own.
std::string mark_of(const Keys& keys);

}  // namespace shixin::app
