#include "base/zip_writer.h"

#include <zlib.h>

#include <array>
#include <new>

namespace shixin::base {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDescriptor = 0x08074b50;
constexpr std::uint32_t kDirectoryHeader = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
constexpr std::uint16_t kVersion = 20;    // deflate
constexpr std::uint16_t kFlags = 0x0808;  // sizes behind the part; names are UTF-8
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kMidnight = 0;
constexpr std::uint16_t kFirstDay = 0x0021;  // 1980-01-01: the same list gives the same bytes

// Little-endian fields, one after another.
class Fields {
 public:
  Fields& u16(std::uint64_t value) { return put(value, 2); }
  Fields& u32(std::uint64_t value) { return put(value, 4); }
  const std::string& bytes() const { return bytes_; }

 private:
  Fields& put(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) bytes_ += static_cast<char>((value >> (8 * i)) & 0xFF);
    return *this;
  }
  std::string bytes_;
};

// Version, flags, method, time and day, as both headers say them.
Fields& common(Fields& fields) {
  return fields.u16(kVersion).u16(kFlags).u16(kDeflated).u16(kMidnight).u16(kFirstDay);
}

}  // namespace

void ZipWriter::EndDeflate::operator()(z_stream_s* stream) const {
  deflateEnd(stream);
  delete stream;
}

void ZipWriter::begin(std::string name) {
  end_part();
  Fields header;
  common(header.u32(kLocalHeader)).u32(0).u32(0).u32(0).u16(name.size()).u16(0);
  parts_.push_back({std::move(name), made_});
  put(header.bytes());
  put(parts_.back().name);
  auto stream = std::make_unique<z_stream_s>();
  // No header of zlib's own: a zip has another one around it.
  if (deflateInit2(stream.get(), Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  stream_.reset(stream.release());
}

Result<void> ZipWriter::write(std::string_view bytes) {
  Part& part = parts_.back();
  if (part.unpacked + bytes.size() > kZipBytesMax || made_ > kZipBytesMax) {
    return Error{ErrorCode::kTooLarge, "a zip archive of more than 4 GB"};
  }
  part.crc = static_cast<std::uint32_t>(
      crc32_z(part.crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  part.unpacked += bytes.size();
  deflate(bytes, Z_NO_FLUSH);
  return {};
}

void ZipWriter::finish() {
  end_part();
  const std::uint64_t begins = made_;
  for (const Part& part : parts_) {
    Fields header;
    common(header.u32(kDirectoryHeader).u16(kVersion)).u32(part.crc);
    header.u32(part.packed).u32(part.unpacked).u16(part.name.size());
    header.u16(0).u16(0).u16(0).u16(0).u32(0).u32(part.at);  // nothing extra, one disk, a file
    put(header.bytes());
    put(part.name);
  }
  Fields end;
  end.u32(kDirectoryEnd).u16(0).u16(0).u16(parts_.size()).u16(parts_.size());
  put(end.u32(made_ - begins).u32(begins).u16(0).bytes());
}

void ZipWriter::deflate(std::string_view bytes, int flush) {
  std::array<char, std::size_t{16} << 10> piece;
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream_->avail_in = static_cast<uInt>(bytes.size());
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_->avail_out = static_cast<uInt>(piece.size());
    ::deflate(stream_.get(), flush);
    const std::size_t got = piece.size() - stream_->avail_out;
    parts_.back().packed += got;
    put({piece.data(), got});
  } while (stream_->avail_out == 0);
}

void ZipWriter::end_part() {
  if (!stream_) return;
  deflate({}, Z_FINISH);
  stream_.reset();
  const Part& part = parts_.back();
  Fields descriptor;
  descriptor.u32(kDescriptor).u32(part.crc).u32(part.packed).u32(part.unpacked);
  put(descriptor.bytes());
}

void ZipWriter::put(std::string_view bytes) {
  out_ += bytes;
  made_ += bytes.size();
}

}  // namespace shixin::base
