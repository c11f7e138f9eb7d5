// The folder in which the store lies: whether there is one, and how it is opened.
#pragma once

#include <filesystem>
#include <memory>

#include "base/crypto.h"
#include "store/engine.h"

namespace shixin::app {

bool is_new_store(const std::filesystem::path& folder);

// Opens the store, or makes it where there is none, in a folder that only its owner reads.
// kUnavailable: the folder can not be made, or another process holds the store.
Result<std::unique_ptr<store::Engine>> open_store(const std::filesystem::path& folder,
                                                  const base::Key& at_rest);

}  // namespace shixin::app
