#include "base/signature.h"

#include <sodium.h>

#include <tuple>

namespace shixin::base {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

static_assert(std::tuple_size_v<PublicKey> == crypto_sign_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<Signature> == crypto_sign_BYTES);

SigningKey::SigningKey(const Key& seed) {
  static_assert(decltype(seed.reveal())::extent == crypto_sign_SEEDBYTES);
  static_assert(std::tuple_size_v<decltype(secret_)> == crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(public_key_.data(), secret_.data(), seed.reveal().data());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature SigningKey::sign(std::string_view text) const {
  Signature out{};
  crypto_sign_detached(out.data(), nullptr, bytes_of(text), text.size(), secret_.data());
  return out;
}

bool has_signed(const PublicKey& key, std::string_view text, std::string_view signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(),
                                     key.data()) == 0;
}

}  // namespace shixin::base
