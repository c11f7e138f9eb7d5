// ForgetfulFs: the disk as a power cut leaves it. Bytes that were not synced and changes of a
// folder that was not synced are forgotten. It also is the disk that fails: from the cut on every
// change is refused, while reads go on.
#pragma once

#include <rocksdb/file_system.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace shixin::test {

// What is left of the unsynced bytes of a file. A disk may have written some of them.
enum class Leftover : std::uint8_t {
  kNothing,
  kHalf,   // the first half
  kZeros,  // of a log: their length, up to the end of the last synced page, but not their content
};

// Safe from any thread, as RocksDB needs it.
class ForgetfulFs final : public rocksdb::FileSystemWrapper {
 public:
  ForgetfulFs() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "ForgetfulFs"; }

  // Lets so many more changes through (appends, syncs, folder changes), then none.
  void cut_after(std::size_t changes);
  // Called at the first change that does not get through; for a process that is to die there.
  void on_cut(std::function<void()> act) { on_cut_ = std::move(act); }
  std::size_t changes() const;
  // Brings the folder into the state after the cut. The engine must be gone.
  void forget(Leftover leftover);

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& name, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

  // In place, so a cut may leave the old content, the new, or half of each.
  rocksdb::IOStatus NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus LinkFile(const std::string& from, const std::string& to,
                             const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override;
  // Not modelled, so refused: an engine that comes to use them must not pass by unnoticed.
  rocksdb::IOStatus Truncate(const std::string& name, std::size_t size,
                             const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReuseWritableFile(const std::string& name, const std::string& old_name,
                                      const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      rocksdb::IODebugContext* debug) override;

  // For its files and folders.
  struct Written {
    std::string name;
    std::uint64_t synced_bytes = 0;
  };
  rocksdb::IOStatus change(const std::function<rocksdb::IOStatus()>& apply);
  void synced(Written& file, std::uint64_t bytes);
  void truncated(Written& file, std::uint64_t bytes);
  void synced_in_place(const std::string& name);
  void synced_folder(const std::string& name);

 private:
  struct Unsynced {
    std::string folder;
    std::function<void()> undo;
  };
  std::string durable_content(const std::string& name);
  void note(const std::string& name, std::function<void()> undo);

  std::function<void()> on_cut_;
  mutable std::mutex mutex_;
  std::size_t changes_ = 0;
  std::size_t cut_at_ = std::numeric_limits<std::size_t>::max();
  std::map<std::string, std::shared_ptr<Written>> files_;
  std::map<std::string, std::string> in_place_;  // synced content of files written in place
  std::vector<Unsynced> unsynced_;
};

}  // namespace shixin::test
