// ZipWriter: a zip archive made from front to back, so that it can be sent while it is made and
// none of it is ever on a disk. Each part is deflated and its size told behind it (APPNOTE 4.4.4,
// bit 3). Holds one part's compressor, some 256 KiB, and a line for each part. One thread at a
// time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

struct z_stream_s;

namespace shixin::base {

// Of a part, unpacked, and of the archive: what the directory's 32-bit fields can say, without the
// extensions that spreadsheets read unevenly. Less by what one write and the directory may add.
inline constexpr std::uint64_t kZipBytesMax = std::uint64_t{4000} << 20;

class ZipWriter {
 public:
  // Ends the part before.
  void begin(std::string name);
  // More of the part begun. kTooLarge past kZipBytesMax; then the archive can not be finished.
  Result<void> write(std::string_view bytes);
  // The directory; nothing comes after it.
  void finish();

  // What was made since the last call, to be sent in this order.
  std::string take() { return std::exchange(out_, {}); }
  std::size_t waiting() const { return out_.size(); }

 private:
  struct Part {
    std::string name;
    std::uint64_t at = 0;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint32_t crc = 0;
  };
  struct EndDeflate {
    void operator()(z_stream_s* stream) const;
  };
  void deflate(std::string_view bytes, int flush);
  void end_part();
  void put(std::string_view bytes);

  std::string out_;
  std::uint64_t made_ = 0;  // bytes, taken or not
  std::vector<Part> parts_;
  std::unique_ptr<z_stream_s, EndDeflate> stream_;  // set while a part is open
};

}  // namespace shixin::base
