#include "feed/view_writer.h"

#include "base/encoding.h"

namespace shixin::feed {
namespace {

void count_in(Tally& tally, const ViewHead& head, const Revision& rev) {
  if (!head.live) {
    ++tally.deleted;
    return;
  }
  ++tally.live;
  tally.digest.add(digest_term(head.id.text(), rev.text()));
  tally.proof.add(proof_term(head.id.text(), rev.text()));
}

void count_out(Tally& tally, const ViewHead& head, const Revision& rev) {
  if (!head.live) {
    --tally.deleted;
    return;
  }
  --tally.live;
  tally.digest.subtract(digest_term(head.id.text(), rev.text()));
  tally.proof.subtract(proof_term(head.id.text(), rev.text()));
}

}  // namespace

base::Key revision_key(const base::Key& feed_key, std::string_view view, std::uint64_t generation) {
  return base::derive(feed_key, "revision " + generation_prefix(view, generation));
}

base::Key entry_key(const base::Key& feed_key, std::string_view view) {
  return base::derive(feed_key, "entry " + std::string(view));
}

std::string document_text(const DocumentId& id, std::string_view between,
                          std::string_view members) {
  std::string out;
  append_document_text(out, id, between, members);
  return out;
}

void append_document_text(std::string& out, const DocumentId& id, std::string_view between,
                          std::string_view members) {
  out += R"({"_id":")";
  base::hex_append(out, base::as_bytes(id.raw()));
  out += "\",";
  out += between;
  out += members;
  out += '}';
}

ViewWriter::ViewWriter(store::Overlay& overlay, const base::Key& feed_key, const std::string& view,
                       std::uint64_t generation, std::uint64_t beside)
    : overlay_(overlay),
      view_(view),
      generation_(generation),
      beside_(beside),
      feed_key_(feed_key) {}

Result<std::optional<ViewHead>> ViewWriter::head(const domain::SubjectId& subject) const {
  using Key = store::Stored<ViewHead>;
  auto own = store::load<ViewHead>(overlay_, Key::key(view_, generation_, subject));
  if (!own || *own || beside_ == 0) return own;
  auto known = store::load<ViewHead>(overlay_, Key::key(view_, beside_, subject));
  if (!known || !*known) return known;
  return std::optional{carried_head(**known)};
}

ViewHead ViewWriter::first_head(const domain::SubjectId& subject, base::Random& random) {
  ViewHead head{view_, generation_, subject, DocumentId::draw(random), 0, false, {}};
  store::save(overlay_, SubjectRef{view_, head.id, subject});
  return head;
}

ViewHead ViewWriter::carried_head(const ViewHead& known) const {
  return {view_, generation_, known.subject, known.id, 0, false, {}};
}

ViewHead ViewWriter::withdraw(Tally& tally, const ViewHead& head) {
  if (const auto rev = head.revs.newest()) {
    overlay_.erase(store::Table::kViewRows,
                   store::Stored<ViewRow>::key(view_, generation_, head.seq));
    count_out(tally, head, *rev);
  }
  return carried_head(head);
}

void ViewWriter::place(Tally& tally, ViewHead head, std::uint64_t seq, Kind kind,
                       std::string members) {
  const bool live = kind == Kind::kDocument;
  if (!revision_key_) revision_key_ = revision_key(feed_key_, view_, generation_);
  const std::string document = document_text(head.id, "", members);
  if (const auto before = head.revs.newest()) {
    const auto unchanged = RevisionHash::of(*revision_key_, before->number, document);
    if (head.live == live && before->hash == unchanged) return;
    overlay_.erase(store::Table::kViewRows,
                   store::Stored<ViewRow>::key(view_, generation_, head.seq));
    count_out(tally, head, *before);
  }
  head.revs.push(RevisionHash::of(*revision_key_, head.revs.count + 1, document));
  head.seq = seq;
  head.live = live;
  const Revision rev = *head.revs.newest();
  count_in(tally, head, rev);
  tally.seq = std::max(tally.seq, seq);
  store::save(overlay_, ViewRow{view_, generation_, seq, head.id, rev, !live, std::move(members)});
  store::save(overlay_, head);
}

}  // namespace shixin::feed
