#include "ledger/note.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "base/text.h"

namespace shixin::ledger {
namespace {

constexpr char kEd25519 = '\1';
constexpr std::string_view kDash = "\u2014 ";
constexpr std::size_t kIdBytes = 4;

// What a name may not hold would end it early, in a signature's line or in a verifier.
bool is_name(std::string_view name) {
  return !name.empty() && base::valid_utf8(name) && name.find('+') == std::string_view::npos &&
         base::strip_invisible(name) == name;
}

std::string tagged(const base::PublicKey& key) {
  return std::string{kEd25519}.append(key.begin(), key.end());
}

std::string id_bytes(std::uint32_t id) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(id >> shift & 0xff);
  return out;
}

std::uint32_t id_of(std::string_view name, const base::PublicKey& key) {
  const auto digest = base::sha256(std::string(name) + "\n" + tagged(key));
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < kIdBytes; ++i) id = id << 8 | digest[i];
  return id;
}

Error no_note(std::string_view why) {
  return {ErrorCode::kMalformed, fmt::format("not a signed note: {}", why)};
}

Error no_verifier() {
  return {ErrorCode::kMalformed,
          "not a verifier: expected NAME+8 hex digits+base64, as `shixin ledger` prints it"};
}

// Newlines apart there is no control character in a note.
bool is_plain(std::string_view note) {
  return base::valid_utf8(note) && std::ranges::all_of(note, [](char c) {
           return static_cast<unsigned char>(c) >= 0x20 || c == '\n';
         });
}

struct SignatureLine {
  std::string_view name;
  std::string id;
  std::string signature;
};

Result<SignatureLine> read_line(std::string_view line) {
  const Error wrong = no_note("a line below the text is no signature");
  if (!line.starts_with(kDash)) return wrong;
  line.remove_prefix(kDash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_name(line.substr(0, space))) return wrong;
  const auto bytes = base::base64_decode(line.substr(space + 1));
  if (!bytes || bytes->size() <= kIdBytes) return wrong;
  return SignatureLine{line.substr(0, space), bytes->substr(0, kIdBytes), bytes->substr(kIdBytes)};
}

}  // namespace

Verifier::Verifier(std::string name, const base::PublicKey& key)
    : name_(std::move(name)), key_(key), id_(id_of(name_, key_)) {}

Result<Verifier> Verifier::parse(std::string_view text) {
  const auto first = text.find('+');
  if (first == std::string_view::npos) return no_verifier();
  const auto second = text.find('+', first + 1);
  if (second == std::string_view::npos) return no_verifier();
  const std::string_view name = text.substr(0, first);
  const auto bytes = base::base64_decode(text.substr(second + 1));
  base::PublicKey key{};
  if (!is_name(name) || !bytes || bytes->size() != 1 + key.size() || bytes->front() != kEd25519) {
    return no_verifier();
  }
  std::copy(bytes->begin() + 1, bytes->end(), key.begin());
  Verifier verifier(std::string(name), key);
  if (verifier.text() != text) {
    return Error{ErrorCode::kMalformed,
                 "not a verifier: its parts do not belong together; copy all of it"};
  }
  return verifier;
}

std::string Verifier::text() const {
  return fmt::format("{}+{:08x}+{}", name_, id_, base::base64_encode(base::as_bytes(tagged(key_))));
}

std::string Signer::sign(std::string_view text) const {
  const auto signature = key_.sign(text);
  const std::string line = id_bytes(as_.id()).append(signature.begin(), signature.end());
  return fmt::format("{}\n{}{} {}\n", text, kDash, as_.name(),
                     base::base64_encode(base::as_bytes(line)));
}

Result<std::string> open_note(std::string_view note, const Verifier& verifier) {
  if (note.size() > kNoteBytesMax) return no_note("it is too large");
  if (!is_plain(note)) return no_note("it is not plain text");
  const auto blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return no_note("no signature stands below it");
  const std::string_view text = note.substr(0, blank + 1);
  std::string_view lines = note.substr(blank + 2);
  if (lines.empty() || lines.back() != '\n') return no_note("it is cut off");
  bool signed_by_key = false;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    const auto line = read_line(lines.substr(0, end));
    lines.remove_prefix(end + 1);
    if (!line) return line.error();
    if (line->name != verifier.name() || line->id != id_bytes(verifier.id())) continue;
    if (!base::has_signed(verifier.key(), text, line->signature)) {
      return Error{ErrorCode::kRefused,
                   "the signature does not fit the text: one of them was altered"};
    }
    signed_by_key = true;
  }
  if (!signed_by_key) {
    return Error{
        ErrorCode::kRefused,
        fmt::format("it is not signed by the key given, which is that of {}", verifier.name())};
  }
  return std::string(text);
}

}  // namespace shixin::ledger
