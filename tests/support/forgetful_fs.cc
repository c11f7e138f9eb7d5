#include "support/forgetful_fs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace shixin::test {
namespace fs = std::filesystem;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

namespace {

constexpr std::uint64_t kPageBytes = 4096;

class ForgetfulFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  ForgetfulFile(std::unique_ptr<rocksdb::FSWritableFile> file, ForgetfulFs& disk,
                std::shared_ptr<ForgetfulFs::Written> written)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), written_(std::move(written)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    return disk_.change([&] { return FSWritableFileOwnerWrapper::Append(data, options, debug); });
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return disk_.change([&] {
      const std::uint64_t bytes = GetFileSize(options, debug);
      const IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
      if (status.ok()) disk_.synced(*written_, bytes);
      return status;
    });
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }
  IOStatus Truncate(std::uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    return disk_.change([&] {
      const IOStatus status = FSWritableFileOwnerWrapper::Truncate(size, options, debug);
      if (status.ok()) disk_.truncated(*written_, size);
      return status;
    });
  }

 private:
  ForgetfulFs& disk_;
  const std::shared_ptr<ForgetfulFs::Written> written_;
};

class ForgetfulRandomFile final : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  ForgetfulRandomFile(std::unique_ptr<rocksdb::FSRandomRWFile> file, ForgetfulFs& disk,
                      std::string name)
      : FSRandomRWFileOwnerWrapper(std::move(file)), disk_(disk), name_(std::move(name)) {}

  IOStatus Write(std::uint64_t offset, const Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    return disk_.change(
        [&] { return FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug); });
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return disk_.change([&] {
      const IOStatus status = FSRandomRWFileOwnerWrapper::Sync(options, debug);
      if (status.ok()) disk_.synced_in_place(name_);
      return status;
    });
  }

 private:
  ForgetfulFs& disk_;
  const std::string name_;
};

class ForgetfulFolder final : public rocksdb::FSDirectoryWrapper {
 public:
  ForgetfulFolder(std::unique_ptr<rocksdb::FSDirectory> folder, ForgetfulFs& disk, std::string name)
      : FSDirectoryWrapper(std::move(folder)), disk_(disk), name_(std::move(name)) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return disk_.change([&] {
      const IOStatus status = FSDirectoryWrapper::Fsync(options, debug);
      if (status.ok()) disk_.synced_folder(name_);
      return status;
    });
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  ForgetfulFs& disk_;
  const std::string name_;
};

fs::path folder_of(const std::string& name) { return fs::path(name).parent_path(); }

std::string read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& name, const std::string& content) {
  std::ofstream(name, std::ios::binary | std::ios::trunc) << content;
}

}  // namespace

void ForgetfulFs::cut_after(std::size_t changes) {
  const std::lock_guard lock(mutex_);
  cut_at_ = changes_ + changes;
}

std::size_t ForgetfulFs::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_;
}

IOStatus ForgetfulFs::change(const std::function<IOStatus()>& apply) {
  {
    const std::lock_guard lock(mutex_);
    if (changes_ >= cut_at_) {
      if (on_cut_) on_cut_();
      return IOStatus::IOError("power cut");
    }
    ++changes_;
  }
  return apply();
}

void ForgetfulFs::synced(Written& file, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  file.synced_bytes = bytes;
}

void ForgetfulFs::truncated(Written& file, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  file.synced_bytes = std::min(file.synced_bytes, bytes);
}

void ForgetfulFs::synced_in_place(const std::string& name) {
  const std::lock_guard lock(mutex_);
  in_place_[name] = read_file(name);
}

void ForgetfulFs::synced_folder(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(unsynced_, [&](const Unsynced& one) {
    return fs::path(one.folder).lexically_normal() == fs::path(name + "/x").parent_path();
  });
}

void ForgetfulFs::note(const std::string& name, std::function<void()> undo) {
  unsynced_.push_back({folder_of(name), std::move(undo)});
}

std::string ForgetfulFs::durable_content(const std::string& name) {
  std::string content = read_file(name);
  if (const auto file = files_.find(name); file != files_.end()) {
    content.resize(std::min<std::size_t>(content.size(), file->second->synced_bytes));
  }
  return content;
}

IOStatus ForgetfulFs::NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      IODebugContext* debug) {
  return change([&] {
    const std::lock_guard lock(mutex_);
    const bool fresh = !fs::exists(name);
    std::unique_ptr<rocksdb::FSWritableFile> real;
    const IOStatus status = FileSystemWrapper::NewWritableFile(name, options, &real, debug);
    if (!status.ok()) return status;
    auto written = std::make_shared<Written>(Written{name});
    files_[name] = written;
    if (fresh) note(name, [name] { fs::remove(name); });
    *file = std::make_unique<ForgetfulFile>(std::move(real), *this, std::move(written));
    return status;
  });
}

IOStatus ForgetfulFs::ReopenWritableFile(const std::string& name,
                                         const rocksdb::FileOptions& options,
                                         std::unique_ptr<rocksdb::FSWritableFile>* file,
                                         IODebugContext* debug) {
  return change([&] {
    const std::lock_guard lock(mutex_);
    const bool fresh = !fs::exists(name);
    std::unique_ptr<rocksdb::FSWritableFile> real;
    const IOStatus status = FileSystemWrapper::ReopenWritableFile(name, options, &real, debug);
    if (!status.ok()) return status;
    auto& written = files_[name];
    // What lay there before this disk was begun with is durable.
    if (!written) written = std::make_shared<Written>(Written{name, fs::file_size(name)});
    if (fresh) note(name, [name] { fs::remove(name); });
    *file = std::make_unique<ForgetfulFile>(std::move(real), *this, written);
    return status;
  });
}

IOStatus ForgetfulFs::NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                      IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomRWFile> real;
  const IOStatus status = FileSystemWrapper::NewRandomRWFile(name, options, &real, debug);
  if (!status.ok()) return status;
  const std::lock_guard lock(mutex_);
  in_place_.try_emplace(name, durable_content(name));
  *file = std::make_unique<ForgetfulRandomFile>(std::move(real), *this, name);
  return status;
}

IOStatus ForgetfulFs::LinkFile(const std::string& from, const std::string& to,
                               const IOOptions& options, IODebugContext* debug) {
  return change([&] {
    const std::lock_guard lock(mutex_);
    const IOStatus status = FileSystemWrapper::LinkFile(from, to, options, debug);
    if (!status.ok()) return status;
    if (const auto linked = files_.find(from); linked != files_.end()) files_[to] = linked->second;
    note(to, [to] { fs::remove(to); });
    return status;
  });
}

IOStatus ForgetfulFs::Truncate(const std::string&, std::size_t, const IOOptions&, IODebugContext*) {
  return IOStatus::NotSupported("a file truncated by its name");
}

IOStatus ForgetfulFs::ReuseWritableFile(const std::string&, const std::string&,
                                        const rocksdb::FileOptions&,
                                        std::unique_ptr<rocksdb::FSWritableFile>*,
                                        IODebugContext*) {
  return IOStatus::NotSupported("a file used again");
}

IOStatus ForgetfulFs::NewDirectory(const std::string& name, const IOOptions& options,
                                   std::unique_ptr<rocksdb::FSDirectory>* directory,
                                   IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSDirectory> real;
  const IOStatus status = FileSystemWrapper::NewDirectory(name, options, &real, debug);
  if (status.ok()) *directory = std::make_unique<ForgetfulFolder>(std::move(real), *this, name);
  return status;
}

IOStatus ForgetfulFs::RenameFile(const std::string& from, const std::string& to,
                                 const IOOptions& options, IODebugContext* debug) {
  return change([&] {
    const std::lock_guard lock(mutex_);
    const bool replaces = fs::exists(to);
    std::string replaced = replaces ? durable_content(to) : std::string{};
    const IOStatus status = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (!status.ok()) return status;
    if (auto moved = files_.extract(from)) {
      moved.mapped()->name = to;
      files_[to] = std::move(moved.mapped());
    }
    note(to, [from, to, replaces, replaced = std::move(replaced)] {
      fs::rename(to, from);
      if (replaces) write_file(to, replaced);
    });
    return status;
  });
}

IOStatus ForgetfulFs::DeleteFile(const std::string& name, const IOOptions& options,
                                 IODebugContext* debug) {
  return change([&] {
    const std::lock_guard lock(mutex_);
    std::string content = durable_content(name);
    const IOStatus status = FileSystemWrapper::DeleteFile(name, options, debug);
    if (!status.ok()) return status;
    files_.erase(name);
    in_place_.erase(name);
    note(name, [name, content = std::move(content)] { write_file(name, content); });
    return status;
  });
}

void ForgetfulFs::forget(Leftover leftover) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, file] : files_) {
    const std::uint64_t size = fs::file_size(name);
    const std::uint64_t synced = std::min(file->synced_bytes, size);
    std::uint64_t left = synced;
    if (leftover == Leftover::kHalf) left += (size - synced) / 2;
    fs::resize_file(name, left);
    if (leftover == Leftover::kZeros && name.ends_with(".log")) {
      const std::uint64_t page_end = (synced + kPageBytes - 1) / kPageBytes * kPageBytes;
      fs::resize_file(name, std::min(size, page_end));
    }
  }
  for (const auto& [name, durable] : in_place_) {
    const std::string written = read_file(name);
    const std::size_t half = std::min(written.size(), durable.size()) / 2;
    if (leftover == Leftover::kNothing) write_file(name, durable);
    if (leftover == Leftover::kHalf) {
      write_file(name, written.substr(0, half) + durable.substr(half));
    }
  }
  while (!unsynced_.empty()) {
    unsynced_.back().undo();
    unsynced_.pop_back();
  }
}

}  // namespace shixin::test
