// IndexCheck: fsck's question — do the six tables of the index hold exactly the rows that the
// subjects imply? Every implied row is looked up, and every stored row is counted: rows of two
// subjects never coincide, so equal numbers leave no row over.
#pragma once

#include <cstdint>
#include <map>

#include "lookup/rows.h"
#include "store/survey.h"

namespace shixin::lookup {

// Belongs to one thread.
class IndexCheck {
 public:
  // The survey must outlive it, and is told what is wrong.
  IndexCheck(const store::Survey& survey, const base::Key& index_key)
      : survey_(survey), key_(index_key) {}

  // Each subject of the register once; then finish(). An Error is a store that can not be read.
  Result<void> add(const domain::Subject& subject);
  Result<void> finish() const;

 private:
  const store::Survey& survey_;
  base::Key key_;
  std::map<store::Table, std::uint64_t> implied_;
};

}  // namespace shixin::lookup
