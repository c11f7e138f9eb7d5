// What a fuzz target holds to be true of every input, in every build: assert() is gone in release.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace shixin::fuzz {

inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace shixin::fuzz
