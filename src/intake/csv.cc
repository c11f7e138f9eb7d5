#include "intake/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/gb18030.h"
#include "base/text.h"
#include "intake/format.h"

namespace shixin::intake {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
using base::kByteOrderMark;

bool next_piece(std::istream& file, std::string& piece) {
  piece.resize(kPieceBytes);
  file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(file.gcount()));
  return !piece.empty();
}

// How much of the text is whole characters of UTF-8: the last may go on in the next piece.
std::size_t whole_characters(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) break;
    if (byte < 0xC0) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? text.size() - back : text.size();
  }
  return text.size();
}

enum class Encoding { kUtf8, kGb18030 };

// Turns pieces of a file into UTF-8; an error is where the file is not what it is taken for.
class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  Result<std::string> feed(std::string_view bytes, bool last) {
    if (encoding_ == Encoding::kGb18030) return gb18030_.feed(bytes, last);
    std::string text = std::move(held_) + std::string(bytes);
    const std::size_t whole = last ? text.size() : whole_characters(text);
    held_ = text.substr(whole);
    text.resize(whole);
    if (!base::valid_utf8(text)) return Error{ErrorCode::kMalformed, "不是有效的 UTF-8"};
    return text;
  }

 private:
  Encoding encoding_;
  base::Gb18030 gb18030_;
  std::string held_;
};

// Decodes the file piece by piece until `take(text, bytes read)` returns false.
template <class Take>
Result<void> decode(std::istream& file, Encoding encoding, Take take) {
  file.clear();
  file.seekg(0);
  Decoder decoder(encoding);
  std::string piece;
  std::uint64_t read = 0;
  while (next_piece(file, piece)) {
    read += piece.size();
    auto text = decoder.feed(piece, false);
    if (!text) return std::move(text).error();
    if (!take(*text, read)) return {};
  }
  auto rest = decoder.feed({}, true);
  if (!rest) return std::move(rest).error();
  take(*rest, read);
  return {};
}

Result<Encoding> encoding_of(std::istream& file) {
  bool nul = false;
  const auto look = [&](const std::string& text, std::uint64_t) {
    nul = nul || text.find('\0') != std::string::npos;
    return true;
  };
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030}) {
    nul = false;
    if (!decode(file, encoding, look)) continue;
    if (nul) break;
    return encoding;
  }
  return Error{ErrorCode::kMalformed, nul ? "文件含有 NUL 字节,可能是 UTF-16:请另存为“CSV UTF-8”"
                                          : "文件既不是 UTF-8,也不是 GB18030:请另存为“CSV UTF-8”"};
}

// Takes text in pieces and hands over rows.
class Scanner {
 public:
  explicit Scanner(const std::function<bool(TableRow)>& take) : take_(take) {}

  // One line that base::csv_line() wrote: parted by commas, and a row also when it is blank.
  void expect_own_line() {
    delimiter_ = ',';
    keeps_blank_ = true;
  }

  // False when no more rows are wanted.
  bool feed(std::string_view text, std::uint64_t read) {
    row_.read = read;
    if (!delimiter_) {
      head_ += text;
      const auto end = end_of_line(head_);
      if (!end && head_.size() <= kRowBytesMax) return true;
      delimiter_ = likeliest(std::string_view(head_).substr(0, end.value_or(head_.size())));
      return scan(std::exchange(head_, {}));
    }
    return scan(text);
  }

  void finish() {
    if (!delimiter_) {
      delimiter_ = likeliest(head_);
      if (!scan(std::exchange(head_, {}))) return;
    }
    if (state_ == State::kQuoted) row_.broken = "引号没有结束,文件可能不完整";
    if (any_) end_row();
  }

 private:
  enum class State { kStart, kPlain, kQuoted, kQuoteInQuoted };

  static std::optional<std::size_t> end_of_line(std::string_view text) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '"') quoted = !quoted;
      if (text[at] == '\n' && !quoted) return at;
    }
    return std::nullopt;
  }

  // What stands oftenest outside quotes in the header row; a comma where nothing does.
  static char likeliest(std::string_view line) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {',', ';', '\t'}) {
      std::ptrdiff_t count = 0;
      bool quoted = false;
      for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == candidate && !quoted) ++count;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  bool scan(std::string_view text) {
    return std::ranges::all_of(text, [&](char c) { return take_char(c); });
  }

  bool take_char(char c) {
    if (!any_) row_.line = line_;
    any_ = true;
    if (c == '\n') ++line_;
    if (state_ == State::kQuoted) {
      if (c == '"') {
        state_ = State::kQuoteInQuoted;
      } else {
        add(c);
      }
      return true;
    }
    if (state_ == State::kQuoteInQuoted && c == '"') {
      state_ = State::kQuoted;
      add(c);
      return true;
    }
    if (c == '\n') return end_row();
    if (c == delimiter_) {
      end_cell();
      return true;
    }
    if (c == '"' && state_ == State::kStart) {
      state_ = State::kQuoted;
      return true;
    }
    // A line may end in CRLF; anything else after the closing quote does not belong there.
    const bool stray = c == '"' || (state_ == State::kQuoteInQuoted && c != '\r');
    if (stray) row_.broken = "引号的位置不对:含有引号的单元格应以引号括起,其中的引号写两次";
    state_ = State::kPlain;
    add(c);
    ends_in_cr_ = c == '\r';
    return true;
  }

  void add(char c) {
    ends_in_cr_ = false;
    if (++bytes_ <= kRowBytesMax) cell_ += c;
  }

  void end_cell() {
    row_.cells.push_back(std::exchange(cell_, {}));
    ends_in_cr_ = false;
    state_ = State::kStart;
  }

  bool end_row() {
    if (ends_in_cr_ && !cell_.empty()) cell_.pop_back();
    end_cell();
    if (bytes_ > kRowBytesMax) {
      row_.broken = fmt::format("一行不得超过{}字节", kRowBytesMax);
      for (std::string& cell : row_.cells) cell.resize(whole_characters(cell));
    }
    const bool blank =
        std::ranges::all_of(row_.cells, [](const auto& cell) { return cell.empty(); });
    const bool wanted = (blank && !keeps_blank_) || take_(row_);
    row_ = {0, row_.read, {}, {}};
    any_ = false;
    bytes_ = 0;
    return wanted;
  }

  const std::function<bool(TableRow)>& take_;
  std::optional<char> delimiter_;
  std::string head_;  // until the delimiter is known
  State state_ = State::kStart;
  TableRow row_;
  std::string cell_;
  std::size_t bytes_ = 0;   // of the row
  std::uint64_t line_ = 1;  // that the next character stands on
  bool keeps_blank_ = false;
  bool ends_in_cr_ = false;  // the cell, outside quotes: half a line end
  bool any_ = false;         // something of the row was read
};

}  // namespace

Result<void> read_csv(std::istream& file, const std::function<bool(TableRow)>& take) {
  auto encoding = encoding_of(file);
  if (!encoding) return std::move(encoding).error();
  Scanner scanner(take);
  bool first = true, wanted = true;
  auto done = decode(file, *encoding, [&](std::string_view text, std::uint64_t read) {
    if (std::exchange(first, false) && text.starts_with(kByteOrderMark)) {
      text.remove_prefix(kByteOrderMark.size());
    }
    wanted = scanner.feed(text, read);
    return wanted;
  });
  if (done && wanted) scanner.finish();
  return done;
}

std::vector<std::string> csv_cells(std::string_view line) {
  std::vector<std::string> cells;
  const std::function<bool(TableRow)> take = [&](TableRow row) {
    cells = std::move(row.cells);
    return true;
  };
  Scanner scanner(take);
  scanner.expect_own_line();
  scanner.feed(line, 0);
  scanner.finish();
  return cells;
}

}  // namespace shixin::intake
