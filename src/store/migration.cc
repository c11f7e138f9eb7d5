#include "store/migration.h"

#include "store/meta_rows.h"

namespace shixin::store {
namespace {

// The tables of the version it leads to are there, empty at first: opening made them.
Result<void> take_step(Engine& engine, const Migration& step) {
  auto marked = take_turns(engine, [&](Overlay& overlay) -> Result<bool> {
    overlay.put(Table::kMeta, migrating_key(), number_value(step.to));
    return true;
  });
  if (!marked) return marked;
  const Turn turn = step.begin();
  return take_turns(engine, [&](Overlay& overlay) -> Result<bool> {
    auto finished = turn(overlay);
    if (!finished || !*finished) return finished;
    overlay.put(Table::kMeta, schema_key(), number_value(step.to));
    overlay.erase(Table::kMeta, migrating_key());
    return true;
  });
}

}  // namespace

Result<void> migrate(Engine& engine, std::span<const Migration> steps, const Migrating& begins) {
  const auto stored = read_number(*engine.snapshot(), schema_key());
  if (!stored) return stored.error();
  std::uint64_t version = stored->value_or(0);
  for (const Migration& step : steps) {
    if (step.to != version + 1) continue;
    if (begins) begins(step);
    if (auto done = take_step(engine, step); !done) return done;
    version = step.to;
  }
  if (version == kSchemaVersion) return {};
  return Error{ErrorCode::kUnsupported,
               "the store is of a version that this build can not bring up to its own"};
}

}  // namespace shixin::store
