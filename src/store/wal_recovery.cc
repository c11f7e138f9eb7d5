#include "store/wal_recovery.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/log.h"
#include "store/rocksdb_reader.h"
#include "store/wal_scan.h"

namespace shixin::store {
namespace {

// The numbers of the logs in the folder, oldest first.
std::vector<std::uint64_t> log_numbers(rocksdb::Env* env, const std::filesystem::path& folder) {
  std::vector<std::string> names;
  env->GetChildren(folder.string(), &names).PermitUncheckedError();
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : names) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc{} && std::string_view(end) == ".log") numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  return numbers;
}

Result<WalVerdict> judge_logs(rocksdb::Env* env, const std::filesystem::path& folder,
                              std::uint64_t acknowledged) {
  std::vector<WalScan> scans;
  for (const std::uint64_t number : log_numbers(env, folder)) {
    std::string log;
    const auto status =
        rocksdb::ReadFileToString(env, folder / fmt::format("{:06}.log", number), &log);
    if (!status.ok()) return failure_of(status);
    scans.push_back(scan_wal(log, static_cast<std::uint32_t>(number)));
  }
  return judge_wals(scans, acknowledged);
}

}  // namespace

Result<rocksdb::WALRecoveryMode> recovery_mode(rocksdb::Env* env,
                                               const std::filesystem::path& folder,
                                               std::uint64_t acknowledged) {
  const auto verdict = judge_logs(env, folder, acknowledged);
  if (!verdict) return verdict.error();
  switch (*verdict) {
    case WalVerdict::kWhole:
      return rocksdb::WALRecoveryMode::kAbsoluteConsistency;
    case WalVerdict::kTornTail:
      base::log_warn(
          "store: the last record of the log is not whole, as a power cut leaves one that "
          "was never acknowledged; it is dropped");
      // Not kTolerateCorruptedTailRecords, which takes a log that is short and no other: where the
      // disk kept the length but not the bytes, what it kept decrypts to noise.
      return rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    case WalVerdict::kDamaged:
      return Error{ErrorCode::kCorrupt,
                   "the log is damaged, and opening it would lose decisions that were "
                   "acknowledged: keep the data folder as it is, and restore the last backup"};
  }
  return Error{ErrorCode::kInternal, "a verdict of no meaning"};
}

}  // namespace shixin::store
