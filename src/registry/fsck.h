// fsck: whether the register is whole. Every row that follows from another is derived anew and
// compared; numbers have no gap; both chains recompute. The oracle of the crash, power-cut and
// property tests, and an operator's tool.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "feed/definition.h"
#include "store/reader.h"

namespace shixin::registry {

// What derived rows are derived with. Borrowed for the call.
struct FsckParts {
  const base::Key& index_key;
  const base::Key& feed_key;
  const feed::Catalogue& catalogue;
};

struct FsckReport {
  std::uint64_t subjects = 0;
  std::uint64_t decisions = 0;
  std::uint64_t faults = 0;
  // One English line for each fault, the first thousand; internal ids and numbers, never a name or
  // an identity number.
  std::vector<std::string> lines;

  bool clean() const { return faults == 0; }
};

// Told which table is being read and how many of its rows are done, now and then.
using FsckProgress = std::function<void(std::string_view table, std::uint64_t rows)>;

// A damaged record is a fault of the report; an Error is a store that can not be read.
Result<FsckReport> fsck(const store::Reader& reader, const FsckParts& parts,
                        const FsckProgress& progress = {});

}  // namespace shixin::registry
