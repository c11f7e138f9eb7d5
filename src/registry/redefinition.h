// Redefinition: puts another catalogue in force while the service runs. The views it changes are
// built beside those in force, in steps of the committer between everybody else's; one commit
// switches to all of them; what is not in force any more is then erased.
#pragma once

#include <mutex>
#include <stop_token>
#include <string>

#include "feed/catalogues.h"
#include "feed/difference.h"
#include "feed/generation.h"
#include "registry/committer.h"

namespace shixin::registry {

// Safe from any thread.
class Redefinition {
 public:
  // All must outlive it. `feed_key` as Views has it.
  Redefinition(Committer& committer, feed::Catalogues& catalogues, feed::ChangeSignal& signal,
               const base::Key& feed_key, base::Random& random,
               std::size_t subjects_at_once = feed::kSubjectsAtOnce);

  // Returns what changed once it is in force and the rest is erased. `by` is who the audit names;
  // `built` may be empty. kConflict: another change is under way. Stopped or failed before the
  // switch, nothing has changed for anybody: what was built is kept up, and gone on with by the
  // next call or the next start that wants the same.
  Result<feed::Difference> put_in_force(const feed::Catalogue& coming, const std::string& by,
                                        const feed::Generations::Progress& built,
                                        const std::stop_token& stop = {});

 private:
  Result<void> build(feed::Generations& generations, const std::string& by,
                     const std::string& difference, const feed::Generations::Progress& built,
                     const std::stop_token& stop);
  Result<void> erase(feed::Generations& generations, const std::stop_token& stop);

  Committer& committer_;
  feed::Catalogues& catalogues_;
  feed::ChangeSignal& signal_;
  const base::Key key_;
  base::Random& random_;
  const std::size_t subjects_at_once_;
  std::mutex changing_;  // held while one is under way
};

}  // namespace shixin::registry
