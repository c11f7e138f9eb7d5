// SmallRegister: what the committer does for views, without the committer: subjects in a store in
// memory, decided upon by domain::decide and projected by Views. Lawful decisions only.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/decide.h"
#include "feed/changes.h"
#include "feed/check.h"
#include "feed/documents.h"
#include "feed/views.h"
#include "store/subject_record.h"
#include "support/builders.h"
#include "support/memory_engine.h"

namespace shixin::feed {

inline const ViewDefinition kTravelView{
    "travel",
    ViewMeasure::kTravel,
    {domain::SubjectKind::kPerson},
    {domain::Role::kDebtor, domain::Role::kLegalRepresentative},
    {ViewField::kNames, ViewField::kDocuments, ViewField::kRoles, ViewField::kRestrictions}};
inline const ViewDefinition kExitView{
    "exit",
    ViewMeasure::kExit,
    {domain::SubjectKind::kPerson},
    {domain::Role::kDebtor, domain::Role::kGuardian},
    {ViewField::kNames, ViewField::kFormerNames, ViewField::kSex, ViewField::kDocuments,
     ViewField::kRoles, ViewField::kRestrictions}};
inline const ViewDefinition kCreditView{
    "credit",
    ViewMeasure::kListed,
    {domain::SubjectKind::kPerson, domain::SubjectKind::kOrganisation},
    {domain::Role::kDebtor},
    {ViewField::kNames, ViewField::kDocuments, ViewField::kRoles, ViewField::kListings}};

inline FeedDefinition feed_of(std::string view) {
  return {view,         "题名", "依据", "部门", view, std::chrono::hours{24}, WhenStale::kCall,
          "核对后处理", "0793"};
}

inline Catalogue catalogue_of(const std::vector<ViewDefinition>& views) {
  std::vector<FeedDefinition> feeds;
  for (const auto& view : views) feeds.push_back(feed_of(view.name));
  return Catalogue{views, feeds};
}

class SmallRegister {
 public:
  explicit SmallRegister(const std::vector<ViewDefinition>& views = {kTravelView, kExitView,
                                                                     kCreditView}) {
    restart_with(views);
  }

  // The definitions of the next start.
  void restart_with(const std::vector<ViewDefinition>& views) {
    catalogues_ = std::make_unique<Catalogues>(catalogue_of(views), key);
    prepare();
  }
  void prepare() { REQUIRE(views().prepare(engine, random, now(), {})); }
  Views views() const { return Views{*catalogues_, key}; }
  Catalogues& catalogues() const { return *catalogues_; }

  // One turn of a change of definitions, as a commit group of its own. Whether it was the last.
  template <class Turn>
  bool take_turn(Turn turn) {
    const auto snapshot = engine.snapshot();
    store::Overlay overlay(*snapshot);
    auto done = turn(overlay);
    REQUIRE(done);
    commit(*snapshot, overlay);
    if constexpr (requires { bool{*done}; }) return *done;
    return true;
  }

  // False when the law refuses it. One decision is one commit group.
  bool decide(const domain::Decision& decision) {
    const auto snapshot = engine.snapshot();
    store::Overlay overlay(*snapshot);
    if (!decide_in(overlay, decision)) return false;
    commit(*snapshot, overlay);
    return true;
  }

  bool decide_in(store::Overlay& overlay, const domain::Decision& decision) {
    const auto change = make_in(overlay, decision);
    if (!change) return false;
    REQUIRE(views().apply(overlay, {&*change, 1}, random));
    return true;
  }

  // The same, before the views have heard of it.
  std::optional<domain::Change> make_in(store::Overlay& overlay, const domain::Decision& decision) {
    std::optional<domain::Subject> before;
    if (decision.subject.id) before = subjects.at(*decision.subject.id);
    auto after = domain::decide(before, decision, today, domain::Calendar{});
    if (!after) return std::nullopt;
    after->last_seq = ++seq;
    store::save(overlay, *after);
    subjects[after->id] = *after;
    last_subject = after->id;
    return domain::Change{seq, now(), today, decision, before, *after};
  }

  void commit(const store::Snapshot& snapshot, store::Overlay& overlay) {
    REQUIRE(views().seal(overlay, seq, now()));
    REQUIRE(engine.commit({.expected_head = snapshot.head(), .writes = overlay.writes()}));
  }

  // Lets time decide on whoever is due.
  void come_to(Day day) {
    today = day;
    for (const auto& [id, subject] : std::map(subjects)) {
      while (const auto due = domain::next_due(subjects.at(id))) {
        if (*due > today) break;
        REQUIRE(decide(support::decision(support::by_id(subject), domain::TimePassedAct{*due})));
      }
    }
  }

  domain::Subject& last() { return subjects.at(last_subject); }
  Instant now() const { return today.begins(); }

  // What differs between the stored views and the subjects.
  std::vector<std::string> faults() const {
    std::vector<std::string> out;
    const auto snapshot = engine.snapshot();
    const store::Survey survey(*snapshot, [&](std::string_view line) { out.emplace_back(line); });
    REQUIRE(check_views(survey, *catalogues_->in_force(), key));
    return out;
  }

  tests::MemoryEngine engine;
  base::SeededRandom random{7};
  base::Key key{[] {
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(0x5a);
    return bytes;
  }()};
  Day today = support::kToday;
  std::uint64_t seq = 0;
  std::map<domain::SubjectId, domain::Subject> subjects;
  domain::SubjectId last_subject;

 private:
  std::unique_ptr<Catalogues> catalogues_;
};

// A feed as it stands now; holds its snapshot.
class Opened {
 public:
  Opened(const SmallRegister& reg, std::string_view feed)
      : sight_(sight_of(reg)),
        opened_(
            Database::open(*sight_.snapshot, *sight_.catalogue, *sight_.catalogue->feed(feed))) {
    REQUIRE(opened_);
  }
  const Database& operator*() const { return *opened_; }
  const Database* operator->() const { return &*opened_; }

 private:
  static Sight sight_of(const SmallRegister& reg) {
    auto sight = reg.catalogues().look(reg.engine);
    REQUIRE(sight);
    return *std::move(sight);
  }

  Sight sight_;
  Result<Database> opened_;
};

inline base::Json json_of(std::string_view text) {
  auto parsed = base::parse_json(text);
  REQUIRE(parsed);
  return *std::move(parsed);
}

inline std::vector<base::Json> all_changes(const Database& database, std::uint64_t after = 0) {
  auto page = changes(database, {.after = after, .docs = Docs::kIncluded});
  REQUIRE(page);
  std::vector<base::Json> out;
  for (const auto& row : page->rows) out.push_back(json_of(page->json(row)));
  return out;
}

}  // namespace shixin::feed
