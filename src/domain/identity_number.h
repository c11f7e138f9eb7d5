// IdentityNumber: what all numbers of documents share. It holds a secret: it can be compared and
// masked, and it can be revealed where the law shows it (a feed, a decision's paper), but it has no
// way into a stream, a format string or a log. No error of a parse ever repeats what was typed.
#pragma once

#include <fmt/core.h>

#include <concepts>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::domain {

class IdentityNumber {
 public:
  // The normal form. Never into a log, a URL or an error.
  const std::string& reveal() const { return normal_; }
  // What the public sees of most documents: the first two characters. Credit and organisation
  // codes are public as a whole, of a citizen's number ten characters are shown.
  std::string masked() const { return masked_after(2); }

 protected:
  IdentityNumber() = default;
  explicit IdentityNumber(std::string normal) : normal_(std::move(normal)) {}
  std::string masked_after(std::size_t shown) const;

 private:
  std::string normal_;
};

// Numbers of different kinds do not compare.
template <std::derived_from<IdentityNumber> Number>
bool operator==(const Number& a, const Number& b) {
  return a.reveal() == b.reveal();
}

std::ostream& operator<<(std::ostream&, const IdentityNumber&) = delete;

// As typed → NFKC, nothing invisible, upper case, every dash a hyphen. Refuses what is empty, not
// UTF-8 or longer than any number (64 characters).
Result<std::string> clean_number(std::string_view typed);

// The refusal of a number under a standard. `clean` is only looked at: a number that a spreadsheet
// has cut (3.6E+17, or 000 at its end) gets the hint.
Error refuse_number(std::string_view clean, std::string detail, std::string standard);

bool is_digit(char c);
bool is_upper(char c);
bool all_digits(std::string_view text);
bool all_upper(std::string_view text);

}  // namespace shixin::domain

template <std::derived_from<shixin::domain::IdentityNumber> Number, class Char>
struct fmt::formatter<Number, Char> {
  formatter() = delete;
};
