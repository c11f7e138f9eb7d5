// CrashStore: the register over a real RocksDB folder, as the writer that is killed and the test
// that looks at what is left both open it.
#pragma once

#include <filesystem>
#include <memory>

#include "registry/committer.h"
#include "registry/fsck.h"
#include "store/rocksdb_engine.h"

namespace shixin::test {

inline const base::Key kCrashKey{{9, 8, 7}};

inline feed::Catalogue crash_catalogue() {
  feed::ViewDefinition view;
  view.name = "travel";
  view.measure = feed::ViewMeasure::kTravel;
  view.kinds = {domain::SubjectKind::kPerson};
  view.roles = {domain::Role::kDebtor};
  view.fields = {feed::ViewField::kNames, feed::ViewField::kRestrictions};
  return feed::Catalogue({view}, {});
}

inline Result<std::unique_ptr<store::Engine>> open_crash_store(
    const std::filesystem::path& folder) {
  store::RocksOptions options;
  options.folder = folder;
  options.at_rest_key = kCrashKey;
  options.create = true;
  options.block_cache_bytes = std::size_t{1} << 20;
  return store::open_rocksdb(options);
}

}  // namespace shixin::test
