#include "delivery/copies.h"

#include "base/log.h"
#include "delivery/local_docs.h"

namespace shixin::delivery {
namespace {

using registry::Transaction;

constexpr std::uint64_t kNoGeneration = 0;  // none that is in force has this number

Result<std::optional<Cursor>> cursor_of(const store::Reader& reader, const Partner& partner,
                                        const std::string& feed) {
  return store::load<Cursor>(reader, store::Stored<Cursor>::key(partner.name, feed));
}

Result<void> remember(Transaction& tx, const Partner& partner, const std::string& feed,
                      std::uint64_t generation, std::string what, std::string detail = {}) {
  store::save(tx.tables(), Cursor{partner.name, feed, generation, tx.now(), 0, {}});
  return tx.audit(partner.name, std::move(what), feed, std::move(detail));
}

// Whether the partner's copy is known to be of this generation.
Result<bool> is_of(const store::Reader& reader, const Partner& partner, const std::string& feed,
                   std::uint64_t generation) {
  auto cursor = cursor_of(reader, partner, feed);
  if (!cursor) return std::move(cursor).error();
  return *cursor && (*cursor)->generation == generation;
}

// Remembers it, unless it is known.
Result<void> remember_once(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed,
                           std::uint64_t generation, const registry::Step& step) {
  auto known = is_of(reader, partner, feed, generation);
  if (!known) return std::move(known).error();
  if (*known) return {};
  return committer.run([&](Transaction& tx) -> Result<void> {
    // Another request of the same partner may have been first.
    auto known_by_now = is_of(tx.tables(), partner, feed, generation);
    if (!known_by_now) return std::move(known_by_now).error();
    return *known_by_now ? Result<void>{} : step(tx);
  });
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

Result<void> distrust_copy(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed,
                           const feed::Token& shown) {
  return remember_once(committer, reader, partner, feed, kNoGeneration, [&](Transaction& tx) {
    base::log_error("{} shows {}, ahead of the head of {}: was the store set back?", partner.name,
                    shown.text(), feed);
    return remember(tx, partner, feed, kNoGeneration, "future_cursor", shown.text());
  });
}

Result<void> declare(registry::Committer& committer, const store::Reader& reader,
                     const Partner& partner, const std::string& feed, InForce in_force) {
  const std::uint64_t current = in_force.generation;
  return remember_once(committer, reader, partner, feed, current, [&](Transaction& tx) {
    auto done = forget_local_docs(tx, partner, feed);
    return done ? remember(tx, partner, feed, current, "discarded_copy") : done;
  });
}

}  // namespace shixin::delivery
