#include "feed/view_meta.h"

#include "feed/projection.h"

namespace shixin::feed {

Result<ViewMeta> load_view(const store::Reader& reader, std::string_view view) {
  auto meta = store::load<ViewMeta>(reader, store::Stored<ViewMeta>::key(view));
  if (!meta) return std::move(meta).error();
  if (*meta) return **std::move(meta);
  ViewMeta fresh;
  fresh.view = view;
  return fresh;
}

Result<std::vector<ViewMeta>> all_views(const store::Reader& reader) {
  std::vector<ViewMeta> out;
  const auto rows = reader.scan(store::Table::kViews, {});
  for (; rows->valid(); rows->next()) {
    auto meta = store::from_value<ViewMeta>(rows->key(), rows->value());
    if (!meta) return std::move(meta).error();
    out.push_back(*std::move(meta));
  }
  if (auto done = rows->status(); !done) return std::move(done).error();
  return out;
}

ViewWriter writer_in_force(store::Overlay& overlay, const base::Key& feed_key,
                           const ViewMeta& meta) {
  return {overlay, feed_key, meta.view, meta.generation, meta.build ? meta.build->generation : 0};
}

ViewWriter writer_of_build(store::Overlay& overlay, const base::Key& feed_key,
                           const ViewMeta& meta) {
  return {overlay, feed_key, meta.view, meta.build->generation, meta.generation};
}

bool is_taken(const Build& build, const domain::SubjectId& subject) {
  return subject.raw() <= build.done;
}

Result<void> take_subject(const Rendering& rendering, ViewWriter& writer, Tally& tally,
                          const domain::Subject& subject, base::Random& random) {
  auto document = project(rendering.view, rendering.entries, subject);
  auto known = writer.head(subject.id);
  if (!known) return std::move(known).error();
  if (!document) {
    if (*known) writer.keep(writer.withdraw(tally, **known));
    return {};
  }
  if (subject.last_seq == 0) {
    return Error{ErrorCode::kCorrupt, "a subject that no decision made; run fsck"};
  }
  ViewHead head = *known ? writer.withdraw(tally, **known) : writer.first_head(subject.id, random);
  // A row stands at the last decision on its subject, so no two rows share a seq.
  writer.place(tally, std::move(head), subject.last_seq, ViewWriter::Kind::kDocument,
               *std::move(document));
  return {};
}

void give_up_build(ViewMeta& meta) {
  if (!meta.build) return;
  meta.dropped.push_back(meta.build->generation);
  meta.build.reset();
}

}  // namespace shixin::feed
