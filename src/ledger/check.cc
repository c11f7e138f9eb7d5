#include "ledger/check.h"

#include <algorithm>

#include "ledger/checkpoint.h"
#include "ledger/growth.h"
#include "ledger/leaf.h"
#include "ledger/tile.h"

namespace shixin::ledger {
namespace {

class TreeCheck {
 public:
  explicit TreeCheck(const store::Survey& survey) : survey_(survey) {}

  Result<void> run() {
    auto identity = survey_.record<Identity>(store::Stored<Identity>::key({}));
    if (!identity) return std::move(identity).error();
    const auto verifier = *identity ? (*identity)->verifier() : Result<Verifier>(Error{});
    if (verifier) {
      signed_by_ = *verifier;
    } else {
      survey_.tell("ledger_state: nobody signs the tree");
    }
    if (auto done = signed_at_size(); !done) return done;
    auto leaves =
        survey_.records<Leaf>({}, [&](const Leaf& leaf, std::string_view) { return add(leaf); });
    if (!leaves) return std::move(leaves).error();
    return finish();
  }

 private:
  Result<void> add(const Leaf& leaf) {
    Result<void> done;
    edge_.append(leaf_hash(entry_of(leaf)),
                 [&](unsigned height, std::uint64_t index, const Hash& root) {
                   if (height == 0 || height % kTileHeight != 0 || !done) return;
                   done = tile_hash(height / kTileHeight, index, root);
                 });
    return done ? signed_at_size() : done;
  }

  Result<void> tile_hash(unsigned level, std::uint64_t index, const Hash& root) {
    ++hashes_;
    const auto key = store::Stored<TileHash>::key(static_cast<std::uint8_t>(level), index);
    auto row = survey_.expect<TileHash>(
        key, fmt::format("ledger_hashes: no row {} of level {}", index, level));
    if (!row) return std::move(row).error();
    if (*row && (*row)->hash != root) {
      survey_.tell("ledger_hashes: {} of level {} is not what its leaves make", index, level);
    }
    return {};
  }

  // Whatever was signed of the tree of this size, and is remembered.
  Result<void> signed_at_size() {
    auto row = survey_.record<SignedCheckpoint>(store::Stored<SignedCheckpoint>::key(edge_.size()));
    if (!row) return std::move(row).error();
    if (!*row) return {};
    last_signed_ = edge_.size();
    ++checkpoints_;
    const auto text = note_text((*row)->note);
    const auto read = Checkpoint::parse(text);
    if (!read || read->tree.size != edge_.size() || read->tree.root != edge_.root()) {
      survey_.tell("ledger_checkpoints: what was signed of {} entries is not what they make",
                   edge_.size());
    }
    last_note_ = std::move((*row)->note);
    return {};
  }

  // Unsigned: those of before a restore were signed under another origin.
  static std::string_view note_text(std::string_view note) {
    return note.substr(0, note.rfind("\n\n") + 1);
  }

  Result<void> finish() {
    auto tree = survey_.record<Tree>(store::Stored<Tree>::key({}));
    if (!tree) return std::move(tree).error();
    if ((*tree ? **tree : Tree{}) != Tree{edge_.size(), edge_.roots()}) {
      survey_.tell("ledger_state: the tree's edge is not what the leaves make");
    }
    if (last_signed_ != edge_.size()) {
      survey_.tell("ledger_checkpoints: {} entries, and the last checkpoint is of {}", edge_.size(),
                   last_signed_.value_or(0));
    }
    if (signed_by_ && !open_checkpoint(last_note_, *signed_by_)) {
      survey_.tell("ledger_checkpoints: the log's key did not sign the last one");
    }
    if (auto done = survey_.count(store::Table::kLedgerHashes, hashes_); !done) return done;
    return survey_.count(store::Table::kLedgerCheckpoints, checkpoints_);
  }

  const store::Survey& survey_;
  std::optional<Verifier> signed_by_;
  Edge edge_;
  std::uint64_t hashes_ = 0;
  std::uint64_t checkpoints_ = 0;
  std::optional<std::uint64_t> last_signed_;
  std::string last_note_;
};

}  // namespace

Result<void> check_tree(const store::Survey& survey) { return TreeCheck(survey).run(); }

}  // namespace shixin::ledger
