// shixin verify: what the court published or handed out, held against its signature. It asks nobody
// and needs neither a store nor a configuration.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/command.h"
#include "app/saved_tiles.h"
#include "app/small_file.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/decision_json.h"
#include "ledger/opening.h"
#include "ledger/tiled_tree.h"
#include "registry/decision_record.h"

namespace shixin::app {
namespace {

using ledger::Checkpoint;
using ledger::Verifier;

// A decision is some kilobytes, and base64 makes a third more of them.
constexpr std::size_t kProofBytesMax = std::size_t{16} << 20;

Exit usage(const Error& error) {
  report(error);
  return Exit::kUsage;
}

Result<Checkpoint> read_checkpoint(const std::string& file, const Verifier& verifier) {
  auto note = read_small_file(file, ledger::kNoteBytesMax);
  if (!note) return std::move(note).error();
  auto checkpoint = ledger::open_checkpoint(*note, verifier);
  if (checkpoint) return checkpoint;
  return Error{checkpoint.error().code, file + ": " + checkpoint.error().detail};
}

Exit verify_checkpoint(const Verifier& verifier, const std::string& file) {
  const auto checkpoint = read_checkpoint(file, verifier);
  if (!checkpoint) return report(checkpoint.error());
  fmt::print("{} signed a tree of {} decisions with the root\n{}\n", checkpoint->origin,
             checkpoint->tree.size,
             base::base64_encode(base::as_bytes(checkpoint->tree.root.raw())));
  return Exit::kDone;
}

Exit verify_consistency(const Verifier& verifier, const std::string& old_file,
                        const std::string& new_file, const std::string& tiles) {
  const auto before = read_checkpoint(old_file, verifier);
  if (!before) return report(before.error());
  const auto after = read_checkpoint(new_file, verifier);
  if (!after) return report(after.error());
  const std::uint64_t size = after->tree.size;
  if (before->tree.size > size) {
    return report({ErrorCode::kRefused,
                   fmt::format("{} is of {} decisions and {} of {}: give the older one first, and "
                               "if this is their order in time, the log has lost decisions",
                               old_file, before->tree.size, new_file, size)});
  }
  SavedTiles saved(tiles);
  ledger::TiledTree tree(
      size, [&](const ledger::Tile& tile) -> Result<std::string> { return saved.read(tile); });
  const auto proof = ledger::prove_consistency(before->tree.size, size, tree.nodes());
  if (!proof) return report(proof.error());
  if (auto whole = saved.check_complete(); !whole) return report(whole.error());
  if (!ledger::proves_consistency(*proof, before->tree, after->tree)) {
    return report({ErrorCode::kRefused,
                   "nothing shows that the newer tree begins with the older one. Fetch the tiles "
                   "again; if it stays so, the log was rewritten, and these two checkpoints, both "
                   "signed, are the evidence: keep them"});
  }
  fmt::print(
      "the {} decisions of {} stand unaltered and in their order at the beginning of {}; "
      "{} came after\n",
      before->tree.size, old_file, new_file, size - before->tree.size);
  return Exit::kDone;
}

void print_record(const ledger::Shown& shown) {
  const auto record = store::from_value<registry::DecisionRecord>(
      store::KeyWriter{}.u64(shown.seq).take(), shown.record);
  if (!record) {
    fmt::print("the record is written as this version of shixin does not read it\n");
    return;
  }
  fmt::print("decided {}, drafted by {}, approved by {}\n", base::rfc3339(record->at),
             record->signers.drafted_by, record->signers.approved_by);
  fmt::print("{}\n", domain::write_decision(record->decision).dump(2));
}

Exit verify_proof(const Verifier& verifier, const std::string& file) {
  const auto text = read_small_file(file, kProofBytesMax);
  if (!text) return report(text.error());
  const auto document = ledger::ProofDocument::parse(*text);
  if (!document) return report(document.error());
  const auto shown = ledger::verify(*document, verifier);
  if (!shown) return report(shown.error());
  fmt::print(
      "{} holds this decision, exactly as it is printed here, as number {} of the {} it had "
      "signed:\n",
      shown->checkpoint.origin, shown->seq, shown->checkpoint.tree.size);
  print_record(*shown);
  return Exit::kDone;
}

// One way of verifying: its own arguments, and the key that all of them take.
CLI::App* add_way(CLI::App& verify, OfflineAction& chosen, const char* name, const char* what,
                  std::function<Exit(const Verifier&)> work) {
  auto* sub = verify.add_subcommand(name, what);
  auto key = std::make_shared<std::string>();
  sub->add_option("--key", *key, "the log's verifier, as the court published it")->required();
  sub->callback([&chosen, key, work = std::move(work)] {
    chosen = [key, work] {
      const auto verifier = Verifier::parse(*key);
      return verifier ? work(*verifier) : usage(verifier.error());
    };
  });
  return sub;
}

}  // namespace

void add_verify(CLI::App& app, OfflineAction& chosen) {
  auto* verify = app.add_subcommand(
      "verify",
      "check offline what the court signed; exit 1 when it does not hold. Every form takes\n"
      "--key: the log's verifier, which `shixin ledger` prints and the court publishes");
  verify->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto newer = std::make_shared<std::string>();
  auto tiles = std::make_shared<std::string>();

  add_way(*verify, chosen, "checkpoint", "that the log signed this checkpoint",
          [file](const Verifier& key) { return verify_checkpoint(key, *file); })
      ->add_option("FILE", *file, "what GET /checkpoint answered; - for standard input")
      ->required();

  auto* consistency =
      add_way(*verify, chosen, "consistency",
              "that nothing was rewritten between two checkpoints: keep one, and come back later",
              [file, newer, tiles](const Verifier& key) {
                return verify_consistency(key, *file, *newer, *tiles);
              });
  consistency->add_option("OLD", *file, "the checkpoint that was kept")->required();
  consistency->add_option("NEW", *newer, "the one of now")->required();
  consistency
      ->add_option("--tiles", *tiles,
                   "a folder with the log's tiles as they are served (tile/0/000 …); those that\n"
                   "are missing are named, to be fetched with\n"
                   "  curl --fail --create-dirs -o DIR/NAME ADDRESS/NAME")
      ->required();

  add_way(*verify, chosen, "proof",
          "what a proof document shows, as an inspector exports it from\n"
          "GET /api/v1/decisions/{id}/proof: the decision, that the log holds it, the signature",
          [file](const Verifier& key) { return verify_proof(key, *file); })
      ->add_option("FILE", *file, "the document; - for standard input")
      ->required();
}

}  // namespace shixin::app
