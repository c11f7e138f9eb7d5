// Digest: what two holders of a feed compare to know that they hold the same. A sum modulo 2^256
// over the live documents, so that it moves along with each change and no order matters:
//
//   digest = Σ SHA-256(id ‖ 0 ‖ rev)         in every answer
//   proof  = Σ SHA-256(1 ‖ id ‖ 0 ‖ rev)     never sent by the server; a receipt carries it
//
// id and rev are their texts as the document writes them; 0 and 1 are single bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/result.h"

namespace shixin::feed {

class Sum256 {
 public:
  Sum256() = default;
  // 64 lower-case hex digits, the highest byte first.
  static Result<Sum256> parse(std::string_view hex);
  std::string text() const;

  // Stored form: 32 bytes, the highest first.
  std::string_view raw() const { return base::raw(bytes_); }
  static Result<Sum256> from_bytes(std::string_view raw);

  void add(const base::Digest& term);
  void subtract(const base::Digest& term);

  friend bool operator==(const Sum256&, const Sum256&) = default;

 private:
  base::Digest bytes_{};  // highest byte first
};

base::Digest digest_term(std::string_view id, std::string_view rev);
base::Digest proof_term(std::string_view id, std::string_view rev);

}  // namespace shixin::feed
