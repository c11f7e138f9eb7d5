#include "feed/revision.h"

#include <algorithm>
#include <charconv>

#include "base/encoding.h"

namespace shixin::feed {

RevisionHash RevisionHash::of(const base::Key& key, std::uint64_t number,
                              std::string_view document) {
  const base::Digest digest =
      base::hmac_sha256(key, std::to_string(number) + '-' + std::string(document));
  RevisionHash out;
  std::copy_n(digest.begin(), kBytes, out.bytes_.begin());
  return out;
}

Result<RevisionHash> RevisionHash::from_bytes(std::string_view raw) {
  RevisionHash out;
  if (raw.size() != kBytes) return Error{ErrorCode::kCorrupt, "a revision is 16 bytes"};
  std::copy(raw.begin(), raw.end(), out.bytes_.begin());
  return out;
}

std::string RevisionHash::text() const { return base::hex_encode(bytes_); }

Result<Revision> Revision::parse(std::string_view text) {
  const Error malformed{ErrorCode::kMalformed, "a revision has the form N-<32 hex digits>"};
  Revision out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  std::array<std::uint8_t, RevisionHash::kBytes> hash{};
  const bool good = error == std::errc{} && out.number > 0 && text.front() != '0' &&
                    text.substr(digits).starts_with('-') &&
                    base::hex_decode(text.substr(digits + 1), hash);
  if (!good) return malformed;
  out.hash = *RevisionHash::from_bytes({reinterpret_cast<const char*>(hash.data()), hash.size()});
  return out;
}

std::string Revision::text() const {
  std::string out;
  append_to(out);
  return out;
}

void Revision::append_to(std::string& out) const {
  out += std::to_string(number);
  out += '-';
  base::hex_append(out, base::as_bytes(hash.raw()));
}

std::optional<Revision> RevisionChain::newest() const {
  const auto hash =
      RevisionHash::from_bytes(std::string_view(hashes).substr(0, RevisionHash::kBytes));
  if (count == 0 || !hash) return std::nullopt;
  return Revision{count, *hash};
}

bool RevisionChain::holds(const Revision& revision) const {
  if (revision.number > count || count - revision.number >= known()) return false;
  const auto at = (count - revision.number) * RevisionHash::kBytes;
  return std::string_view(hashes).substr(at, RevisionHash::kBytes) == revision.hash.raw();
}

void RevisionChain::push(const RevisionHash& hash) {
  ++count;
  hashes.insert(0, hash.raw());
  if (known() > kRevisionsMax) hashes.resize(kRevisionsMax * RevisionHash::kBytes);
}

std::string RevisionChain::json() const {
  std::string out = R"({"start":)" + std::to_string(count) + R"(,"ids":[)";
  for (std::size_t i = 0; i < known(); ++i) {
    const auto raw =
        std::string_view(hashes).substr(i * RevisionHash::kBytes, RevisionHash::kBytes);
    out += i == 0 ? "\"" : ",\"";
    out += base::hex_encode(base::as_bytes(raw));
    out += '"';
  }
  return out + "]}";
}

}  // namespace shixin::feed
