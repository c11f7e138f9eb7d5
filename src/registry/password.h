// Passwords: argon2id (libsodium). Hashing costs memory and time on purpose, so it never runs on
// the committer's thread, and at most two run at once: a flood of sign-ins can not take the
// machine.
#pragma once

#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace shixin::registry {

// What one hash costs; see crypto_pwhash(3). The default is libsodium's "interactive".
struct HashCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20;
};

// All methods are safe from any thread.
class Passwords {
 public:
  explicit Passwords(HashCost cost = {});

  // kThrottled: too many are being hashed just now; kUnavailable: no memory for it; the same for
  // matches(), to which a password is wrong only when its hash was computed and is another.
  Result<std::string> hash(std::string_view password) const;
  Result<bool> matches(std::string_view password, const std::string& hash) const;
  // Takes as long as matches() and is never true: for a name that nobody has.
  Result<void> pretend(std::string_view password) const;

 private:
  HashCost cost_;
  std::string nobodys_;
  mutable std::counting_semaphore<2> places_{2};
};

// kMalformed: too short, too long, not text, or the account's own name.
Result<void> check_password(std::string_view password, std::string_view account);

// Shown once, to be changed: 120 random bits.
std::string one_time_password(base::Random& random);

}  // namespace shixin::registry
