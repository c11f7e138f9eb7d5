// The stored records of views: what the feed tables hold. Written by Views alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "domain/ids.h"
#include "feed/digest.h"
#include "feed/revision.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::feed {

using DocumentId = base::Id<struct FeedDocumentKindOfId>;  // `_id`: random per view

// What a view holds at one moment.
struct Tally {
  std::uint64_t seq = 0;  // of the last change; 0 when there was none
  std::uint64_t live = 0;
  std::uint64_t deleted = 0;
  Sum256 digest;
  Sum256 proof;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "seq", &Tally::seq), base::field(2, "live", &Tally::live),
                      base::field(3, "deleted", &Tally::deleted),
                      base::field(4, "digest", &Tally::digest),
                      base::field(5, "proof", &Tally::proof)};
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

// A generation under construction beside the one in force.
struct Build {
  std::uint64_t generation = 0;
  std::string definition;  // SHA-256 of definition_text(), 32 bytes
  std::string done;        // key of the last subject taken; empty before the first
  Tally tally;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "generation", &Build::generation),
                      base::field(2, "definition", &Build::definition),
                      base::field(3, "done", &Build::done), base::field(4, "tally", &Build::tally)};
  }
};

struct ViewMeta {
  std::string view;
  std::uint64_t generation = 0;  // random, 32 bits; 0: none is in force yet
  std::string definition;        // what it was built from: SHA-256 of definition_text(), 32 bytes
  Tally tally;
  std::uint64_t sealed_seq = 0;  // the newest ViewState
  // Since a restore: every partner declares once that it discarded its copy before it may read.
  bool requires_declaration = false;
  std::optional<Build> build;
  std::vector<std::uint64_t> dropped;  // generations whose rows are still to be erased
  std::uint64_t forgotten_seq = 0;     // the newest ViewState that was too old to keep

  static constexpr auto fields() {
    return std::tuple{base::field(1, "view", &ViewMeta::view),
                      base::field(2, "generation", &ViewMeta::generation),
                      base::field(3, "definition", &ViewMeta::definition),
                      base::field(4, "tally", &ViewMeta::tally),
                      base::field(5, "sealed_seq", &ViewMeta::sealed_seq),
                      base::field(6, "requires_declaration", &ViewMeta::requires_declaration),
                      base::optional_field(7, "build", &ViewMeta::build),
                      base::field(8, "dropped", &ViewMeta::dropped),
                      base::field(9, "forgotten_seq", &ViewMeta::forgotten_seq)};
  }
};

// A document or tombstone as it is sent, without braces, _id and _rev.
template <class Text>
struct BasicViewRow {
  Text view;
  std::uint64_t generation = 0;
  std::uint64_t seq = 0;
  DocumentId id;
  Revision rev;
  bool deleted = false;
  Text members;

  static constexpr auto fields() {
    using Row = BasicViewRow;
    return std::tuple{
        base::field(1, "view", &Row::view),      base::field(2, "generation", &Row::generation),
        base::field(3, "seq", &Row::seq),        base::field(4, "id", &Row::id),
        base::field(5, "rev", &Row::rev),        base::field(6, "deleted", &Row::deleted),
        base::field(7, "members", &Row::members)};
  }
  operator BasicViewRow<std::string_view>() const {  // NOLINT: implicit, to lend it
    return {view, generation, seq, id, rev, deleted, members};
  }
};
using ViewRow = BasicViewRow<std::string>;
// One whose texts are those of a cursor's row, or of a ViewRow: where rows are read by the hundred.
using LentRow = BasicViewRow<std::string_view>;

// Where a subject's row stands. One without revisions only keeps the subject's _id: it was in an
// earlier generation and is not in this one.
struct ViewHead {
  std::string view;
  std::uint64_t generation = 0;
  domain::SubjectId subject;
  DocumentId id;
  std::uint64_t seq = 0;
  bool live = false;
  RevisionChain revs;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "view", &ViewHead::view),
                      base::field(2, "generation", &ViewHead::generation),
                      base::field(3, "subject", &ViewHead::subject),
                      base::field(4, "id", &ViewHead::id),
                      base::field(5, "seq", &ViewHead::seq),
                      base::field(6, "live", &ViewHead::live),
                      base::field(7, "revs", &ViewHead::revs)};
  }
};

// The subject behind an _id.
struct SubjectRef {
  std::string view;
  DocumentId id;
  domain::SubjectId subject;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "view", &SubjectRef::view),
                      base::field(2, "id", &SubjectRef::id),
                      base::field(3, "subject", &SubjectRef::subject)};
  }
};

// What the view held when a commit group had changed it.
struct ViewState {
  std::string view;
  std::uint64_t generation = 0;
  std::uint64_t seq = 0;  // the view's last change in the group
  std::uint64_t count = 0;
  Sum256 digest;
  Sum256 proof;
  Instant at;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "view", &ViewState::view),
                      base::field(2, "generation", &ViewState::generation),
                      base::field(3, "seq", &ViewState::seq),
                      base::field(4, "count", &ViewState::count),
                      base::field(5, "digest", &ViewState::digest),
                      base::field(6, "proof", &ViewState::proof),
                      base::field(7, "at", &ViewState::at)};
  }
};

// The beginning of all keys of one generation in view_rows, view_heads and view_states.
inline std::string generation_prefix(std::string_view view, std::uint64_t generation) {
  return store::KeyWriter{}.text(view).u64(generation).take();
}

}  // namespace shixin::feed

namespace shixin::store {

template <>
struct Stored<feed::ViewMeta> {
  static constexpr Table kTable = Table::kViews;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view view) { return KeyWriter{}.text(view).take(); }
  static std::string key(const feed::ViewMeta& meta) { return key(meta.view); }
};

template <class Text>
struct Stored<feed::BasicViewRow<Text>> {
  static constexpr Table kTable = Table::kViewRows;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view view, std::uint64_t generation, std::uint64_t seq) {
    return KeyWriter{}.text(view).u64(generation).u64(seq).take();
  }
  static std::string key(const feed::BasicViewRow<Text>& row) {
    return key(row.view, row.generation, row.seq);
  }
};

template <>
struct Stored<feed::ViewHead> {
  static constexpr Table kTable = Table::kViewHeads;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view view, std::uint64_t generation,
                         const domain::SubjectId& subject) {
    return KeyWriter{}.text(view).u64(generation).raw(subject.raw()).take();
  }
  static std::string key(const feed::ViewHead& head) {
    return key(head.view, head.generation, head.subject);
  }
};

template <>
struct Stored<feed::SubjectRef> {
  static constexpr Table kTable = Table::kViewIds;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view view, const feed::DocumentId& id) {
    return KeyWriter{}.text(view).raw(id.raw()).take();
  }
  static std::string key(const feed::SubjectRef& ref) { return key(ref.view, ref.id); }
};

template <>
struct Stored<feed::ViewState> {
  static constexpr Table kTable = Table::kViewStates;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view view, std::uint64_t generation, std::uint64_t seq) {
    return KeyWriter{}.text(view).u64(generation).u64(seq).take();
  }
  static std::string key(const feed::ViewState& state) {
    return key(state.view, state.generation, state.seq);
  }
};

}  // namespace shixin::store
