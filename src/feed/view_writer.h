// ViewWriter: puts documents and tombstones into one generation of one view, and moves its tally
// along. Views and the building of a generation write through it, so that both write the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/crypto.h"
#include "base/random.h"
#include "feed/definition.h"
#include "feed/rows.h"
#include "store/overlay.h"

namespace shixin::feed {

// The secrets of a view, each derived from the one feed key.
base::Key revision_key(const base::Key& feed_key, std::string_view view, std::uint64_t generation);
base::Key entry_key(const base::Key& feed_key, std::string_view view);

// The document as it is sent, with whatever stands between _id and its members.
std::string document_text(const DocumentId& id, std::string_view between, std::string_view members);

// Belongs to one thread, as the overlay does.
class ViewWriter {
 public:
  // All are borrowed for the writer's life.
  ViewWriter(store::Overlay& overlay, const base::Key& feed_key, const std::string& view,
             std::uint64_t generation);

  Result<std::optional<ViewHead>> head(const domain::SubjectId& subject) const;
  // For a subject that was never in the view: with a new _id, and the row that finds it.
  ViewHead first_head(const domain::SubjectId& subject, base::Random& random);
  // For a subject known to an earlier generation: it keeps its _id, and has no revision here.
  ViewHead carried_head(const ViewHead& earlier) const;

  // The subject's row from `seq` on, and its older one gone. What leaves the document as it was is
  // no event: then nothing is written.
  enum class Kind { kDocument, kTombstone };
  void place(Tally& tally, ViewHead head, std::uint64_t seq, Kind kind, std::string members);

 private:
  store::Overlay& overlay_;
  const std::string& view_;
  std::uint64_t generation_;
  const base::Key& feed_key_;
  std::optional<base::Key> revision_key_;  // derived when something is placed: few views change
};

}  // namespace shixin::feed
