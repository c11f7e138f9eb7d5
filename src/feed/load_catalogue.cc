// Reads a folder's definitions: every file, then what must hold among them; all faults at once.
#include <algorithm>
#include <map>

#include "feed/definition.h"
#include "feed/definition_file.h"

namespace shixin::feed {
namespace {

namespace fs = std::filesystem;
using Faults = std::vector<Fault>;
using Roles = std::vector<domain::Role>;

// Whom the law lets a measure reach (law.md §2, role matrix): nobody is listed for another's debt,
// and 《执行程序解释》 art 24 does not name the actual controller.
Roles lawful_roles(ViewMeasure measure) {
  using enum domain::Role;
  switch (measure) {
    case ViewMeasure::kListed:
      return {kDebtor};
    case ViewMeasure::kHighConsumption:
    case ViewMeasure::kTravel:
      return {kDebtor, kLegalRepresentative, kPrincipal, kDirectResponsible, kActualController};
    case ViewMeasure::kExit:
      return {kDebtor, kLegalRepresentative, kPrincipal, kDirectResponsible, kGuardian};
  }
  return {};
}

bool is_name(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

void check_view(const ViewDefinition& view, DefinitionFile& file) {
  const Roles lawful = lawful_roles(view.measure);
  for (const auto role : view.roles) {
    if (std::ranges::find(lawful, role) != lawful.end()) continue;
    file.fault("roles", "the law does not let this measure reach " + std::string(base::word(role)));
  }
  const bool reaches_units =
      std::ranges::find(view.kinds, domain::SubjectKind::kOrganisation) != view.kinds.end();
  if (view.measure == ViewMeasure::kExit && reaches_units) {
    file.fault("kinds", "an organisation does not cross borders");
  }
  if (view.measure == ViewMeasure::kListed && view.shows(ViewField::kRestrictions)) {
    file.fault("fields", "a view of listings has no restrictions to show");
  }
  if (!view.shows(ViewField::kNames) || !view.shows(ViewField::kDocuments)) {
    file.fault("fields", "names and documents are needed: nobody is matched by one alone");
  }
}

ViewDefinition read_view(const fs::path& path, const std::string& shown, Faults& faults) {
  const std::size_t before = faults.size();
  DefinitionFile file(path, shown, faults);
  ViewDefinition view;
  if (faults.size() != before) return view;
  view.name = path.stem().string();
  view.measure = file.word<ViewMeasure>("measure");
  view.kinds = file.words<domain::SubjectKind>("kinds");
  view.roles = file.words<domain::Role>("roles");
  view.fields = file.words<ViewField>("fields");
  file.finish();
  if (faults.size() == before) check_view(view, file);
  return view;
}

FeedDefinition read_feed(const fs::path& path, const std::string& shown, Faults& faults) {
  const std::size_t before = faults.size();
  DefinitionFile file(path, shown, faults);
  FeedDefinition feed;
  if (faults.size() != before) return feed;
  feed.name = path.stem().string();
  feed.title = file.required_text("title");
  feed.basis = file.required_text("basis");
  feed.department = file.required_text("department");
  feed.view = file.required_text("view");
  feed.validity = file.duration("validity");
  feed.when_stale = file.word<WhenStale>("when_stale");
  feed.hit = file.required_text("hit");
  feed.contact = file.optional_text("contact");
  file.finish();
  return feed;
}

// The definitions of one folder by the name of their file, which is theirs; two of one name can
// therefore not be.
template <class Read>
auto read_folder(const fs::path& folder, const std::string& shown, Faults& faults, Read read) {
  std::map<std::string, decltype(read(folder, shown, faults))> out;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const fs::path& path = entry.path();
    if (entry.is_directory()) continue;
    const std::string file = shown + path.filename().string();
    if (path.extension() != ".yaml" || !is_name(path.stem().string())) {
      faults.push_back({file, "expected a file like name_of_it.yaml"});
      continue;
    }
    out.emplace(path.stem().string(), read(path, file, faults));
  }
  if (failed) faults.push_back({shown, "the folder can not be read: " + failed.message()});
  return out;
}

void refuse_equal_views(const std::map<std::string, ViewDefinition>& views,
                        const std::string& shown, Faults& faults) {
  std::map<std::string, std::string> first;
  for (const auto& [name, view] : views) {
    if (view.fields.empty()) continue;  // its faults were reported
    const auto [at, fresh] = first.emplace(definition_text(view), name);
    if (fresh) continue;
    faults.push_back(
        {shown + name + ".yaml", "the same as " + at->second + ": let the feeds name that one"});
  }
}

template <class Named>
std::vector<Named> values(std::map<std::string, Named> by_name) {
  std::vector<Named> out;
  for (auto& [_, value] : by_name) out.push_back(std::move(value));
  return out;
}

}  // namespace

Result<Catalogue> load_catalogue(const fs::path& folder) {
  Faults faults;
  const std::string shown = folder.filename().string() + '/';
  auto views = read_folder(folder / "views", shown + "views/", faults, read_view);
  auto feeds = read_folder(folder, shown, faults, read_feed);
  refuse_equal_views(views, shown + "views/", faults);
  for (const auto& [name, feed] : feeds) {
    if (feed.view.empty() || views.contains(feed.view)) continue;
    faults.push_back({shown + name + ".yaml: view", "no such view in " + shown + "views/"});
  }
  if (faults.empty()) return Catalogue{values(std::move(views)), values(std::move(feeds))};
  std::ranges::sort(faults, {}, &Fault::pointer);
  return Error{ErrorCode::kMalformed, "the feed definitions have faults:", std::move(faults)};
}

}  // namespace shixin::feed
