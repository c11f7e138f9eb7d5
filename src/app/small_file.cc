#include "app/small_file.h"

#include <fstream>

namespace shixin::app {

Result<std::string> read_small_file(const std::filesystem::path& file, std::size_t bytes_max) {
  std::ifstream in(file == "-" ? "/dev/stdin" : file, std::ios::binary);
  // One byte more than is taken tells a file that is too large.
  std::string content(bytes_max + 1, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (in.bad() || (!in.eof() && in.fail())) {
    return Error{ErrorCode::kUnavailable, file.string() + " can not be read"};
  }
  content.resize(static_cast<std::size_t>(in.gcount()));
  if (content.size() > bytes_max) {
    return Error{ErrorCode::kTooLarge, file.string() + " is larger than any file of its kind"};
  }
  return content;
}

}  // namespace shixin::app
