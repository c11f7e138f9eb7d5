// Generations: brings what is stored of views into line with a catalogue. A view whose definition
// is another gets a new generation, built from the subjects beside the one in force; all that are
// built are switched to in one commit, and what is not in force is erased.
//
// It works in turns over the overlay of a commit, each a bounded batch, so that others may commit
// in between: of the subjects a building has come past, Views keeps it up (take_subject()), and the
// others it meets as they are then. Stopped anywhere it can be begun again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/random.h"
#include "feed/erase.h"
#include "feed/rendering.h"
#include "feed/view_meta.h"
#include "store/engine.h"

namespace shixin::feed {

// A batch is held in memory and synced as one, and decisions wait for it.
inline constexpr std::size_t kSubjectsAtOnce = 500;

// Belongs to one thread at a time. Begun anew for each change of the catalogue, and after a failed
// commit: it remembers what it erased.
class Generations {
 public:
  // What a building has come to, of one view.
  struct Built {
    std::string view;
    std::uint64_t subjects = 0;
  };
  using Progress = std::function<void(const Built&)>;

  // `random` is borrowed for its life.
  Generations(const Catalogue& wanted, const base::Key& feed_key, base::Random& random,
              std::size_t subjects_at_once = kSubjectsAtOnce);

  // Ends every building that is not wanted: nobody keeps it up any more.
  Result<void> give_up_others(store::Overlay& overlay) const;
  // That, and begins the buildings that are wanted and not begun.
  Result<void> begin(store::Overlay& overlay);
  // Begins one of every view, and has every partner declare that it discarded its copy.
  Result<void> begin_anew(store::Overlay& overlay);
  // Takes the next subjects. True when the last was taken, also of those who came meanwhile, and
  // the switch is made.
  Result<bool> build_some(store::Overlay& overlay, Instant at);
  // Erases the next rows of what is not in force, and whole views that are not wanted. True when
  // none are left.
  Result<bool> erase_some(store::Overlay& overlay);

  // Of the view that build_some() was last at.
  const Built& built() const { return built_; }

 private:
  void begin_view(store::Overlay& overlay, const Rendering& wanted, ViewMeta meta);
  // Takes off `left` what it takes; true when there is no subject behind.
  Result<bool> take_some(store::Overlay& overlay, const Rendering& wanted, ViewMeta& meta,
                         std::size_t& left);
  const Rendering* rendering_of(std::string_view view) const;  // nullptr: not wanted

  const std::vector<Rendering> wanted_;
  const base::Key key_;
  base::Random& random_;
  const std::size_t subjects_at_once_;
  Built built_;
  Eraser eraser_;
};

// All of it at once, each turn a commit of its own: before the committer runs. `built` may be
// empty.
Result<void> bring_up(store::Engine& engine, Generations& generations, Instant at,
                      const Generations::Progress& built);
// The same with Generations::begin_anew().
Result<void> start_over(store::Engine& engine, Generations& generations, Instant at);

}  // namespace shixin::feed
