#include "base/crypto.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

#include <memory>
#include <new>

namespace shixin::base {
namespace {

struct Free {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MAC* algorithm) const { EVP_MAC_free(algorithm); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

// None of these fails but for want of memory: algorithm, key and output are always the same.
void must(bool done) {
  if (!done) throw std::bad_alloc();
}

// To fetch an algorithm costs more than a digest, so it is done once; each thread has a context of
// its own. Threads fetch nothing: an error state, which fetching makes, is lost with a thread that
// outlives OpenSSL's clean-up at exit, as RocksDB's do.
class Sha256 {
 public:
  Digest of(std::string_view bytes) {
    Digest out{};
    must(EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) == 1 &&
         EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
         EVP_DigestFinal_ex(context_.get(), out.data(), nullptr) == 1);
    return out;
  }

 private:
  static const EVP_MD* algorithm() {
    static const std::unique_ptr<EVP_MD, Free> fetched{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    return fetched.get();
  }

  const std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

// It keeps the last key until the next one.
class Hmac {
 public:
  Hmac() { must(context_ != nullptr); }
  Digest of(std::span<const std::uint8_t, 32> key, std::string_view bytes) {
    Digest out{};
    std::size_t written = 0;
    must(EVP_MAC_init(context_.get(), key.data(), key.size(), nullptr) == 1 &&
         EVP_MAC_update(context_.get(), reinterpret_cast<const unsigned char*>(bytes.data()),
                        bytes.size()) == 1 &&
         EVP_MAC_final(context_.get(), out.data(), &written, out.size()) == 1);
    return out;
  }

 private:
  using Context = std::unique_ptr<EVP_MAC_CTX, Free>;

  static Context fetch() {
    const std::unique_ptr<EVP_MAC, Free> algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    Context context{EVP_MAC_CTX_new(algorithm.get())};
    char name[] = "SHA256";
    const OSSL_PARAM chosen[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                 OSSL_PARAM_END};
    must(context && EVP_MAC_CTX_set_params(context.get(), chosen) == 1);
    return context;
  }
  static const EVP_MAC_CTX* fetched() {
    static const Context context = fetch();
    return context.get();
  }

  const Context context_{EVP_MAC_CTX_dup(fetched())};
};

}  // namespace

Key::~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }

Digest sha256(std::string_view bytes) {
  thread_local Sha256 own;
  return own.of(bytes);
}

Digest hmac_sha256(const Key& key, std::string_view bytes) {
  thread_local Hmac own;
  return own.of(key.reveal(), bytes);
}

Key derive(const Key& key, std::string_view purpose) { return Key{hmac_sha256(key, purpose)}; }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace shixin::base
