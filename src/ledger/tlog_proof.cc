#include "ledger/tlog_proof.h"

#include <fmt/format.h>

#include "base/encoding.h"
#include "ledger/decimal.h"

namespace shixin::ledger {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

// The line behind `label`; "" where another one stands. A line is never empty here.
std::string_view take_labelled(std::string_view& text, std::string_view label) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(label)) return {};
  const std::string_view value = text.substr(label.size(), end - label.size());
  text.remove_prefix(end + 1);
  return value;
}

std::string base64(std::string_view bytes) { return base::base64_encode(base::as_bytes(bytes)); }

}  // namespace

std::string ProofDocument::text() const {
  std::string out(kFirstLine);
  if (!extra.empty()) out += fmt::format("{}{}\n", kExtra, base64(extra));
  out += fmt::format("{}{}\n", kIndex, index);
  for (const Hash& hash : proof) out += base64(hash.raw()) + "\n";
  return out + "\n" + checkpoint;
}

Result<ProofDocument> ProofDocument::parse(std::string_view text) {
  const Error wrong{ErrorCode::kMalformed,
                    "not a proof document, or not all of one: it begins with "
                    "c2sp.org/tlog-proof@v1 and ends with a signed checkpoint"};
  if (!text.starts_with(kFirstLine)) return wrong;
  text.remove_prefix(kFirstLine.size());
  ProofDocument document;
  if (text.starts_with(kExtra)) {
    auto extra = base::base64_decode(take_labelled(text, kExtra));
    if (!extra || extra->empty()) return wrong;
    document.extra = *std::move(extra);
  }
  const auto index = read_decimal(take_labelled(text, kIndex));
  if (!index) return wrong;
  document.index = *index;
  while (!text.starts_with('\n')) {
    const auto bytes = base::base64_decode(take_labelled(text, ""));
    const auto hash = bytes ? Hash::from_bytes(*bytes) : Result<Hash>(wrong);
    if (!hash) return wrong;
    document.proof.push_back(*hash);
  }
  document.checkpoint = text.substr(1);
  return document;
}

}  // namespace shixin::ledger
