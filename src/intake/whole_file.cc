#include "intake/whole_file.h"

namespace shixin::intake {

Result<std::string> read_whole(std::istream& file, std::size_t bytes_max, std::string too_large) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::string bytes;
  while (bytes.size() <= bytes_max && file) {
    const std::size_t had = bytes.size();
    bytes.resize(had + kPiece);
    file.read(bytes.data() + had, static_cast<std::streamsize>(kPiece));
    bytes.resize(had + static_cast<std::size_t>(file.gcount()));
  }
  if (bytes.size() <= bytes_max) return bytes;
  return Error{ErrorCode::kTooLarge, std::move(too_large)};
}

}  // namespace shixin::intake
