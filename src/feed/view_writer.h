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
void append_document_text(std::string& out, const DocumentId& id, std::string_view between,
                          std::string_view members);

// Belongs to one thread, as the overlay does.
class ViewWriter {
 public:
  // All are borrowed for the writer's life. `beside` is the other generation that is kept up, one
  // of the two being built to replace the other; 0: there is none.
  ViewWriter(store::Overlay& overlay, const base::Key& feed_key, const std::string& view,
             std::uint64_t generation, std::uint64_t beside);

  // Of a subject known to the generation beside this one alone: with its _id, and no revision here.
  Result<std::optional<ViewHead>> head(const domain::SubjectId& subject) const;
  // For a subject that was never in the view: with a new _id, and the row that finds it.
  ViewHead first_head(const domain::SubjectId& subject, base::Random& random);

  // The subject's row from `seq` on, and its older one gone. What leaves the document as it was is
  // no event: then nothing is written.
  enum class Kind { kDocument, kTombstone };
  void place(Tally& tally, ViewHead head, std::uint64_t seq, Kind kind, std::string members);
  // The subject's row gone, as if it had never been in this generation; its head, to be placed or
  // kept.
  ViewHead withdraw(Tally& tally, const ViewHead& head);
  // Keeps the _id of a subject without a row.
  void keep(const ViewHead& head) { store::save(overlay_, head); }

 private:
  ViewHead carried_head(const ViewHead& known) const;

  store::Overlay& overlay_;
  const std::string& view_;
  std::uint64_t generation_;
  std::uint64_t beside_;
  const base::Key& feed_key_;
  std::optional<base::Key> revision_key_;  // derived when something is placed: few views change
};

}  // namespace shixin::feed
