// GB18030, as spreadsheets in China write text files, into UTF-8, piece by piece. Strict: a byte
// sequence that means no character is an error and never a guess. An object belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::base {

class Gb18030 {
 public:
  Gb18030();
  ~Gb18030();

  // What these bytes say, with what was held back of those before: a character may begin in one
  // piece and end in the next. With `last` nothing may be left over. kMalformed: no GB18030.
  Result<std::string> feed(std::string_view bytes, bool last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace shixin::base
