// Text as people type it, brought into the forms we compare and store. All text here is UTF-8;
// bytes that are not become U+FFFD, so check valid_utf8() at the edge. Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::base {

// Strict: no overlong forms, no surrogates, nothing past U+10FFFF.
bool valid_utf8(std::string_view text);

// NFKC, and what NFKC leaves: 〔〕【】 become round brackets, every middle dot becomes U+00B7.
std::string normalise(std::string_view text);

// Without spaces, control and format characters (zero-width joiners, byte order marks, marks of
// direction): what comes along in a paste and nobody sees.
std::string strip_invisible(std::string_view text);

// Without what no reader tells apart: widths, brackets, spaces, and what nobody sees.
std::string as_read(std::string_view text);

// The form in which names are indexed and compared: normalised, nothing invisible, Latin letters in
// one case, a full stop as a middle dot, traditional characters as simplified ones. Characters fold
// one by one, so the fold of a prefix is a prefix of the fold. Holds no 0x00.
std::string fold_name(std::string_view name);

// kUnavailable when OpenCC's dictionary is not installed; fold_name() then leaves traditional
// characters as they are, so ask once before serving.
Result<void> name_tables_ready();

// Whether this byte of UTF-8 begins a character.
constexpr bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t code_points(std::string_view text);
std::size_t count_han(std::string_view text);
// Letters and ideographs of any script.
std::size_t count_letters(std::string_view text);
std::size_t count_latin(std::string_view text);  // letters of the Latin script

enum class Lines { kOne, kMany };

// Free text from outside: valid UTF-8, at most `characters_max` code points, no control characters
// (line breaks only where `lines` allows them) and no marks that turn the direction of reading.
Result<void> check_text(std::string_view text, std::size_t characters_max,
                        Lines lines = Lines::kOne);

}  // namespace shixin::base
