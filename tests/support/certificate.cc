#include "support/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace shixin::test {
namespace {

constexpr long kLifeSeconds = 3600;

template <class T, void (*free)(T*)>
struct Free {
  void operator()(T* owned) const { free(owned); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY, EVP_PKEY_free>>;
using Signed = std::unique_ptr<X509, Free<X509, X509_free>>;

void check(bool good) {
  if (!good) throw std::runtime_error("a certificate could not be made");
}

Signed self_signed(EVP_PKEY* key) {
  Signed made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -kLifeSeconds);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), kLifeSeconds);
  X509_set_pubkey(made.get(), key);
  X509_NAME* name = X509_get_subject_name(made.get());
  const auto* common = reinterpret_cast<const unsigned char*>("127.0.0.1");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0);
  X509_set_issuer_name(made.get(), name);
  X509_EXTENSION* where =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  check(where != nullptr);
  X509_add_ext(made.get(), where, -1);
  X509_EXTENSION_free(where);
  check(X509_sign(made.get(), key, EVP_sha256()) != 0);
  return made;
}

template <class Write>
void write_file(const std::filesystem::path& path, Write write) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  check(file != nullptr);
  const bool written = write(file) == 1;
  check(std::fclose(file) == 0 && written);
}

}  // namespace

Certificate::Certificate() {
  const Key key(EVP_EC_gen("P-256"));
  check(key != nullptr);
  const Signed certificate = self_signed(key.get());
  write_file(files().certificate,
             [&](std::FILE* file) { return PEM_write_X509(file, certificate.get()); });
  write_file(files().key, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

}  // namespace shixin::test
