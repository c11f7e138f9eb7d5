#include "intake/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace shixin::intake {
namespace {

using base::Json;

// Nothing around it that nobody sees, of one width.
std::string plain(std::string_view text) {
  std::string out = base::normalise(text);
  const auto from = out.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return out.substr(from, out.find_last_not_of(" \t\r\n") - from + 1);
}

// Line breaks, semicolons of both widths, and 、 where the words themselves hold none.
std::vector<std::string> parts_of(std::string_view text, std::string_view breaks) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t width = 0;
    for (const std::string_view mark : {"、", "；", ";", "\n"}) {
      const bool counts = mark != "、" || breaks == "、";
      if (counts && text.substr(at).starts_with(mark)) width = mark.size();
    }
    if (width > 0) {
      parts.emplace_back();
      at += width;
    } else {
      parts.back() += text[at++];
    }
  }
  std::erase_if(parts, [](const std::string& part) { return base::strip_invisible(part).empty(); });
  return parts;
}

std::string_view word_of(std::span<const Spelling> words, std::string_view text) {
  const auto at = std::ranges::find_if(
      words, [&](const Spelling& spelling) { return plain(spelling.written) == text; });
  return at == words.end() ? text : at->word;
}

// Words are parted at 、 only where that makes words: some of the grounds hold one.
Json words_json(std::span<const Spelling> words, std::string_view text) {
  Json out = Json::array();
  for (const std::string& part : parts_of(text, "")) {
    const std::string whole = plain(part);
    const auto word = word_of(words, whole);
    if (word != whole) {
      out.push_back(word);
      continue;
    }
    for (const std::string& piece : parts_of(part, "、")) {
      const std::string cleaned = plain(piece);
      out.push_back(word_of(words, cleaned));
    }
  }
  return out;
}

std::string day_text(std::string_view text) {
  const std::string given = plain(text);
  std::vector<std::string> numbers(1);
  for (std::size_t at = 0; at < given.size();) {
    const std::string_view rest = std::string_view(given).substr(at);
    if (rest.front() >= '0' && rest.front() <= '9') {
      numbers.back() += rest.front();
      ++at;
      continue;
    }
    std::size_t width = 0;
    for (const std::string_view mark : {"-", "/", ".", "年", "月", "日"}) {
      if (rest.starts_with(mark)) width = mark.size();
    }
    if (width == 0) return std::string(text);
    at += width;
    if (at < given.size()) numbers.emplace_back();
  }
  if (numbers.size() == 1 && numbers[0].size() == 8) {
    numbers = {numbers[0].substr(0, 4), numbers[0].substr(4, 2), numbers[0].substr(6)};
  }
  const bool formed = numbers.size() == 3 && numbers[0].size() == 4 && !numbers[1].empty() &&
                      numbers[1].size() <= 2 && !numbers[2].empty() && numbers[2].size() <= 2;
  if (!formed) return std::string(text);
  return fmt::format("{}-{:0>2}-{:0>2}", numbers[0], numbers[1], numbers[2]);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Fen; nullopt for what is no amount in yuan, or has parts of a fen.
std::optional<std::int64_t> fen_of(std::string_view text) {
  constexpr std::int64_t kYuanMax = 10'000'000'000'000;
  std::string given = plain(text);
  std::erase(given, ',');
  if (given.ends_with("元")) given.resize(given.size() - std::string_view("元").size());
  const std::size_t point = std::min(given.find('.'), given.size());
  std::string cents = point < given.size() ? given.substr(point + 1) : "0";
  if (cents.empty() || cents.size() > 2) return std::nullopt;
  cents.resize(2, '0');
  const auto yuan = whole_number(std::string_view(given).substr(0, point));
  const auto fen = whole_number(cents);
  if (!yuan || !fen || *fen < 0 || *yuan < 0 || *yuan > kYuanMax || given.front() == '-') {
    return std::nullopt;
  }
  return *yuan * 100 + *fen;
}

Json flag_json(std::string_view text) {
  const std::string given = plain(text);
  for (const char* yes : {"是", "true", "TRUE", "1"}) {
    if (given == yes) return true;
  }
  for (const char* no : {"否", "false", "FALSE", "0"}) {
    if (given == no) return false;
  }
  return std::string(text);
}

template <class Read>
Json each_part(std::string_view text, Read read) {
  Json out = Json::array();
  for (const std::string& part : parts_of(text, "、")) out.push_back(read(part));
  return out;
}

Json number_or(std::optional<std::int64_t> number, std::string_view text) {
  return number ? Json(*number) : Json(std::string(text));
}

}  // namespace

Json cell_json(Cell cell, std::span<const Spelling> words, std::string_view text) {
  switch (cell) {
    case Cell::kText:
      return std::string(text);
    case Cell::kTexts:
      return each_part(text, plain);
    case Cell::kDay:
      return day_text(text);
    case Cell::kDays:
      return each_part(text, day_text);
    case Cell::kYuan:
      return number_or(fen_of(text), text);
    case Cell::kCount:
      return number_or(whole_number(plain(text)), text);
    case Cell::kFlag:
      return flag_json(text);
    case Cell::kWord:
      return std::string(word_of(words, plain(text)));
    case Cell::kWords:
      return words_json(words, text);
  }
  return std::string(text);
}

}  // namespace shixin::intake
