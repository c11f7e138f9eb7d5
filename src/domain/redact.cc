#include "domain/redact.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "domain/citizen_id.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kCitizenDigits = 18;
constexpr std::size_t kLongRun = 15;  // identity numbers of the first generation, bank accounts
constexpr std::size_t kShownOfOthers = 2;
// Between the groups of a number people put spaces, dots, strokes, and what they do not see.
constexpr std::size_t kSeparatorsMax = 3;

// A character as number-hunting sees it.
struct Unit {
  std::string_view bytes;
  // A digit or Latin letter of any width, in capitals; 0 for another letter; else kSeparator.
  char plain = 0;

  bool digit() const { return is_digit(plain); }
};
constexpr char kSeparator = ' ';

bool is_han(std::string_view bytes) { return bytes.front() >= '\xe4' && bytes.front() <= '\xe9'; }

char plain_of(std::string_view bytes) {
  if (bytes.size() == 3 && is_han(bytes)) return 0;  // most there is, and quickly told
  const std::string plain = bytes.size() == 1 ? std::string(bytes) : base::normalise(bytes);
  if (plain.size() == 1 && (is_digit(plain[0]) || is_upper(plain[0]))) return plain[0];
  if (plain.size() == 1 && plain[0] >= 'a' && plain[0] <= 'z') {
    return static_cast<char>(plain[0] - 'a' + 'A');
  }
  return base::count_letters(plain) > 0 ? '\0' : kSeparator;
}

std::vector<Unit> units_of(std::string_view text) {
  std::vector<Unit> units;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && !base::begins_character(text[end])) ++end;
    const auto bytes = text.substr(at, end - at);
    units.push_back({bytes, plain_of(bytes)});
    at = end;
  }
  return units;
}

// The next `count` characters that are no separators, which begin here, and how many units they
// take; nullopt where others come, or more separators than stand within a number.
struct Taken {
  std::string plain;
  std::size_t units;
};
std::optional<Taken> take(const std::vector<Unit>& units, std::size_t from, std::size_t count) {
  Taken taken{{}, 0};
  std::size_t separators = 0;
  for (std::size_t at = from; at < units.size() && taken.plain.size() < count; ++at) {
    if (units[at].plain == 0) return std::nullopt;
    separators = units[at].plain == kSeparator ? separators + 1 : 0;
    if (separators > (taken.plain.empty() ? 0 : kSeparatorsMax)) return std::nullopt;
    if (separators == 0) taken.plain += units[at].plain;
    taken.units = at + 1 - from;
  }
  return taken.plain.size() == count ? std::optional(std::move(taken)) : std::nullopt;
}

struct Found {
  std::size_t units;
  std::string masked;
};

// A citizen's number that begins here, whole or in groups.
std::optional<Found> citizen_number(const std::vector<Unit>& units, std::size_t from) {
  const auto taken = take(units, from, kCitizenDigits);
  if (!taken) return std::nullopt;
  const auto after = from + taken->units;
  if (after < units.size() && units[after].digit()) return std::nullopt;
  const auto citizen = CitizenId::parse(taken->plain);
  if (!citizen) return std::nullopt;
  return Found{taken->units, citizen->masked()};
}

// A number of the subject's own, as number-hunting sees it.
struct Sought {
  std::string plain;  // not empty
  std::string_view masked;
};

std::optional<Found> own_number(const std::vector<Unit>& units, std::size_t from,
                                const std::vector<Sought>& own) {
  for (const auto& [plain, masked] : own) {
    if (units[from].plain != plain.front()) continue;
    const auto taken = take(units, from, plain.size());
    if (taken && taken->plain == plain) return Found{taken->units, std::string(masked)};
  }
  return std::nullopt;
}

// Any unbroken number as long as an identity number.
std::optional<Found> long_number(const std::vector<Unit>& units, std::size_t from) {
  std::string number;
  std::size_t at = from;
  while (at < units.size() && units[at].digit()) number += units[at++].plain;
  if (number.size() < kLongRun) return std::nullopt;
  if (at < units.size() && units[at].plain == 'X') number += units[at++].plain;
  if (const auto citizen = CitizenId::parse(number)) {
    return Found{at - from, citizen->masked()};
  }
  return Found{at - from,
               number.substr(0, kShownOfOthers) + std::string(number.size() - kShownOfOthers, '*')};
}

}  // namespace

Redaction Redaction::of(const Subject& subject) {
  Redaction out;
  for (const auto& known : subject.documents) out.add(known.document);
  return out;
}

Redaction Redaction::of(const SubjectRef& ref) {
  Redaction out;
  for (const Document& document : ref.documents) out.add(document);
  return out;
}

void Redaction::add(const Document& document) {
  std::string masked = document.masked();
  if (masked != document.number.reveal()) own_.push_back({document.number, std::move(masked)});
}

std::string Redaction::operator()(std::string_view text) const {
  const auto units = units_of(text);
  std::vector<Sought> own;
  for (const auto& [number, masked] : own_) {
    std::string plain = number.reveal();
    std::erase_if(plain, [](char c) { return !is_digit(c) && !is_upper(c); });
    if (!plain.empty()) own.push_back({std::move(plain), masked});
  }
  std::string out;
  for (std::size_t at = 0; at < units.size();) {
    auto found = own_number(units, at, own);
    if (!found && units[at].digit()) found = citizen_number(units, at);
    if (!found && units[at].digit()) found = long_number(units, at);
    if (found) {
      out += found->masked;
      at += found->units;
      continue;
    }
    // A number begins where its digits begin: what is left of these is not one.
    const bool digits = units[at].digit();
    do {
      out += units[at++].bytes;
    } while (digits && at < units.size() && units[at].digit());
  }
  return out;
}

}  // namespace shixin::domain
