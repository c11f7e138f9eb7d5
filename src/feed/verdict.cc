#include "feed/verdict.h"

#include <algorithm>

#include "base/text.h"
#include "feed/held.h"

namespace shixin::feed {
namespace {

bool bears(const domain::Subject& subject, std::string_view name) {
  const std::string folded = base::fold_name(name);
  return std::ranges::any_of(subject.names, [&](const domain::KnownName& known) {
    return !known.standing.revoked && base::fold_name(known.name) == folded;
  });
}

bool has_now(const domain::Subject& subject, const domain::Document& document) {
  const auto form = document.compare_form();
  return std::ranges::any_of(subject.documents, [&](const domain::KnownDocument& known) {
    return known.standing.live() && known.document.compare_form() == form;
  });
}

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
  const bool named = bears(subject, name);
  if (has_now(subject, document)) return named ? Verdict::kRestricted : Verdict::kAsk;
  // A document he gave back, or one that was entered for him in error: only his name makes it his.
  return named ? Verdict::kAsk : Verdict::kClear;
}

}  // namespace shixin::feed
