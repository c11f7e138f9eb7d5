// fsck: whether the register is whole. Every record of every table is read; every row that follows
// from another is derived anew and compared; every subject is made again out of its decisions;
// numbers have no gap; the audit's chain and the ledger's tree recompute. The oracle of the crash,
// power-cut and property tests, and an operator's tool.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "domain/calendar.h"
#include "feed/definition.h"
#include "store/survey.h"

namespace shixin::registry {

// What a module above this one checks of its own tables.
using FsckCheck = std::function<Result<void>(const store::Survey& survey)>;

// What derived rows are derived with. Borrowed for the call.
struct FsckParts {
  const base::Key& index_key;
  const base::Key& feed_key;
  const feed::Catalogue& catalogue;
  const domain::Calendar& calendar;
  std::vector<FsckCheck> others = {};
};

struct FsckReport {
  std::uint64_t subjects = 0;
  std::uint64_t decisions = 0;
  std::uint64_t faults = 0;
  // One English line for each fault, the first thousand; internal ids and numbers, never a name or
  // an identity number.
  std::vector<std::string> lines;
  // Why it could not be finished; empty when it was. What was found until then stands above.
  std::string broke_off;

  bool clean() const { return faults == 0 && broke_off.empty(); }
};

// A damaged record or block is a fault, and the check goes on behind it; only a store that can not
// be read at all ends it early. `progress` is told how far it is, now and then.
FsckReport fsck(const store::Reader& reader, const FsckParts& parts,
                const store::Survey::Progress& progress = {});

}  // namespace shixin::registry
