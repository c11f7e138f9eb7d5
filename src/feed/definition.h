// Definitions: which views the register is projected into and which feeds are made of them, as
// declared in feeds/<feed>.yaml and feeds/views/<view>.yaml. Every measure against a person names
// its legal basis and the department that acts (国办发〔2020〕49号); a feed without them is
// refused.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "domain/words.h"

namespace shixin::feed {

// What puts a subject into a view.
enum class ViewMeasure : std::uint8_t { kListed = 1, kHighConsumption, kTravel, kExit };
constexpr auto enum_words(ViewMeasure) {
  using enum ViewMeasure;
  return std::array<base::EnumWord<ViewMeasure>, 4>{{{kListed, "listed"},
                                                     {kHighConsumption, "high_consumption"},
                                                     {kTravel, "travel"},
                                                     {kExit, "exit"}}};
}

// What a document shows beside `kind`, in the order of the document.
enum class ViewField : std::uint8_t {
  kNames = 1,
  kFormerNames,
  kSex,
  kDocuments,
  kEmployer,
  kRoles,
  kRestrictions,
  kListings,
};
constexpr auto enum_words(ViewField) {
  using enum ViewField;
  return std::array<base::EnumWord<ViewField>, 8>{{{kNames, "names"},
                                                   {kFormerNames, "former_names"},
                                                   {kSex, "sex"},
                                                   {kDocuments, "documents"},
                                                   {kEmployer, "employer"},
                                                   {kRoles, "roles"},
                                                   {kRestrictions, "restrictions"},
                                                   {kListings, "listings"}}};
}

// What a copy past its validity means at the counter: let go, ask the court, or go on holding until
// the end that the restriction itself carries.
enum class WhenStale : std::uint8_t { kRelease = 1, kCall, kHoldUntil };
constexpr auto enum_words(WhenStale) {
  using enum WhenStale;
  return std::array<base::EnumWord<WhenStale>, 3>{
      {{kRelease, "release"}, {kCall, "call"}, {kHoldUntil, "hold_until"}}};
}

// Lists are sets in the order of their enum, whatever order the file has.
struct ViewDefinition {
  std::string name;  // lower-case letters, digits and underscores, as a feed's
  ViewMeasure measure = ViewMeasure::kListed;
  std::vector<domain::SubjectKind> kinds;
  std::vector<domain::Role> roles;
  std::vector<ViewField> fields;

  bool shows(ViewField field) const;
};

struct FeedDefinition {
  std::string name;
  std::string title;       // Chinese, for people
  std::string basis;       // the article that allows the measure
  std::string department;  // who acts
  std::string view;
  std::chrono::seconds validity{};  // how long a copy may be used after it was read
  WhenStale when_stale = WhenStale::kCall;
  std::string hit;      // what the department must do when somebody matches
  std::string contact;  // whom it calls; empty: the court of the case

  friend bool operator==(const FeedDefinition&, const FeedDefinition&) = default;
};

// The definition as one text, the name left out: what is rendered depends on nothing else, so a
// view whose text changes needs a new generation and one whose text does not needs none.
std::string definition_text(const ViewDefinition& view);

// Immutable; safe from any thread.
class Catalogue {
 public:
  // Both sorted by name; every feed's view is among `views`. load_catalogue() sees to it.
  Catalogue(std::vector<ViewDefinition> views, std::vector<FeedDefinition> feeds);

  const std::vector<ViewDefinition>& views() const { return views_; }
  const std::vector<FeedDefinition>& feeds() const { return feeds_; }
  // nullptr: no such one.
  const ViewDefinition* view(std::string_view name) const;
  const FeedDefinition* feed(std::string_view name) const;
  // SHA-256 of the view's definition_text(), 32 bytes: what ViewMeta keeps of it. "": no such view.
  std::string_view definition(std::string_view view) const;

 private:
  std::vector<ViewDefinition> views_;
  std::vector<std::string> definitions_;  // as views_
  std::vector<FeedDefinition> feeds_;
};

// kMalformed with every fault of every file; a pointer is the file below `folder` and the path in
// it ("feeds/rail.yaml: basis"). Refused: unknown keys and words, names used twice, a feed without
// basis, department or view, roles the law does not let the measure reach (law.md §2), and a view
// equal to another one: equal views are stored once, so the feeds name the same.
Result<Catalogue> load_catalogue(const std::filesystem::path& folder);

}  // namespace shixin::feed
