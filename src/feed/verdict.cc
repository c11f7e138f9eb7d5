#include "feed/verdict.h"

#include <algorithm>

#include "feed/held.h"

namespace shixin::feed {
namespace {

bool lifted_on(const Held& held, Day day) {
  if (!held.restriction) return false;
  return std::ranges::any_of(held.restriction->lifted, [&](const domain::Lifted& window) {
    return window.from <= day && day <= window.to;
  });
}

}  // namespace

Verdict verdict(const ViewDefinition& view, const domain::Subject& subject,
                const domain::Document& document, std::string_view name, Day on) {
  const auto holding = held(view, subject, on);
  if (!holding || lifted_on(*holding, on)) return Verdict::kClear;
  switch (subject.holds(document)) {
    case domain::Holds::kNow:
      return subject.bears(name) ? Verdict::kRestricted : Verdict::kAsk;
    case domain::Holds::kFormerly:  // he gave it back; only his name makes it his
      return subject.bears(name) ? Verdict::kAsk : Verdict::kClear;
    case domain::Holds::kNever:
      return Verdict::kClear;
  }
  return Verdict::kUnknown;
}

}  // namespace shixin::feed
