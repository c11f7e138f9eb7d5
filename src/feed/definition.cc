#include "feed/definition.h"

#include <algorithm>

#include "base/crypto.h"

namespace shixin::feed {
namespace {

// Of how documents are rendered (projection.cc): a new number gives every view a new generation.
constexpr std::string_view kProjection = "1";

template <class Named>
const Named* find_named(const std::vector<Named>& all, std::string_view name) {
  const auto at = std::ranges::lower_bound(all, name, {}, &Named::name);
  return at != all.end() && at->name == name ? &*at : nullptr;
}

template <class E>
std::string line(std::string_view what, const std::vector<E>& values) {
  std::string out(what);
  for (const E value : values) {
    out += ' ';
    out += base::word(value);
  }
  return out + '\n';
}

}  // namespace

bool ViewDefinition::shows(ViewField field) const {
  return std::ranges::find(fields, field) != fields.end();
}

std::string definition_text(const ViewDefinition& view) {
  std::string out = "projection " + std::string(kProjection) + '\n';
  out += line("measure", std::vector{view.measure});
  out += line("kinds", view.kinds);
  out += line("roles", view.roles);
  out += line("fields", view.fields);
  return out;
}

Catalogue::Catalogue(std::vector<ViewDefinition> views, std::vector<FeedDefinition> feeds)
    : views_(std::move(views)), feeds_(std::move(feeds)) {
  std::ranges::sort(views_, {}, &ViewDefinition::name);
  std::ranges::sort(feeds_, {}, &FeedDefinition::name);
  for (const ViewDefinition& view : views_) {
    definitions_.emplace_back(base::raw(base::sha256(definition_text(view))));
  }
}

const ViewDefinition* Catalogue::view(std::string_view name) const {
  return find_named(views_, name);
}

const FeedDefinition* Catalogue::feed(std::string_view name) const {
  return find_named(feeds_, name);
}

std::string_view Catalogue::definition(std::string_view name) const {
  const ViewDefinition* at = view(name);
  return at ? definitions_[static_cast<std::size_t>(at - views_.data())] : std::string_view{};
}

}  // namespace shixin::feed
