// DropFolder: a folder into which others put files. Each is handed out once it is whole: it was
// closed after writing, or renamed into the folder. What was there already is taken when nobody has
// it open for writing or, where the kernel does not tell us, when it was left alone for a minute.
//
// Left where they are: folders, links, names that begin with a dot, and those of uploads under way
// (.part, .tmp). Only writers on this machine are seen; a share of another one's is not.
#pragma once

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "web/socket.h"

namespace shixin::app {

using Descriptor = web::Socket;  // an owned file descriptor of any kind

struct DroppedFile {
  std::string name;
  Descriptor opened;
  struct stat state;  // when it was opened

  // The file that is open, whatever stands under its name by now.
  std::filesystem::path path() const;
};

// Used by one thread.
class DropFolder {
 public:
  // kUnavailable: no such folder, or it can not be watched.
  static Result<DropFolder> open(std::filesystem::path folder);

  // Waits for the next whole file, in the order of names among those there. nullopt once `stop_fd`
  // is readable. kUnavailable: the folder is gone.
  Result<std::optional<DroppedFile>> next(int stop_fd);
  // It is handed out again after `patience`.
  void put_back(const DroppedFile& file, std::chrono::milliseconds patience);

  // Moves it into the folder `to` within this one under its name, or that name and a number where
  // it is taken. nullopt: another file stands under the name by now, or it was written on; it will
  // be handed out again. kUnavailable.
  Result<std::optional<std::filesystem::path>> move(const DroppedFile& file,
                                                    const std::filesystem::path& to);
  // Where move() will put it: nothing else moves files there.
  std::filesystem::path place(const DroppedFile& file, const std::filesystem::path& to) const;

 private:
  using Steady = std::chrono::steady_clock;
  struct Waiting {
    Steady::time_point due;
    bool closed;  // seen to be closed, or renamed in
  };

  DropFolder(std::filesystem::path folder, Descriptor events)
      : folder_(std::move(folder)), events_(std::move(events)) {}
  Result<void> look();
  Result<void> read_events();
  void note(const std::string& name, bool closed);
  std::optional<DroppedFile> try_open(const std::string& name, bool closed);

  std::filesystem::path folder_;
  Descriptor events_;
  std::map<std::string, Waiting> waiting_;
};

}  // namespace shixin::app
