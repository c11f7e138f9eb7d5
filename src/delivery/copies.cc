#include "delivery/copies.h"

namespace shixin::delivery {
namespace {

using registry::Transaction;

Result<std::optional<Cursor>> cursor_of(const store::Reader& reader, const Partner& partner,
                                        const std::string& feed) {
  return store::load<Cursor>(reader, store::Stored<Cursor>::key(partner.name, feed));
}

Result<void> remember(Transaction& tx, const Partner& partner, const std::string& feed,
                      std::uint64_t generation, std::string what) {
  store::save(tx.tables(), Cursor{partner.name, feed, generation, tx.now()});
  return tx.audit(partner.name, std::move(what), feed);
}

Error void_copy() {
  return {ErrorCode::kGone,
          "名单已换代，旧副本作废：请删除本地副本，向 generation 声明后重新读取",
          {},
          "generation_changed"};
}

Result<void> must_be_of(InForce in_force, const Cursor& cursor) {
  if (cursor.generation == in_force.generation) return {};
  return void_copy();
}

}  // namespace

Result<void> begin_reading(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed, InForce in_force) {
  auto cursor = cursor_of(reader, partner, feed);
  if (!cursor) return std::move(cursor).error();
  if (*cursor) return must_be_of(in_force, **cursor);
  if (in_force.requires_declaration) return void_copy();
  return committer.run([&](Transaction& tx) -> Result<void> {
    // Another request of the same partner may have been first.
    auto known = cursor_of(tx.tables(), partner, feed);
    if (!known) return std::move(known).error();
    if (*known) return must_be_of(in_force, **known);
    return remember(tx, partner, feed, in_force.generation, "first_read");
  });
}

Result<void> note_old_copy(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed,
                           std::uint64_t generation) {
  auto cursor = cursor_of(reader, partner, feed);
  if (!cursor) return std::move(cursor).error();
  if (*cursor) return {};
  return committer.run([&](Transaction& tx) -> Result<void> {
    auto known = cursor_of(tx.tables(), partner, feed);
    if (!known) return std::move(known).error();
    if (*known) return {};
    return remember(tx, partner, feed, generation, "old_copy_seen");
  });
}

Result<void> declare(registry::Committer& committer, const Partner& partner,
                     const std::string& feed, InForce in_force) {
  return committer.run([&](Transaction& tx) {
    return remember(tx, partner, feed, in_force.generation, "discarded_copy");
  });
}

}  // namespace shixin::delivery
