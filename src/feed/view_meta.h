// What is kept of each view as a whole, and the generation that is built beside the one in force.
#pragma once

#include <string_view>
#include <vector>

#include "domain/subject.h"
#include "feed/rendering.h"
#include "feed/rows.h"
#include "feed/view_writer.h"
#include "store/overlay.h"

namespace shixin::feed {

// A view of which nothing is kept has no generation in force, and none that is built.
Result<ViewMeta> load_view(const store::Reader& reader, std::string_view view);
// By name.
Result<std::vector<ViewMeta>> all_views(const store::Reader& reader);

// Writers of the two generations. Each keeps the _ids that the other knows.
ViewWriter writer_in_force(store::Overlay& overlay, const base::Key& feed_key,
                           const ViewMeta& meta);
ViewWriter writer_of_build(store::Overlay& overlay, const base::Key& feed_key,
                           const ViewMeta& meta);

// Whether the building has come past the subject.
bool is_taken(const Build& build, const domain::SubjectId& subject);

// Of one subject, what a generation holds that is built from nothing: the document at his last
// decision, or only his _id. Said again after each decision on him it is so at the switch.
Result<void> take_subject(const Rendering& rendering, ViewWriter& writer, Tally& tally,
                          const domain::Subject& subject, base::Random& random);

// The building's rows are to be erased; the caller saves `meta`.
void give_up_build(ViewMeta& meta);

}  // namespace shixin::feed
