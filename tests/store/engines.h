// The engines the contract is held against, and what the store tests share. A second engine is one
// more row.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "store/key.h"
#include "store/rocksdb_engine.h"
#include "support/memory_engine.h"

namespace shixin::test {

inline base::Key test_key() {
  return base::Key{{0x73, 0x68, 0x69, 0x78, 0x69, 0x6e, 0x20, 0x74, 0x65, 0x73, 0x74}};
}

inline store::RocksOptions rocks(const std::filesystem::path& folder) {
  return {.folder = folder, .at_rest_key = test_key(), .create = true};
}

using Opened = Result<std::unique_ptr<store::Engine>>;

struct EngineKind {
  const char* what;
  bool durable;  // there again when it is opened again, and can be backed up
  Opened (*open)(const std::filesystem::path& folder);
};

inline constexpr std::array kEngines{
    EngineKind{"rocksdb", true,
               [](const std::filesystem::path& f) { return store::open_rocksdb(rocks(f)); }},
    EngineKind{"memory", false,
               [](const std::filesystem::path&) {
                 return Opened(std::make_unique<tests::MemoryEngine>());
               }},
};

using Rows = std::vector<std::pair<std::string, std::string>>;

// What a scan yields; a failed scan yields one row that says so.
inline Rows rows(const store::Reader& reader, store::Table table, store::Range range = {},
                 store::Direction direction = store::Direction::kForward) {
  Rows out;
  const auto cursor = reader.scan(table, std::move(range), direction);
  for (; cursor->valid(); cursor->next()) out.emplace_back(cursor->key(), cursor->value());
  if (auto end = cursor->status(); !end) return {{"failed", end.error().detail}};
  return out;
}

inline std::filesystem::path newest_log(const std::filesystem::path& folder) {
  std::filesystem::path newest;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".log" && file.path() > newest) newest = file.path();
  }
  return newest;
}

inline std::string number_key(std::uint64_t number) {
  return store::KeyWriter{}.u64(number).take();
}

// One commit of two tables, numbered by the head it makes.
inline store::Batch numbered_batch(std::uint64_t head) {
  const std::string key = number_key(head + 1);
  return {
      head,
      {{store::Table::kDecisions, key, "decision"}, {store::Table::kLedgerLeaves, key, "leaf"}}};
}

}  // namespace shixin::test
