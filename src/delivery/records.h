// The stored records of delivery: partners, what each was given, and the proofs they sent back.
// Written by this module alone, through the registry's committer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/address.h"
#include "base/time.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::delivery {

using base::field;
using base::optional_field;

// A partner department. Its key is 256 random bits, shown once; only the digest is kept.
struct Partner {
  std::string name;                // also its name for HTTP Basic
  std::vector<std::string> feeds;  // that it may read
  std::string key_digest;          // SHA-256, 32 bytes
  Instant since;
  bool disabled = false;
  std::vector<base::AddressRange> addresses = {};  // where it may ask from; none: anywhere

  bool may_read(std::string_view feed) const;
  bool may_ask_from(std::string_view address) const;
  static constexpr auto fields() {
    return std::tuple{field(1, "name", &Partner::name),
                      field(2, "feeds", &Partner::feeds),
                      field(3, "key_digest", &Partner::key_digest),
                      field(4, "since", &Partner::since),
                      field(5, "disabled", &Partner::disabled),
                      field(6, "addresses", &Partner::addresses)};
  }
};

struct PartnerRef {
  std::string key_digest;
  std::string name;

  static constexpr auto fields() {
    return std::tuple{field(1, "key_digest", &PartnerRef::key_digest),
                      field(2, "name", &PartnerRef::name)};
  }
};

// The generation of a feed's view a partner's copy is of: the first it read, or the one it
// declared. And which of its claims about that copy the court was alarmed by (receipts.h).
struct Cursor {
  std::string partner;
  std::string feed;
  std::uint64_t generation = 0;  // 0: of none; a void copy that must be declared discarded
  Instant at;
  std::uint64_t alarmed_seq = 0;            // the newest seq at which the copy differed
  std::vector<std::string> alarmed_claims;  // there; SHA-256 of each claim, 32 bytes

  static constexpr auto fields() {
    return std::tuple{field(1, "partner", &Cursor::partner),
                      field(2, "feed", &Cursor::feed),
                      field(3, "generation", &Cursor::generation),
                      field(4, "at", &Cursor::at),
                      field(5, "alarmed_seq", &Cursor::alarmed_seq),
                      field(6, "alarmed_claims", &Cursor::alarmed_claims)};
  }
};

// A replicator's checkpoint, as it put it; ours to keep, not to understand.
struct LocalDoc {
  std::string partner;
  std::string feed;
  std::string id;
  std::uint64_t revision = 0;  // "0-N", counted by us
  std::string body;            // JSON without _id and _rev
  Instant put_at;

  static constexpr auto fields() {
    return std::tuple{
        field(1, "partner", &LocalDoc::partner), field(2, "feed", &LocalDoc::feed),
        field(3, "id", &LocalDoc::id),           field(4, "revision", &LocalDoc::revision),
        field(5, "body", &LocalDoc::body),       field(6, "put_at", &LocalDoc::put_at)};
  }
};

// 已核对一致: the partner proved that it held the feed's state at seq. Only advances are kept.
struct Receipt {
  std::string partner;
  std::string feed;
  std::uint64_t generation = 0;
  std::uint64_t seq = 0;
  Instant at;
  std::optional<Instant> applied_at;  // 已生效, by the partner's own word

  static constexpr auto fields() {
    return std::tuple{field(1, "partner", &Receipt::partner),
                      field(2, "feed", &Receipt::feed),
                      field(3, "generation", &Receipt::generation),
                      field(4, "seq", &Receipt::seq),
                      field(5, "at", &Receipt::at),
                      optional_field(6, "applied_at", &Receipt::applied_at)};
  }
};

}  // namespace shixin::delivery

namespace shixin::store {

template <>
struct Stored<delivery::Partner> {
  static constexpr Table kTable = Table::kPartners;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view name) { return KeyWriter{}.text(name).take(); }
  static std::string key(const delivery::Partner& partner) { return key(partner.name); }
};

template <>
struct Stored<delivery::PartnerRef> {
  static constexpr Table kTable = Table::kPartnerKeys;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const delivery::PartnerRef& ref) { return ref.key_digest; }
};

template <>
struct Stored<delivery::Cursor> {
  static constexpr Table kTable = Table::kCursors;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view partner, std::string_view feed) {
    return KeyWriter{}.text(partner).text(feed).take();
  }
  static std::string key(const delivery::Cursor& cursor) {
    return key(cursor.partner, cursor.feed);
  }
};

template <>
struct Stored<delivery::LocalDoc> {
  static constexpr Table kTable = Table::kLocalDocs;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::string_view partner, std::string_view feed, std::string_view id) {
    return KeyWriter{}.text(partner).text(feed).text(id).take();
  }
  static std::string key(const delivery::LocalDoc& doc) {
    return key(doc.partner, doc.feed, doc.id);
  }
};

template <>
struct Stored<delivery::Receipt> {
  static constexpr Table kTable = Table::kReceipts;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const delivery::Receipt& receipt) {
    return KeyWriter{}
        .text(receipt.partner)
        .text(receipt.feed)
        .u64(receipt.generation)
        .u64(receipt.seq)
        .take();
  }
};

}  // namespace shixin::store
