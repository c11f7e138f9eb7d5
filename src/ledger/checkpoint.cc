#include "ledger/checkpoint.h"

#include <fmt/format.h>

#include <optional>

#include "base/encoding.h"
#include "ledger/decimal.h"

namespace shixin::ledger {
namespace {

// nullopt: there is no further line, or an empty one.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string Checkpoint::text() const {
  return fmt::format("{}\n{}\n{}\n", origin, tree.size,
                     base::base64_encode(base::as_bytes(tree.root.raw())));
}

Result<Checkpoint> Checkpoint::parse(std::string_view text) {
  const Error wrong{ErrorCode::kMalformed,
                    "not a checkpoint: expected an origin, a size and a root, each on its line"};
  const auto origin = take_line(text);
  if (!origin) return wrong;
  const auto size_line = take_line(text);
  const auto size = size_line ? read_decimal(*size_line) : std::nullopt;
  if (!size) return wrong;
  const auto root_line = take_line(text);
  const auto bytes = root_line ? base::base64_decode(*root_line) : std::nullopt;
  if (!bytes) return wrong;
  const auto root = Hash::from_bytes(*bytes);
  if (!root) return wrong;
  while (!text.empty()) {
    if (!take_line(text)) return wrong;
  }
  return Checkpoint{std::string(*origin), {*size, *root}};
}

Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier) {
  const auto text = open_note(note, verifier);
  if (!text) return text.error();
  auto checkpoint = Checkpoint::parse(*text);
  if (checkpoint && checkpoint->origin != verifier.name()) {
    return Error{
        ErrorCode::kRefused,
        fmt::format("a checkpoint of {}, signed by the key of another log", checkpoint->origin)};
  }
  return checkpoint;
}

}  // namespace shixin::ledger
