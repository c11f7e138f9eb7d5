#include "domain/redact.h"

#include <optional>
#include <vector>

#include "domain/citizen_id.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kCitizenDigits = 18;
constexpr std::size_t kLongRun = 15;  // identity numbers of the first generation, bank accounts
constexpr std::size_t kShownOfOthers = 2;

// A character as number-hunting sees it.
struct Unit {
  std::string_view bytes;
  char plain = 0;  // '0'..'9' or 'X' of any width and case, ' ' for a separator, else 0

  bool digit() const { return plain >= '0' && plain <= '9'; }
};

char plain_of(std::string_view bytes) {
  if (bytes == "　") return ' ';
  if (bytes == "Ｘ" || bytes == "ｘ") return 'X';
  if (bytes.size() == 3 && bytes.starts_with("\xef\xbc")) {  // ０ is EF BC 90
    const auto last = static_cast<unsigned char>(bytes[2]);
    return last >= 0x90 && last <= 0x99 ? static_cast<char>('0' + last - 0x90) : '\0';
  }
  if (bytes.size() != 1) return 0;
  const char c = bytes.front();
  if (c == ' ' || c == '-') return ' ';
  if (c == 'X' || c == 'x') return 'X';
  return c >= '0' && c <= '9' ? c : '\0';
}

std::vector<Unit> units_of(std::string_view text) {
  std::vector<Unit> units;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    const auto bytes = text.substr(at, end - at);
    units.push_back({bytes, plain_of(bytes)});
    at = end;
  }
  return units;
}

struct Found {
  std::size_t units;
  std::string masked;
};

// A citizen's number that begins here, whole or in groups.
std::optional<Found> citizen_number(const std::vector<Unit>& units, std::size_t from) {
  std::string number;
  std::size_t at = from;
  for (; at < units.size() && number.size() < kCitizenDigits; ++at) {
    const bool check_place = number.size() + 1 == kCitizenDigits;
    const bool after_digit = at > from && units[at - 1].digit();
    if (units[at].digit() || (check_place && units[at].plain == 'X')) {
      number += units[at].plain;
    } else if (units[at].plain != ' ' || !after_digit) {
      return std::nullopt;
    }
  }
  if (at < units.size() && units[at].digit()) return std::nullopt;
  const auto citizen = CitizenId::parse(number);
  if (!citizen || number.size() != kCitizenDigits) return std::nullopt;
  return Found{at - from, citizen->masked()};
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

std::string mask_numbers(std::string_view text) {
  const auto units = units_of(text);
  std::string out;
  for (std::size_t at = 0; at < units.size();) {
    auto found = units[at].digit() ? citizen_number(units, at) : std::nullopt;
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
  std::string out = mask_numbers(text);
  for (const auto& [number, masked] : own_) {
    for (auto at = out.find(number.reveal()); at != std::string::npos;
         at = out.find(number.reveal(), at + masked.size())) {
      out.replace(at, masked.size(), masked);
    }
  }
  return out;
}

}  // namespace shixin::domain
