#include "feed/difference.h"

namespace shixin::feed {

std::string Difference::text() const {
  std::string out;
  const auto say = [&](const char* what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    if (!out.empty()) out += "; ";
    out += what;
    for (const std::string& name : names) out += ' ' + name;
  };
  say("added", added);
  say("removed", removed);
  say("described", described);
  say("built", built);
  say("dropped", dropped);
  return out;
}

Difference difference(const Catalogue& from, const Catalogue& to) {
  Difference out;
  for (const FeedDefinition& feed : to.feeds()) {
    const FeedDefinition* before = from.feed(feed.name);
    if (before == nullptr) {
      out.added.push_back(feed.name);
    } else if (*before != feed) {
      out.described.push_back(feed.name);
    }
  }
  for (const FeedDefinition& feed : from.feeds()) {
    if (to.feed(feed.name) == nullptr) out.removed.push_back(feed.name);
  }
  for (const ViewDefinition& view : to.views()) {
    if (to.definition(view.name) != from.definition(view.name)) out.built.push_back(view.name);
  }
  for (const ViewDefinition& view : from.views()) {
    if (to.view(view.name) == nullptr) out.dropped.push_back(view.name);
  }
  return out;
}

}  // namespace shixin::feed
