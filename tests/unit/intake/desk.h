// Desk: an importer over the registry's house in memory, for tests that bring a list. `restart()`
// is what a new process would find.
#pragma once

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "intake/import.h"
#include "unit/registry/house.h"

namespace shixin::test {

inline constexpr intake::Manner kMigrate{.migrate = true};

// What became of the rows of one file.
struct Brought {
  intake::BatchId batch;
  std::vector<intake::RowOutcome> rows;

  std::size_t count(intake::Outcome outcome) const {
    return static_cast<std::size_t>(
        std::ranges::count(rows, outcome, &intake::RowOutcome::outcome));
  }
  // "accepted/already there/refused".
  std::string counts() const {
    return std::to_string(count(intake::Outcome::kAccepted)) + "/" +
           std::to_string(count(intake::Outcome::kAlreadyThere)) + "/" +
           std::to_string(count(intake::Outcome::kRefused));
  }
  // The pointers of a row's reasons, joined by spaces; "" when it was not refused.
  std::string pointers(std::uint64_t line) const {
    std::string out;
    for (const auto& row : rows) {
      if (row.line != line) continue;
      for (const Fault& fault : row.reasons) out += (out.empty() ? "" : " ") + fault.pointer;
    }
    return out;
  }
};

struct Desk {
  Desk() { restart(); }

  void restart() {
    importer.reset();
    house.reopen();
    importer = std::make_unique<intake::Importer>(house.engine, *house.committer, house.parts,
                                                  house.clock, house.key, support::own_court());
  }

  intake::BatchId open(intake::Format format, intake::Manner manner) {
    auto id = importer->open(kClerk, format, "list", manner);
    REQUIRE(id);
    return *id;
  }

  // A file in one import, a few rows to a call.
  Brought bring(const std::string& text, intake::Format format, intake::Manner manner) {
    Brought out{open(format, manner), {}};
    std::istringstream file(text);
    REQUIRE(intake::split(file, format, [&](const intake::RawRow& row) {
      auto taken = importer->take(out.batch, {row});
      REQUIRE(taken);
      out.rows.insert(out.rows.end(), taken->begin(), taken->end());
      return true;
    }));
    REQUIRE(importer->close(out.batch));
    return out;
  }

  // Every row of every table.
  std::string everything() const {
    std::string all;
    const auto snapshot = house.engine.snapshot();
    for (std::size_t table = 0; table < store::kKeyspace.size(); ++table) {
      const auto cursor = snapshot->scan(static_cast<store::Table>(table), {});
      for (; cursor->valid(); cursor->next()) {
        all.append(cursor->key()).append(1, '=').append(cursor->value()).append(1, '\n');
      }
      all += '\n';
    }
    return all;
  }

  // Everything that is stored about where the register stands.
  std::string head() const {
    auto head = registry::load_head(*house.engine.snapshot());
    REQUIRE(head);
    return base::encode(*head);
  }

  House house;
  std::unique_ptr<intake::Importer> importer;
};

inline std::string sample(const std::string& name) {
  std::ifstream file(std::string(SHIXIN_SOURCE_DIR "/schemas/samples/") + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace shixin::test
