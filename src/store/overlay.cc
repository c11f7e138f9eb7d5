#include "store/overlay.h"

#include <algorithm>
#include <cassert>

namespace shixin::store {

// Two sorted sequences read as one. The written side is looked up afresh at each step, so writes
// made while the cursor stands are met if they lie ahead; `below_` always stands ahead of key().
class OverlayCursor final : public Cursor {
 public:
  OverlayCursor(const Overlay& overlay, Table table, Range range, Direction direction)
      : written_(overlay.written(table)),
        range_(range),
        forward_(direction == Direction::kForward),
        below_(overlay.below_->scan(table, std::move(range), direction)) {
    settle();
  }

  bool valid() const override { return valid_; }
  std::string_view key() const override { return key_; }
  std::string_view value() const override { return value_; }
  void next() override { settle(); }
  Result<void> status() const override { return below_->status(); }

 private:
  using Row = Overlay::Written::const_iterator;

  void settle() {
    valid_ = false;
    while (true) {
      const bool under = below_->valid();
      if (!under && !below_->status()) return;  // no row behind one that could not be read
      const Row row = written_ahead();
      const bool over = row != written_.end();
      if (!under && !over) return;
      const bool same = under && over && below_->key() == row->first;
      if (over && (same || !under || comes_first(row->first, below_->key()))) {
        key_ = row->first;
        started_ = true;
        if (same) below_->next();
        if (!row->second) continue;  // erased: hides the row below
        value_ = *row->second;
      } else {
        key_ = below_->key();
        value_ = below_->value();
        started_ = true;
        below_->next();
      }
      valid_ = true;
      return;
    }
  }

  bool comes_first(std::string_view a, std::string_view b) const {
    return forward_ ? a < b : b < a;
  }

  // The nearest written row of the range beyond key_.
  Row written_ahead() const { return forward_ ? written_after() : written_before(); }

  Row written_after() const {
    const Row row = started_ ? written_.upper_bound(key_) : written_.lower_bound(range_.from);
    const bool inside =
        row != written_.end() && (range_.until.empty() || row->first < range_.until);
    return inside ? row : written_.end();
  }

  Row written_before() const {
    Row row = started_               ? written_.lower_bound(key_)
              : range_.until.empty() ? written_.end()
                                     : written_.lower_bound(range_.until);
    if (row == written_.begin()) return written_.end();
    --row;
    return row->first >= range_.from ? row : written_.end();
  }

  const Overlay::Written& written_;
  const Range range_;
  const bool forward_;
  std::unique_ptr<Cursor> below_;
  bool started_ = false;  // whether key_ marks how far this cursor came
  bool valid_ = false;
  std::string key_;
  std::string value_;
};

Result<std::optional<std::string>> Overlay::get(Table table, std::string_view key) const {
  const auto row = written(table).find(key);
  if (row != written(table).end()) return row->second;
  return below_->get(table, key);
}

std::unique_ptr<Cursor> Overlay::scan(Table table, Range range, Direction direction) const {
  return std::make_unique<OverlayCursor>(*this, table, std::move(range), direction);
}

void Overlay::put(Table table, std::string key, std::string value) {
  write(table, std::move(key), std::move(value));
}

void Overlay::erase(Table table, std::string key) { write(table, std::move(key), std::nullopt); }

void Overlay::absorb(Overlay&& part) {
  for (std::size_t table = 0; table < part.written_.size(); ++table) {
    Written& rows = part.written_[table];
    while (!rows.empty()) {
      auto row = rows.extract(rows.begin());
      write(static_cast<Table>(table), std::move(row.key()), std::move(row.mapped()));
    }
  }
}

void Overlay::write(Table table, std::string key, std::optional<std::string> value) {
  bytes_ += key.size() + (value ? value->size() : 0);
  const auto [row, fresh] = written(table).try_emplace(std::move(key));
  undo_.push_back({table, row, !fresh, std::exchange(row->second, std::move(value))});
}

// The newest first, so a row is still there when an older write to it is taken back.
void Overlay::roll_back(Savepoint mark) {
  assert(mark <= undo_.size());
  while (undo_.size() > mark) {
    Undo& last = undo_.back();
    if (last.was_written) {
      last.row->second = std::move(last.value);
    } else {
      written(last.table).erase(last.row);
    }
    undo_.pop_back();
  }
}

std::vector<Write> Overlay::writes() const {
  std::vector<Write> out;
  for (std::size_t table = 0; table < written_.size(); ++table) {
    for (const auto& [key, value] : written_[table]) {
      out.push_back({static_cast<Table>(table), key, value});
    }
  }
  return out;
}

}  // namespace shixin::store
