// Catalogues: the one in force, and the one that comes while its views are built beside those that
// are served. The one owner of both. Which of them a store is written by stands in the store, so
// the commit that switches its views switches every reader.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "feed/rendering.h"
#include "store/engine.h"

namespace shixin::feed {

// How a view is written: by the definition in force and, while another comes, by that one as well.
struct WrittenView {
  std::string name;
  bool in_force = false;  // declared by the catalogue in force
  std::vector<Rendering> by;

  // nullptr: no such definition is known.
  const Rendering* rendering(std::string_view definition) const;
};

// The register at one moment, and the catalogue its views were written by.
struct Sight {
  std::shared_ptr<const store::Snapshot> snapshot;
  std::shared_ptr<const Catalogue> catalogue;
};

// All methods are safe from any thread; expect() and switch_over() are for one at a time.
class Catalogues {
 public:
  // Its views are prepared already, or before anything is served or decided (Views::prepare).
  Catalogues(Catalogue in_force, const base::Key& feed_key);

  std::shared_ptr<const Catalogue> in_force() const;
  Result<Sight> look(const store::Engine& engine) const;

  // By name, of both catalogues.
  std::shared_ptr<const std::vector<WrittenView>> written() const;

  // `coming` is being built from now on: whatever is written is written by it as well. Instead of
  // one that was expected before.
  void expect(Catalogue coming);
  // The one that was expected is in force: the store has switched to its views.
  void switch_over();

 private:
  struct State {
    std::shared_ptr<const Catalogue> in_force;
    std::shared_ptr<const Catalogue> coming;  // nullptr: none
    std::shared_ptr<const std::vector<WrittenView>> written;
  };
  State state() const;
  void set(std::shared_ptr<const Catalogue> in_force, std::shared_ptr<const Catalogue> coming);

  const base::Key key_;
  mutable std::mutex mutex_;  // guards state_
  State state_;
};

}  // namespace shixin::feed
