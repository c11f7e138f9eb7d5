#include "feed/held.h"

#include <algorithm>

namespace shixin::feed {
namespace {

std::optional<domain::Measure> restricted_by(ViewMeasure measure) {
  switch (measure) {
    case ViewMeasure::kListed:
      return std::nullopt;
    case ViewMeasure::kHighConsumption:
      return domain::Measure::kHighConsumption;
    case ViewMeasure::kTravel:
      return domain::Measure::kTravel;
    case ViewMeasure::kExit:
      return domain::Measure::kExit;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Held> held(const ViewDefinition& view, const domain::Subject& subject, Day day) {
  if (std::ranges::find(view.kinds, subject.kind) == view.kinds.end()) return std::nullopt;
  Held out;
  out.listings = domain::public_listings(subject, day);
  const auto measure = restricted_by(view.measure);
  if (!measure) return out.listings.empty() ? std::nullopt : std::optional{std::move(out)};
  for (auto& restriction : domain::restrictions(subject, view.roles, day)) {
    if (restriction.measure == *measure) out.restriction = std::move(restriction);
  }
  return out.restriction ? std::optional{std::move(out)} : std::nullopt;
}

}  // namespace shixin::feed
