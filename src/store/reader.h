// Reader: ordered tables as they stood at one moment, read only. A Snapshot of the engine is one;
// the Overlay of a transaction under way is another, so a rule that reads does not know which it
// reads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/keyspace.h"

namespace shixin::store {

// Keys k with from <= k < until; an empty `until` is the end of the table.
struct Range {
  std::string from;
  std::string until;
};

// All keys that begin with `prefix`.
Range prefix_range(std::string_view prefix);

enum class Direction { kForward, kBackward };

// Stands on a row or at the end. Not safe to share between threads. key() and value() borrow until
// next().
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual bool valid() const = 0;
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual void next() = 0;
  // Whether the end is the end or a failure: to be asked whenever valid() turned false.
  virtual Result<void> status() const = 0;
};

// const methods are safe from any thread for a Snapshot; an Overlay belongs to one thread.
class Reader {
 public:
  virtual ~Reader() = default;
  // nullopt: no such key. kCorrupt and kUnavailable are failures, never "no such key".
  virtual Result<std::optional<std::string>> get(Table table, std::string_view key) const = 0;
  // The cursor must not outlive the reader.
  virtual std::unique_ptr<Cursor> scan(Table table, Range range,
                                       Direction direction = Direction::kForward) const = 0;
};

}  // namespace shixin::store
