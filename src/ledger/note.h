// Signed notes (c2sp.org/signed-note) with Ed25519: a text, and lines below it that say who signed.
//
//   text, ends with a newline ‖ newline ‖ "— " name " " base64(key id ‖ signature) newline …
//
// A note comes from outside and is nothing until a key that is known has signed it. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/signature.h"

namespace shixin::ledger {

// A checkpoint is a few hundred bytes; cosigned by many it is some thousands.
inline constexpr std::size_t kNoteBytesMax = std::size_t{64} << 10;

// Whose signature is believed: name "+" key id "+" base64(algorithm ‖ public key), as other tools
// write it too (golang.org/x/mod/sumdb/note).
class Verifier {
 public:
  static Result<Verifier> parse(std::string_view text);
  // The name must be one that parse() takes.
  Verifier(std::string name, const base::PublicKey& key);

  const std::string& name() const { return name_; }
  const base::PublicKey& key() const { return key_; }
  // The first bytes of a digest of name and key: it finds a key and proves nothing.
  std::uint32_t id() const { return id_; }
  std::string text() const;

 private:
  std::string name_;
  base::PublicKey key_;
  std::uint32_t id_;
};

class Signer {
 public:
  Signer(std::string name, const base::SigningKey& key)
      : key_(key), as_(std::move(name), key.public_key()) {}

  const Verifier& verifier() const { return as_; }
  // The note of a text that ends with a newline.
  std::string sign(std::string_view text) const;

 private:
  base::SigningKey key_;
  Verifier as_;
};

// The note's text. kMalformed: it is no note; kRefused: the key did not sign it, or not this text.
Result<std::string> open_note(std::string_view note, const Verifier& verifier);

}  // namespace shixin::ledger
