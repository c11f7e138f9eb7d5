// People: the names by which staff know each other, of accounts that are known by their sign-in
// names. Reads each account once.
#pragma once

#include <map>
#include <string>

#include "store/reader.h"

namespace shixin::web::console {

class People {
 public:
  // The reader must outlive it.
  explicit People(const store::Reader& reader) : reader_(reader) {}

  // An account that can not be read keeps its sign-in name.
  const std::string& name(const std::string& sign_in_name);

 private:
  const store::Reader& reader_;
  std::map<std::string, std::string> known_;
};

}  // namespace shixin::web::console
