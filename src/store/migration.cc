#include "store/migration.h"

#include "base/log.h"
#include "store/meta_rows.h"

namespace shixin::store {

Result<void> migrate(Engine& engine, const std::vector<Migration>& steps) {
  const auto schema = read_number(*engine.snapshot(), schema_key());
  if (!schema) return schema.error();
  if (!*schema) return Error{ErrorCode::kCorrupt, "default: no schema version"};
  for (std::uint64_t version = **schema + 1; version <= kSchemaVersion; ++version) {
    for (const Migration& step : steps) {
      if (step.to != version) continue;
      base::log_info("migrating the store to schema {}: {}", version, step.what);
      if (auto done = step.run(engine); !done) return done;
    }
    const auto moved = engine.commit(
        {engine.snapshot()->head(), {{Table::kMeta, schema_key(), number_value(version)}}});
    if (!moved) return moved;
  }
  return {};
}

}  // namespace shixin::store
