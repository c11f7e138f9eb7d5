#include "ledger/opening.h"

#include <fmt/format.h>

#include "ledger/tile.h"

namespace shixin::ledger {
namespace {

constexpr char kOpeningVersion = '\1';

Result<Opening> read_opening(std::string_view extra) {
  const Error wrong{ErrorCode::kMalformed,
                    "the document holds no record, or one of a version this program does not know"};
  if (extra.empty() || extra.front() != kOpeningVersion) return wrong;
  auto opening = base::decode<Opening>(extra.substr(1));
  if (!opening || opening->audit_head.size() != kHashBytes) return wrong;
  return opening;
}

}  // namespace

std::string Opening::bytes() const { return kOpeningVersion + base::encode(*this); }

Result<Shown> verify(const ProofDocument& document, const Verifier& verifier) {
  auto checkpoint = open_checkpoint(document.checkpoint, verifier);
  if (!checkpoint) return std::move(checkpoint).error();
  auto opening = read_opening(document.extra);
  if (!opening) return std::move(opening).error();
  auto commitment = commitment_of(opening->key, opening->record);
  if (!commitment) return Error{ErrorCode::kMalformed, "the document's key is none"};
  // An index past every tree is refused as one that is not in this one.
  const std::uint64_t seq = document.index + 1;
  const Leaf leaf{seq, {}, *std::move(commitment), std::move(opening->audit_head)};
  if (!proves_inclusion(document.proof, document.index, leaf_hash(entry_of(leaf)),
                        checkpoint->tree)) {
    return Error{
        ErrorCode::kRefused,
        fmt::format("the log of {} does not hold this record as its number {}: the record, "
                    "its key or the proof was altered",
                    checkpoint->origin, seq)};
  }
  return Shown{*std::move(checkpoint), seq, std::move(opening->record)};
}

}  // namespace shixin::ledger
