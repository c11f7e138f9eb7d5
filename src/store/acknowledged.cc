#include "store/acknowledged.h"

#include <rocksdb/env.h>

#include <string>

#include "base/log.h"
#include "store/durable.h"
#include "store/key.h"
#include "store/rocksdb_reader.h"

namespace shixin::store {
namespace {

constexpr std::size_t kNumbersBytes = 8 + 8;

std::string mac_of(const base::Key& at_rest_key, std::string_view numbers) {
  const base::Key key = base::derive(at_rest_key, "acknowledged");
  return std::string(base::raw(base::hmac_sha256(key, numbers)));
}

std::string content_of(const base::Key& at_rest_key, const Acknowledged& now) {
  const std::string numbers = KeyWriter{}.u64(now.head).u64(now.sequence).take();
  return numbers + mac_of(at_rest_key, numbers);
}

}  // namespace

std::optional<Acknowledged> read_acknowledged(rocksdb::FileSystem& disk,
                                              const std::filesystem::path& folder,
                                              const base::Key& at_rest_key) {
  std::string content;
  if (!rocksdb::ReadFileToString(&disk, folder / kAcknowledgedFile, &content).ok()) {
    return std::nullopt;
  }
  const std::string numbers = content.substr(0, kNumbersBytes);
  if (numbers + mac_of(at_rest_key, numbers) != content) {
    base::log_warn("store: the note of what was acknowledged is torn; it is written anew");
    return std::nullopt;
  }
  KeyReader parts(numbers);
  Acknowledged read;
  read.head = parts.u64();
  read.sequence = parts.u64();
  return read;
}

Result<AcknowledgedFile> AcknowledgedFile::open(std::shared_ptr<rocksdb::FileSystem> disk,
                                                const std::filesystem::path& folder,
                                                const base::Key& at_rest_key,
                                                const Acknowledged& now) {
  const std::filesystem::path name = folder / kAcknowledgedFile;
  AcknowledgedFile made(std::move(disk), at_rest_key);
  if (!made.disk_->FileExists(name, {}, nullptr).ok()) {
    if (auto done = made.copy_into(folder, now); !done) return std::move(done).error();
  }
  rocksdb::IOStatus status = made.disk_->NewRandomRWFile(name, {}, &made.file_, nullptr);
  if (status.ok()) status = made.file_->Write(0, content_of(at_rest_key, now), {}, nullptr);
  if (status.ok()) status = made.file_->Sync({}, nullptr);
  if (!status.ok()) return failure_of(status);
  return made;
}

void AcknowledgedFile::write(const Acknowledged& now) {
  const auto status = file_->Write(0, content_of(key_, now), {}, nullptr);
  if (!status.ok()) {
    base::log_error("store: what was acknowledged could not be noted: {}", status.ToString());
  }
}

Result<void> AcknowledgedFile::copy_into(const std::filesystem::path& folder,
                                         const Acknowledged& now) const {
  const auto status = write_durably(*disk_, folder / kAcknowledgedFile, content_of(key_, now));
  if (!status.ok()) return failure_of(status);
  return {};
}

}  // namespace shixin::store
