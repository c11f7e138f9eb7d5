#include "store/encryption.h"

#include <openssl/evp.h>
#include <rocksdb/env_encryption.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/random.h"

namespace shixin::store {
namespace {

constexpr std::string_view kMagic = "shixin-at-rest1\n";
constexpr std::size_t kNonceBytes = 16;
constexpr std::size_t kTagBytes = 32;
constexpr std::size_t kSealedBytes = kMagic.size() + kNonceBytes;
constexpr std::size_t kOpeningBytes = kSealedBytes + kTagBytes;
constexpr std::size_t kCipherBlockBytes = 16;

using Nonce = std::array<std::uint8_t, kNonceBytes>;

base::Key opening_key(const base::Key& key) { return base::derive(key, "shixin at rest: opening"); }
base::Key cipher_key(const base::Key& key) { return base::derive(key, "shixin at rest: cipher"); }

Opening recognise_with(const base::Key& key, std::string_view file) {
  if (file.size() < kOpeningBytes) return Opening::kEmpty;
  if (!file.starts_with(kMagic)) return Opening::kPlain;
  const base::Digest tag = base::hmac_sha256(key, file.substr(0, kSealedBytes));
  const bool same =
      base::equal_in_constant_time(base::raw(tag), file.substr(kSealedBytes, kTagBytes));
  return same ? Opening::kOurs : Opening::kForeignKey;
}

// The counter of the block at `index`: the nonce as a big-endian number, plus the index.
Nonce counter_at(Nonce nonce, std::uint64_t index) {
  unsigned carry = 0;
  for (std::size_t i = nonce.size(); i-- > 0; index >>= 8) {
    const unsigned sum = nonce[i] + static_cast<unsigned>(index & 0xff) + carry;
    nonce[i] = static_cast<std::uint8_t>(sum);
    carry = sum >> 8;
  }
  return nonce;
}

struct FreeCipherContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// One file's key stream. Threads share it: a context is made for each call.
class AesCtrStream final : public rocksdb::BlockAccessCipherStream {
 public:
  AesCtrStream(const base::Key& key, const Nonce& nonce) : key_(key), nonce_(nonce) {}

  size_t BlockSize() override { return kCipherBlockBytes; }
  rocksdb::Status Encrypt(uint64_t offset, char* data, size_t size) override {
    return apply(offset, reinterpret_cast<unsigned char*>(data), size);
  }
  rocksdb::Status Decrypt(uint64_t offset, char* data, size_t size) override {
    return apply(offset, reinterpret_cast<unsigned char*>(data), size);
  }

 protected:
  // Whole ranges are ciphered above; RocksDB's way of one call for every 16 bytes is not used.
  void AllocateScratch(std::string&) override {}
  rocksdb::Status EncryptBlock(uint64_t, char*, char*) override {
    return rocksdb::Status::NotSupported();
  }
  rocksdb::Status DecryptBlock(uint64_t, char*, char*) override {
    return rocksdb::Status::NotSupported();
  }

 private:
  rocksdb::Status apply(uint64_t offset, unsigned char* data, size_t size) const {
    const std::unique_ptr<EVP_CIPHER_CTX, FreeCipherContext> context(EVP_CIPHER_CTX_new());
    const Nonce counter = counter_at(nonce_, offset / kCipherBlockBytes);
    bool done = context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_ctr(), nullptr,
                                              key_.reveal().data(), counter.data()) == 1;
    std::array<unsigned char, kCipherBlockBytes> skipped{};
    int written = 0;
    done = done && EVP_EncryptUpdate(context.get(), skipped.data(), &written, skipped.data(),
                                     static_cast<int>(offset % kCipherBlockBytes)) == 1;
    while (done && size > 0) {
      const auto step = static_cast<int>(
          std::min<size_t>(size, std::numeric_limits<int>::max() / 2));  // OpenSSL counts in int
      done = EVP_EncryptUpdate(context.get(), data, &written, data, step) == 1;
      data += step;
      size -= static_cast<size_t>(step);
    }
    return done ? rocksdb::Status::OK() : rocksdb::Status::Aborted("AES-256-CTR failed");
  }

  const base::Key key_;
  const Nonce nonce_;
};

class AtRestEncryption final : public rocksdb::EncryptionProvider {
 public:
  explicit AtRestEncryption(const base::Key& key)
      : opening_key_(opening_key(key)), cipher_key_(cipher_key(key)) {}

  const char* Name() const override { return "shixin-at-rest"; }
  size_t GetPrefixLength() const override { return kOpeningBytes; }
  std::string GetMarker() const override { return std::string(kMagic); }

  rocksdb::Status CreateNewPrefix(const std::string&, char* prefix, size_t size) const override {
    if (size != kOpeningBytes) return rocksdb::Status::InvalidArgument("opening of another size");
    // The system's, and never a seeded sequence: one nonce used twice gives away both files.
    const Nonce nonce = base::SystemRandom{}.make<Nonce>();
    std::ranges::copy(kMagic, prefix);
    std::ranges::copy(nonce, prefix + kMagic.size());
    const base::Digest tag = base::hmac_sha256(opening_key_, {prefix, kSealedBytes});
    std::ranges::copy(tag, prefix + kSealedBytes);
    return rocksdb::Status::OK();
  }

  rocksdb::Status CreateCipherStream(
      const std::string& name, const rocksdb::EnvOptions&, rocksdb::Slice& prefix,
      std::unique_ptr<rocksdb::BlockAccessCipherStream>* stream) override {
    const Opening opening = recognise_with(opening_key_, prefix.ToStringView());
    Nonce nonce{};
    switch (opening) {
      case Opening::kOurs:
        std::ranges::copy(prefix.ToStringView().substr(kMagic.size(), kNonceBytes), nonce.begin());
        break;
      case Opening::kEmpty:
        break;  // nothing follows that the stream could be asked for
      case Opening::kForeignKey:
        return rocksdb::Status::Corruption("encrypted with another key, or damaged", name);
      case Opening::kPlain:
        return rocksdb::Status::Corruption("not an encrypted file", name);
    }
    *stream = std::make_unique<AesCtrStream>(cipher_key_, nonce);
    return rocksdb::Status::OK();
  }

  rocksdb::Status AddCipher(const std::string&, const char*, size_t, bool) override {
    return rocksdb::Status::NotSupported("one store, one key");
  }

 private:
  const base::Key opening_key_;
  const base::Key cipher_key_;
};

class EmptyFile final : public rocksdb::FSSequentialFile {
 public:
  rocksdb::IOStatus Read(size_t, const rocksdb::IOOptions&, rocksdb::Slice* result, char*,
                         rocksdb::IODebugContext*) override {
    *result = {};
    return rocksdb::IOStatus::OK();
  }
  rocksdb::IOStatus Skip(uint64_t) override { return rocksdb::IOStatus::OK(); }
};

// Below the encryption: a file that was cut off inside its opening is an empty one. RocksDB would
// take the opening's size from it and abort.
class CutOpeningsAreEmpty final : public rocksdb::FileSystemWrapper {
 public:
  using FileSystemWrapper::FileSystemWrapper;
  const char* Name() const override { return "CutOpeningsAreEmpty"; }
  rocksdb::IOStatus GetFileSize(const std::string& name, const rocksdb::IOOptions& options,
                                uint64_t* bytes, rocksdb::IODebugContext* debug) override {
    auto status = FileSystemWrapper::GetFileSize(name, options, bytes, debug);
    if (status.ok() && *bytes < kOpeningBytes) *bytes = 0;
    return status;
  }
  rocksdb::IOStatus NewSequentialFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                      rocksdb::IODebugContext* debug) override {
    auto status = FileSystemWrapper::NewSequentialFile(name, options, file, debug);
    uint64_t bytes = 0;
    const bool cut =
        status.ok() && GetFileSize(name, options.io_options, &bytes, debug).ok() && bytes == 0;
    if (cut) *file = std::make_unique<EmptyFile>();
    return status;
  }
  // Recovery goes on writing to a log it has read. Behind half an opening a whole one would be
  // noise.
  rocksdb::IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override {
    uint64_t bytes = 0;
    if (GetFileSize(name, options.io_options, &bytes, debug).ok() && bytes == 0) {
      return FileSystemWrapper::NewWritableFile(name, options, file, debug);
    }
    return FileSystemWrapper::ReopenWritableFile(name, options, file, debug);
  }
};

}  // namespace

Opening recognise(std::string_view file, const base::Key& at_rest_key) {
  return recognise_with(opening_key(at_rest_key), file);
}

std::shared_ptr<rocksdb::FileSystem> encrypted(std::shared_ptr<rocksdb::FileSystem> disk,
                                               const base::Key& at_rest_key) {
  return rocksdb::NewEncryptedFS(std::make_shared<CutOpeningsAreEmpty>(std::move(disk)),
                                 std::make_shared<AtRestEncryption>(at_rest_key));
}

}  // namespace shixin::store
