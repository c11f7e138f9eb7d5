#include "feed/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "feed/projection.h"
#include "feed/rows.h"
#include "feed/view_writer.h"
#include "store/subject_record.h"

namespace shixin::feed {
namespace {

using store::Table;

// Checks one view.
class ViewCheck {
 public:
  ViewCheck(const store::Survey& survey, const ViewDefinition& view, std::string_view definition,
            const base::Key& feed_key)
      : survey_(survey),
        view_(view),
        definition_(definition),
        feed_key_(feed_key),
        entry_key_(entry_key(feed_key, view.name)) {}

  Result<void> run() {
    auto meta = survey_.record<ViewMeta>(store::Stored<ViewMeta>::key(view_.name));
    if (!meta) return std::move(meta).error();
    if (!*meta || (*meta)->generation == 0) {
      differs("no generation is in force");
      return {};
    }
    meta_ = **std::move(meta);
    revision_key_ = revision_key(feed_key_, view_.name, meta_.generation);
    if (meta_.definition != definition_) {
      differs("built from another definition; it is built anew at the next start");
      return {};
    }
    // A damaged subject was told by whoever reads them for their own sake.
    auto subjects = survey_.rows(
        Table::kSubjects, {}, [&](std::string_view key, std::string_view value) -> Result<void> {
          const auto whole = store::from_value<domain::Subject>(key, value);
          return whole ? subject(*whole) : Result<void>{};
        });
    if (!subjects) return std::move(subjects).error();
    const std::string in_force = generation_prefix(view_.name, meta_.generation);
    if (auto done = equal("heads", Table::kViewHeads, in_force, heads_); !done) return done;
    const std::uint64_t placed = found_.live + found_.deleted;
    if (auto done = equal("rows", Table::kViewRows, in_force, placed); !done) return done;
    auto beside = ids_beside();
    if (!beside) return std::move(beside).error();
    const std::string of_view = store::KeyWriter{}.text(view_.name).take();
    auto ids = equal("ids", Table::kViewIds, of_view, heads_ + *beside);
    return ids ? totals() : ids;
  }

 private:
  void differs(std::string_view what) const { survey_.tell("view {}: {}", view_.name, what); }

  Result<void> equal(std::string_view what, Table table, const std::string& prefix,
                     std::uint64_t derived) {
    const auto stored = survey_.rows(table, store::prefix_range(prefix), {});
    if (!stored) return stored.error();
    if (*stored != derived) {
      differs(fmt::format("{} {}, expected {}", *stored, what, derived));
    }
    return {};
  }

  // The ids that only a generation beside the one in force knows: one that is built, or that is yet
  // to be erased.
  Result<std::uint64_t> ids_beside() {
    std::uint64_t own = 0;
    std::vector<std::uint64_t> generations = meta_.dropped;
    if (meta_.build) generations.push_back(meta_.build->generation);
    for (const std::uint64_t generation : generations) {
      const auto range = store::prefix_range(generation_prefix(view_.name, generation));
      auto heads = survey_.records<ViewHead>(
          range, [&](const ViewHead& head, auto) { return count_own(head, own); });
      if (!heads) return std::move(heads).error();
    }
    return own;
  }

  Result<void> count_own(const ViewHead& head, std::uint64_t& own) {
    auto in_force = survey_.record<ViewHead>(
        store::Stored<ViewHead>::key(view_.name, meta_.generation, head.subject));
    if (!in_force) return std::move(in_force).error();
    if (!*in_force || (*in_force)->id != head.id) ++own;
    return {};
  }

  Result<void> subject(const domain::Subject& subject) {
    const auto document = project(view_, entry_key_, subject);
    auto head = survey_.record<ViewHead>(
        store::Stored<ViewHead>::key(view_.name, meta_.generation, subject.id));
    if (!head) return std::move(head).error();
    const std::string who = "subject " + subject.id.text();
    if (document.has_value() != (*head && (*head)->live)) {
      differs(who + (document ? " is missing" : " stands there still"));
    }
    if (!*head) return {};
    ++heads_;
    if (auto done = id_finds(**head, who); !done) return done;
    return row_stands(**head, document, who);
  }

  Result<void> id_finds(const ViewHead& head, const std::string& who) {
    auto ref = survey_.record<SubjectRef>(store::Stored<SubjectRef>::key(view_.name, head.id));
    if (!ref) return std::move(ref).error();
    if (!*ref || (*ref)->subject != head.subject) differs(who + " is not found by its id");
    return {};
  }

  Result<void> row_stands(const ViewHead& head, const std::optional<std::string>& document,
                          const std::string& who) {
    const auto rev = head.revs.newest();
    if (!rev) {
      if (head.live) differs(who + " lives without a revision");
      return {};
    }
    auto row = survey_.record<ViewRow>(
        store::Stored<ViewRow>::key(view_.name, meta_.generation, head.seq));
    if (!row) return std::move(row).error();
    if (!*row) {
      differs(who + " has no row at its seq");
      return {};
    }
    const ViewRow& stored = **row;
    const bool agrees = stored.id == head.id && stored.rev == *rev && stored.deleted != head.live &&
                        RevisionHash::of(revision_key_, rev->number,
                                         document_text(head.id, "", stored.members)) == rev->hash;
    if (!agrees) differs(who + " has a row that is not its head's");
    if (head.live && document && stored.members != *document) {
      differs(who + " stands there otherwise than the register has it");
    }
    add(head, *rev);
    return {};
  }

  void add(const ViewHead& head, const Revision& rev) {
    found_.seq = std::max(found_.seq, head.seq);
    if (!head.live) {
      ++found_.deleted;
      return;
    }
    ++found_.live;
    found_.digest.add(digest_term(head.id.text(), rev.text()));
    found_.proof.add(proof_term(head.id.text(), rev.text()));
  }

  Result<void> totals() {
    if (found_ != meta_.tally) differs("seq, counts, digest or proof are not those of its rows");
    auto state = survey_.record<ViewState>(
        store::Stored<ViewState>::key(view_.name, meta_.generation, meta_.tally.seq));
    if (!state) return std::move(state).error();
    const Tally& tally = meta_.tally;
    const bool kept = *state && (*state)->count == tally.live && (*state)->digest == tally.digest &&
                      (*state)->proof == tally.proof;
    if (!kept) differs("the state in force is not among those kept for receipts");
    return {};
  }

  const store::Survey& survey_;
  const ViewDefinition& view_;
  const std::string_view definition_;  // as ViewMeta keeps it
  const base::Key& feed_key_;
  const base::Key entry_key_;
  base::Key revision_key_;  // of the generation in force
  ViewMeta meta_;
  Tally found_;
  std::uint64_t heads_ = 0;
};

// The generations of each declared view that may have rows: the one in force, and what is being
// built or erased beside it.
using Known = std::map<std::string, std::vector<std::uint64_t>, std::less<>>;

Result<Known> known_generations(const store::Survey& survey, const Catalogue& catalogue) {
  Known known;
  auto metas = survey.records<ViewMeta>({}, [&](const ViewMeta& meta, auto) -> Result<void> {
    const bool comes_or_goes = meta.generation == 0 && (meta.build || !meta.dropped.empty());
    if (!catalogue.view(meta.view) && !comes_or_goes) {
      survey.tell("views: {} is declared by no feed; it is erased at the next start", meta.view);
      return {};
    }
    auto& of_view = known[meta.view] = meta.dropped;
    of_view.push_back(meta.generation);
    if (meta.build) of_view.push_back(meta.build->generation);
    return {};
  });
  if (!metas) return std::move(metas).error();
  return known;
}

// Every record of a table is whole, and of a generation that may have rows.
template <class Record>
Result<void> belongs(const store::Survey& survey, const Known& known) {
  auto rows = survey.records<Record>({}, [&](const Record& record, auto) -> Result<void> {
    const auto view = known.find(record.view);
    bool belongs = view != known.end();
    if constexpr (requires(const Record& any) { any.generation; }) {
      belongs = belongs && std::ranges::find(view->second, record.generation) != view->second.end();
    }
    if (!belongs) {
      survey.tell("{}: a row of view {} that no generation accounts for",
                  store::spec(store::Stored<Record>::kTable).family, record.view);
    }
    return {};
  });
  if (!rows) return std::move(rows).error();
  return {};
}

}  // namespace

Result<void> check_views(const store::Survey& survey, const Catalogue& catalogue,
                         const base::Key& feed_key) {
  auto known = known_generations(survey, catalogue);
  if (!known) return std::move(known).error();
  if (auto done = belongs<ViewHead>(survey, *known); !done) return done;
  if (auto done = belongs<ViewRow>(survey, *known); !done) return done;
  if (auto done = belongs<ViewState>(survey, *known); !done) return done;
  if (auto done = belongs<SubjectRef>(survey, *known); !done) return done;
  for (const ViewDefinition& view : catalogue.views()) {
    if (auto done = ViewCheck(survey, view, catalogue.definition(view.name), feed_key).run(); !done)
      return done;
  }
  return {};
}

}  // namespace shixin::feed
