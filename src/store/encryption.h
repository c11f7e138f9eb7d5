// Encryption at rest, below everything RocksDB does: AES-256-CTR over whole files, so keys, values,
// logs and backups are all ciphertext. Each file opens with
//
//   "shixin-at-rest1\n" 16 · nonce 16 · HMAC-SHA-256 of both 32
//
// so that a file of another key, or of none, is refused instead of read as noise. CTR does not
// authenticate what follows: checksums find accidents, the ledger finds tampering.
#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/crypto.h"

namespace shixin::store {

enum class Opening : std::uint8_t {
  kOurs,
  kEmpty,       // cut off inside its opening, so nothing of it was ever made durable
  kForeignKey,  // another key, or a damaged opening
  kPlain,       // not a file of ours at all
};

// What the first bytes of a file, as they lie on the disk, say about it.
Opening recognise(std::string_view file, const base::Key& at_rest_key);

// A file system whose every file lies encrypted on `disk`.
std::shared_ptr<rocksdb::FileSystem> encrypted(std::shared_ptr<rocksdb::FileSystem> disk,
                                               const base::Key& at_rest_key);

}  // namespace shixin::store
