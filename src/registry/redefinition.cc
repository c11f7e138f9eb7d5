#include "registry/redefinition.h"

#include "base/log.h"

namespace shixin::registry {

Redefinition::Redefinition(Committer& committer, feed::Catalogues& catalogues,
                           feed::ChangeSignal& signal, const base::Key& feed_key,
                           base::Random& random, std::size_t subjects_at_once)
    : committer_(committer),
      catalogues_(catalogues),
      signal_(signal),
      key_(feed_key),
      random_(random),
      subjects_at_once_(subjects_at_once) {}

Result<feed::Difference> Redefinition::put_in_force(const feed::Catalogue& coming,
                                                    const std::string& by,
                                                    const feed::Generations::Progress& built,
                                                    const std::stop_token& stop) {
  const std::unique_lock lock(changing_, std::try_to_lock);
  if (!lock) {
    return Error{ErrorCode::kConflict,
                 "another change of the feeds is under way: wait for its end"};
  }
  feed::Difference difference = feed::difference(*catalogues_.in_force(), coming);
  feed::Generations generations(coming, key_, random_, subjects_at_once_);
  // In this order: a building that another change left is kept up until it is given up, and one
  // that is begun is kept up from its first moment.
  auto given_up =
      committer_.run([&](Transaction& tx) { return generations.give_up_others(tx.tables()); });
  if (!given_up) return std::move(given_up).error();
  catalogues_.expect(coming);
  auto begun = committer_.run([&](Transaction& tx) { return generations.begin(tx.tables()); });
  if (!begun) return std::move(begun).error();
  auto switched = build(generations, by, difference.text(), built, stop);
  if (!switched) return std::move(switched).error();
  catalogues_.switch_over();
  signal_.stir();
  if (auto erased = erase(generations, stop); !erased) {
    base::log_error("feeds: what was before is erased at the next start: {}",
                    erased.error().detail);
  }
  return difference;
}

Result<void> Redefinition::build(feed::Generations& generations, const std::string& by,
                                 const std::string& difference,
                                 const feed::Generations::Progress& built,
                                 const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    auto switched = committer_.run_for<bool>([&](Transaction& tx) -> Result<bool> {
      auto finished = generations.build_some(tx.tables(), tx.now());
      if (!finished || !*finished || difference.empty()) return finished;
      if (auto noted = tx.audit(by, "redefine", {}, difference); !noted) {
        return std::move(noted).error();
      }
      return true;
    });
    if (!switched) return std::move(switched).error();
    if (built && generations.built().subjects > 0) built(generations.built());
    if (*switched) return {};
  }
  return Error{ErrorCode::kUnavailable,
               "the service stops; the next start goes on with the change"};
}

Result<void> Redefinition::erase(feed::Generations& generations, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    auto gone = committer_.run_for<bool>(
        [&](Transaction& tx) { return generations.erase_some(tx.tables()); });
    if (!gone) return std::move(gone).error();
    if (*gone) break;
  }
  return {};
}

}  // namespace shixin::registry
