#include "feed/check.h"

#include <fmt/format.h>

#include "feed/projection.h"
#include "feed/rows.h"
#include "feed/view_writer.h"
#include "store/subject_record.h"

namespace shixin::feed {
namespace {

using store::Table;

// Checks one view. What can be read and is wrong is reported; what can not be read ends the check.
class ViewCheck {
 public:
  using Report = std::function<void(std::string_view)>;

  ViewCheck(const store::Reader& reader, const ViewDefinition& view, const base::Key& feed_key,
            const Report& report)
      : reader_(reader), view_(view), feed_key_(feed_key), report_(report) {}

  Result<std::uint64_t> run() {
    auto meta = store::load<ViewMeta>(reader_, store::Stored<ViewMeta>::key(view_.name));
    if (!meta) return std::move(meta).error();
    if (!*meta || (*meta)->generation == 0) {
      differs("no generation is in force");
      return differences_;
    }
    meta_ = **std::move(meta);
    if (meta_.definition != base::raw(base::sha256(definition_text(view_)))) {
      differs("built from another definition; it is built anew at the next start");
      return differences_;
    }
    if (auto done = each<domain::Subject>("", [&](const auto& s) { return subject(s); }); !done) {
      return std::move(done).error();
    }
    const std::string prefix = generation_prefix(view_.name, meta_.generation);
    std::uint64_t heads = 0;
    std::uint64_t rows = 0;
    std::uint64_t ids = 0;
    const auto count = [](std::uint64_t& counter) {
      return [&counter](const auto&) -> Result<void> { return ++counter, Result<void>{}; };
    };
    if (auto done = each<ViewHead>(prefix, count(heads)); !done) return std::move(done).error();
    if (auto done = each<ViewRow>(prefix, count(rows)); !done) return std::move(done).error();
    const std::string of_view = store::KeyWriter{}.text(view_.name).take();
    if (auto done = each<SubjectRef>(of_view, count(ids)); !done) return std::move(done).error();
    equal("heads", heads, heads_);
    equal("ids", ids, heads_);
    equal("rows", rows, found_.live + found_.deleted);
    if (auto done = totals(); !done) return std::move(done).error();
    return differences_;
  }

 private:
  void differs(std::string_view what) {
    ++differences_;
    report_(fmt::format("view {}: {}", view_.name, what));
  }

  void equal(std::string_view what, std::uint64_t stored, std::uint64_t derived) {
    if (stored != derived) differs(fmt::format("{} {}, expected {}", stored, what, derived));
  }

  template <class Record, class Visit>
  Result<void> each(const std::string& prefix, Visit visit) {
    const auto rows = reader_.scan(store::Stored<Record>::kTable, store::prefix_range(prefix));
    for (; rows->valid(); rows->next()) {
      auto record = store::from_value<Record>(rows->key(), rows->value());
      if (!record) return std::move(record).error();
      if (auto done = visit(*record); !done) return done;
    }
    return rows->status();
  }

  Result<void> subject(const domain::Subject& subject) {
    const auto document = project(view_, entry_key(feed_key_, view_.name), subject);
    auto head = store::load<ViewHead>(
        reader_, store::Stored<ViewHead>::key(view_.name, meta_.generation, subject.id));
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
    auto ref =
        store::load<SubjectRef>(reader_, store::Stored<SubjectRef>::key(view_.name, head.id));
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
    auto row = store::load<ViewRow>(
        reader_, store::Stored<ViewRow>::key(view_.name, meta_.generation, head.seq));
    if (!row) return std::move(row).error();
    if (!*row) {
      differs(who + " has no row at its seq");
      return {};
    }
    const ViewRow& stored = **row;
    const auto key = revision_key(feed_key_, view_.name, meta_.generation);
    const bool agrees =
        stored.id == head.id && stored.rev == *rev && stored.deleted != head.live &&
        RevisionHash::of(key, document_text(head.id, "", stored.members)) == rev->hash;
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
    auto state = store::load<ViewState>(
        reader_, store::Stored<ViewState>::key(view_.name, meta_.generation, meta_.tally.seq));
    if (!state) return std::move(state).error();
    const Tally& tally = meta_.tally;
    const bool kept = *state && (*state)->count == tally.live && (*state)->digest == tally.digest &&
                      (*state)->proof == tally.proof;
    if (!kept) differs("the state in force is not among those kept for receipts");
    return {};
  }

  const store::Reader& reader_;
  const ViewDefinition& view_;
  const base::Key& feed_key_;
  const Report& report_;
  ViewMeta meta_;
  Tally found_;
  std::uint64_t heads_ = 0;
  std::uint64_t differences_ = 0;
};

}  // namespace

Result<std::uint64_t> check_views(const store::Reader& reader, const Catalogue& catalogue,
                                  const base::Key& feed_key,
                                  const std::function<void(std::string_view)>& report) {
  std::uint64_t differences = 0;
  for (const ViewDefinition& view : catalogue.views()) {
    auto found = ViewCheck(reader, view, feed_key, report).run();
    if (!found) return std::move(found).error();
    differences += *found;
  }
  return differences;
}

}  // namespace shixin::feed
