// IndexCheck: fsck's question — do the six tables of the index hold exactly the rows that the
// subjects imply? Every implied row is looked up, and every stored row is counted: rows of two
// subjects never coincide, so equal numbers leave no row over.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>

#include "lookup/rows.h"
#include "store/reader.h"

namespace shixin::lookup {

// Belongs to one thread.
class IndexCheck {
 public:
  // Told a sentence for the operator for each thing wrong; no identity number stands in it.
  using Report = std::function<void(std::string_view)>;

  // The reader must outlive it.
  IndexCheck(const store::Reader& reader, const base::Key& index_key, Report report)
      : reader_(reader), key_(index_key), report_(std::move(report)) {}

  // Each subject of the register once; then finish(). An Error is a store that can not be read.
  Result<void> add(const domain::Subject& subject);
  Result<void> finish() const;

 private:
  const store::Reader& reader_;
  base::Key key_;
  Report report_;
  std::map<store::Table, std::uint64_t> implied_;
};

}  // namespace shixin::lookup
