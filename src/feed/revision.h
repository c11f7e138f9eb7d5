// Revision: the `_rev` of a document, "N-<32 hex>": N counts the revisions of this document in this
// generation, the hex is the first 128 bits of a keyed digest of N and the document. Keyed, because
// an unkeyed one of a thin document could be guessed back; with N, because a document can come back
// word for word, as the tombstone of somebody removed twice does, and a chain that names one hash
// twice is no chain to a replicator: the removed stays alive. RevisionChain is what lets a removal
// win there (design.md §5).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/crypto.h"
#include "base/fields.h"

namespace shixin::feed {

// A replicator looks for the newest revision it shares with us; one further behind has to read
// anew.
inline constexpr std::size_t kRevisionsMax = 1000;

class RevisionHash {
 public:
  static constexpr std::size_t kBytes = 16;

  RevisionHash() = default;
  // Of the document as it is sent, less its _rev, as its `number`th revision.
  static RevisionHash of(const base::Key& key, std::uint64_t number, std::string_view document);
  static Result<RevisionHash> from_bytes(std::string_view raw);

  std::string_view raw() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  std::string text() const;  // 32 lower-case hex digits
  friend bool operator==(const RevisionHash&, const RevisionHash&) = default;

 private:
  std::array<std::uint8_t, kBytes> bytes_{};
};

struct Revision {
  std::uint64_t number = 0;
  RevisionHash hash;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "number", &Revision::number),
                      base::field(2, "hash", &Revision::hash)};
  }
  // kMalformed when it is no revision at all.
  static Result<Revision> parse(std::string_view text);
  std::string text() const;
  void append_to(std::string& out) const;
  friend bool operator==(const Revision&, const Revision&) = default;
};

// The revisions of one document, newest first; beyond kRevisionsMax the oldest are forgotten.
struct RevisionChain {
  std::uint64_t count = 0;  // revisions ever; the newest one's number
  std::string hashes;       // 16 bytes each

  static constexpr auto fields() {
    return std::tuple{base::field(1, "count", &RevisionChain::count),
                      base::field(2, "hashes", &RevisionChain::hashes)};
  }
  std::size_t known() const { return hashes.size() / RevisionHash::kBytes; }
  // nullopt: no revision yet.
  std::optional<Revision> newest() const;
  bool holds(const Revision& revision) const;
  void push(const RevisionHash& hash);
  // The members of `_revisions`: {"start":N,"ids":[…]}.
  std::string json() const;
};

}  // namespace shixin::feed
