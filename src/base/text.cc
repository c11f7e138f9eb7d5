#include "base/text.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <opencc/SimpleConverter.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace shixin::base {
namespace {

using CodePoint = UChar32;

// Calls visit(code point, its bytes) for each; a negative code point is a byte that is no UTF-8.
template <class Visit>
void each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t start = at;
    CodePoint c = 0;
    U8_NEXT(bytes, at, size, c);
    visit(c, text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
  }
}

template <class Holds>
std::size_t count(std::string_view text, Holds holds) {
  std::size_t total = 0;
  each_code_point(text,
                  [&](CodePoint c, std::string_view) { total += c >= 0 && holds(c) ? 1 : 0; });
  return total;
}

bool is_script(CodePoint c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == script && U_SUCCESS(status);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What nearly all texts consist of is told without asking ICU four times.
bool is_plain(CodePoint c) { return (c > 0x20 && c < 0x7f) || (c >= 0x4e00 && c <= 0x9fff); }

bool is_invisible(CodePoint c) {
  if (is_plain(c)) return false;
  return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_FORMAT_CHAR ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD, for what is no UTF-8

// What NFKC leaves as it is though people use it for the same thing.
std::string_view unified(CodePoint c, std::string_view bytes) {
  switch (c) {
    case U'〔':
    case U'【':
      return "(";
    case U'〕':
    case U'】':
      return ")";
    case U'•':       // bullet
    case U'‧':       // hyphenation point
    case U'∙':       // bullet operator
    case U'⋅':       // dot operator
    case U'・':      // katakana middle dot, also of half width after NFKC
    case U'\u2e31':  // word separator middle dot
      return "·";
    default:
      return bytes;
  }
}

std::string apply(const icu::Normalizer2* normalizer, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  normalizer->normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr,
                            status);
  std::string out;
  out.reserve(normal.size());
  each_code_point(normal, [&](CodePoint c, std::string_view bytes) {
    out += c < 0 ? kReplacement : unified(c, bytes);
  });
  return out;
}

// Each instance is asked for once: ICU would find it behind a lock of its own at every call, which
// the thread sanitizer, to which Debian's ICU is closed, can not see.
const icu::Normalizer2* nfkc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCInstance(status);
  }();
  return instance;
}

const icu::Normalizer2* nfkc_casefold() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
  }();
  return instance;
}

using Simplified = std::unordered_map<CodePoint, std::string>;

// Every Han character that t2s changes. OpenCC is asked once, a character a line: on whole names it
// would follow phrases (乾隆 keeps its 乾), and a name would not fold as its prefix does.
std::optional<Simplified> load_simplified() {
  std::string characters;
  const auto add = [&](CodePoint from, CodePoint to) {
    for (CodePoint c = from; c <= to; ++c) icu::UnicodeString(c).toUTF8String(characters) += '\n';
  };
  add(0x3400, 0x9fff);
  add(0x20000, 0x2a6df);
  std::string converted;
  try {
    converted = opencc::SimpleConverter("t2s.json").Convert(characters);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  Simplified changed;
  std::string_view rest = converted;
  each_code_point(characters, [&](CodePoint c, std::string_view bytes) {
    if (c == '\n') return;
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line != bytes) changed.emplace(c, line);
  });
  return changed;
}

const std::optional<Simplified>& simplified() {
  static const auto table = load_simplified();
  return table;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  bool valid = true;
  each_code_point(text, [&](CodePoint c, std::string_view) { valid = valid && c >= 0; });
  return valid;
}

std::string normalise(std::string_view text) {
  return is_ascii(text) ? std::string(text) : apply(nfkc(), text);
}

std::string as_read(std::string_view text) { return strip_invisible(normalise(text)); }

std::string strip_invisible(std::string_view text) {
  std::string out;
  each_code_point(text, [&](CodePoint c, std::string_view bytes) {
    if (c < 0 || !is_invisible(c)) out += bytes;
  });
  return out;
}

std::string fold_name(std::string_view name) {
  const auto& table = simplified();
  std::string out;
  each_code_point(apply(nfkc_casefold(), name), [&](CodePoint c, std::string_view bytes) {
    if (is_invisible(c)) return;
    if (c == '.') {
      out += "·";
      return;
    }
    const auto changed = table ? table->find(c) : Simplified::const_iterator{};
    out += table && changed != table->end() ? std::string_view(changed->second) : bytes;
  });
  return out;
}

Result<void> name_tables_ready() {
  if (simplified()) return {};
  return Error{ErrorCode::kUnavailable,
               "OpenCC's dictionary t2s.json is missing: install the package libopencc-data"};
}

std::size_t code_points(std::string_view text) {
  return count(text, [](CodePoint) { return true; });
}

std::size_t count_han(std::string_view text) {
  return count(text, [](CodePoint c) { return is_script(c, USCRIPT_HAN); });
}

std::size_t count_letters(std::string_view text) {
  return count(text, [](CodePoint c) { return u_isalpha(c); });
}

std::size_t count_latin(std::string_view text) {
  return count(text, [](CodePoint c) { return is_script(c, USCRIPT_LATIN); });
}

Result<void> check_text(std::string_view text, std::size_t characters_max, Lines lines) {
  if (!valid_utf8(text)) return Error{ErrorCode::kMalformed, "不是有效的 UTF-8"};
  if (code_points(text) > characters_max) {
    return Error{ErrorCode::kMalformed, fmt::format("不得超过{}个字", characters_max)};
  }
  const auto forbidden = count(text, [&](CodePoint c) {
    if (lines == Lines::kMany && (c == '\n' || c == '\r' || c == '\t')) return false;
    const bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return turns || u_charType(c) == U_CONTROL_CHAR;
  });
  if (forbidden != 0) return Error{ErrorCode::kMalformed, "含有不可见的控制字符"};
  return {};
}

}  // namespace shixin::base
