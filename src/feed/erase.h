// Eraser: takes away what no view needs any more, a bounded piece at a time. Stopped anywhere it
// can be begun again.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "feed/rows.h"
#include "store/overlay.h"

namespace shixin::feed {

// A piece is held in memory and synced as one, and decisions wait for it: some hundred kilobytes.
inline constexpr std::size_t kErasedAtOnce = 4'000;

class Eraser {
 public:
  // The next rows of a generation that is not in force, and the ids of documents that only it knew.
  // Takes what it erases off `left`; true when nothing of the generation is there any more.
  Result<bool> erase_some(store::Overlay& overlay, const ViewMeta& in_force,
                          std::uint64_t generation, std::size_t& left);

 private:
  Result<bool> erase_rows(store::Overlay& overlay, store::Table table, const std::string& prefix,
                          std::size_t& left, const ViewMeta& in_force);

  // The last key erased of each table: what lies before it is gone, and a scan need not pass it
  // again.
  std::map<store::Table, std::string> past_;
};

}  // namespace shixin::feed
