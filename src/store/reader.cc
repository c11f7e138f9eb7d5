#include "store/reader.h"

namespace shixin::store {

Range prefix_range(std::string_view prefix) {
  // The first key behind them all: the prefix with its last byte counted up. 0xff can not be, so it
  // is dropped and the one before it counted up; a prefix of nothing else ends with the table.
  std::string until(prefix);
  while (!until.empty() && until.back() == '\xff') until.pop_back();
  if (!until.empty()) ++until.back();
  return {.from = std::string(prefix), .until = std::move(until)};
}

}  // namespace shixin::store
