// Check: derives every view anew from the subjects and compares it with what is stored. It is what
// `shixin fsck` says of views, and the oracle of the crash and property tests.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/crypto.h"
#include "feed/definition.h"
#include "store/reader.h"

namespace shixin::feed {

// `report` gets one English line for each difference; it names views, internal ids and seqs, never
// a name or a number of a person. Returns how many there were.
Result<std::uint64_t> check_views(const store::Reader& reader, const Catalogue& catalogue,
                                  const base::Key& feed_key,
                                  const std::function<void(std::string_view)>& report);

}  // namespace shixin::feed
