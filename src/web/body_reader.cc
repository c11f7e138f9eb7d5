#include "web/body_reader.h"

#include <algorithm>

namespace shixin::web {
namespace {

// What the chunks may cost beside the body: a client that sends byte by byte needs five to one.
constexpr std::uint64_t kAroundPerByte = 8;
constexpr std::uint64_t kAroundAtLeast = 4096;
constexpr int kDigitsMax = 16;  // of 64 bits

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_space(char c) { return c == ' ' || c == '\t'; }

bool is_text(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); }

}  // namespace

BodyReader::BodyReader(const Framing& framing)
    : chunked_(framing.chunked),
      state_(framing.chunked ? State::kSize : State::kData),
      size_(framing.length) {
  if (!framing.has_body()) state_ = State::kWhole;
}

bool BodyReader::go(bool good, State next) {
  state_ = next;
  return good;
}

bool BodyReader::in_size(char c) {
  if (const int digit = hex_digit(c); digit >= 0) {
    size_ = size_ * 16 + static_cast<std::uint64_t>(digit);
    return ++digits_ <= kDigitsMax;
  }
  if (digits_ == 0) return false;
  if (c == '\r') return go(true, State::kSizeEnd);
  if (c == ';') return go(true, State::kExtension);
  return go(is_space(c), State::kSizeSpace);
}

// One byte that is not data; false when it may not stand here.
bool BodyReader::step(char c) {
  switch (state_) {
    case State::kSize:
      return in_size(c);
    case State::kSizeSpace:  // RFC 9112 allows it before an extension alone
      return c == ';' ? go(true, State::kExtension) : is_space(c);
    case State::kExtension:
      return c == '\r' ? go(true, State::kSizeEnd) : is_text(c);
    case State::kSizeEnd:
      return go(c == '\n', size_ == 0 ? State::kTrailer : State::kData);
    case State::kDataReturn:
      return go(c == '\r', State::kDataEnd);
    case State::kDataEnd:
      digits_ = 0;
      return go(c == '\n', State::kSize);
    case State::kTrailer:
      return c == '\r' ? go(true, State::kEnd) : go(is_text(c), State::kTrailerLine);
    case State::kTrailerLine:
      return c == '\r' ? go(true, State::kTrailerEnd) : is_text(c);
    case State::kTrailerEnd:
      return go(c == '\n', State::kTrailer);
    case State::kEnd:
      return go(c == '\n', State::kWhole);
    case State::kData:
    case State::kWhole:
      break;
  }
  return false;
}

Result<BodyReader::Piece> BodyReader::read(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && state_ != State::kData && state_ != State::kWhole) {
    const bool affordable = ++around_ <= kAroundAtLeast + data_ * kAroundPerByte;
    if (!affordable || !step(bytes[used++])) {
      return Error{ErrorCode::kMalformed, "分块传输的格式有误"};
    }
  }
  if (state_ != State::kData) return Piece{{}, used};
  const std::string_view data = bytes.substr(used, std::min<std::uint64_t>(size_, bytes.size()));
  size_ -= data.size();
  data_ += data.size();
  if (size_ == 0) state_ = chunked_ ? State::kDataReturn : State::kWhole;
  return Piece{data, used + data.size()};
}

}  // namespace shixin::web
