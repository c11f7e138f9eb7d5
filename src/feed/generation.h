// Generations: builds a view anew from the subjects beside what is in force, switches to it in one
// commit and erases the old one, all in bounded batches and so that it can be stopped anywhere and
// begun again. The only writer of the store while it runs.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/crypto.h"
#include "base/random.h"
#include "feed/definition.h"
#include "feed/rows.h"
#include "store/engine.h"

namespace shixin::feed {

// A batch is held in memory and synced as one: some megabytes.
inline constexpr std::size_t kSubjectsAtOnce = 2'000;

class Generations {
 public:
  using Progress = std::function<void(std::string_view view, std::uint64_t subjects)>;

  // All are borrowed for its life. `progress` may be empty.
  Generations(store::Engine& engine, const base::Key& feed_key, base::Random& random, Instant now,
              const Progress& progress, std::size_t subjects_at_once = kSubjectsAtOnce);

  // Builds a generation when the definition asks for one, and clears away what is not in force.
  Result<void> bring_up(const ViewDefinition& view);
  // Builds one in any case, and has every partner declare that it discarded its copy.
  Result<void> start_over(const ViewDefinition& view);
  // Erases all rows of views that no definition declares any more.
  Result<void> drop_undeclared(const Catalogue& catalogue);

 private:
  Result<void> begin(ViewMeta meta, const std::string& definition);
  Result<void> build(const ViewDefinition& view);
  // Takes the next subjects; true when the last was taken and the switch is made.
  Result<bool> build_some(const ViewDefinition& view, std::uint64_t& subjects);
  Result<void> erase_dropped(const std::string& view);
  Result<ViewMeta> load_meta(const std::string& view) const;
  Result<void> save_meta(const ViewMeta& meta);

  store::Engine& engine_;
  const base::Key& key_;
  base::Random& random_;
  Instant now_;
  const Progress& progress_;
  std::size_t subjects_at_once_;
};

}  // namespace shixin::feed
