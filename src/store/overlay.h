// Overlay: what a transaction has written so far, laid over a snapshot, so that each step of a
// commit group sees the steps before it. A savepoint takes a refused step back without a trace.
// Belongs to one thread.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/engine.h"

namespace shixin::store {

class Overlay final : public Reader {
 public:
  // `below` must outlive the overlay.
  explicit Overlay(const Reader& below) : below_(&below) {}
  Overlay(Overlay&&) = default;  // so that none is copied where one over another is meant
  Overlay& operator=(Overlay&&) = delete;

  // From here on laid over `below`, which holds the same as what it was laid over; no cursor is
  // open.
  void rest_on(const Reader& below) { below_ = &below; }

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override;
  std::unique_ptr<Cursor> scan(Table table, Range range, Direction direction) const override;

  void put(Table table, std::string key, std::string value);
  void erase(Table table, std::string key);
  // Writes what `part` has written, which was laid over this one.
  void absorb(Overlay&& part);

  // A mark to return to; marks nest.
  using Savepoint = std::size_t;
  Savepoint mark() const { return undo_.size(); }
  void roll_back(Savepoint mark);
  // Nothing written so far is taken back any more: no mark from before may be returned to.
  void keep() { undo_.clear(); }

  // Keys and values written so far, also those written over or taken back: writes() holds no more.
  std::size_t bytes() const { return bytes_; }
  // Everything written, a key once, in key order.
  std::vector<Write> writes() const;

 private:
  // Rows of one table, erased ones too. A table has its own: keys of different tables are never
  // compared, which is most of what a batch costs here.
  using Written = std::map<std::string, std::optional<std::string>, std::less<>>;
  struct Undo {
    Table table;
    Written::iterator row;
    bool was_written;
    std::optional<std::string> value;
  };
  const Written& written(Table table) const { return written_[static_cast<std::size_t>(table)]; }
  Written& written(Table table) { return written_[static_cast<std::size_t>(table)]; }
  void write(Table table, std::string key, std::optional<std::string> value);

  const Reader* below_;
  std::array<Written, kKeyspace.size()> written_;
  std::vector<Undo> undo_;
  std::size_t bytes_ = 0;

  friend class OverlayCursor;
};

}  // namespace shixin::store
