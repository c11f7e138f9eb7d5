#include "store/overlay.h"

#include <algorithm>
#include <cassert>

namespace shixin::store {

// Two sorted sequences read as one. The written side is looked up afresh at each step, so writes
// made while the cursor stands are met if they lie ahead; `below_` always stands ahead of key().
class OverlayCursor final : public Cursor {
 public:
  OverlayCursor(const Overlay& overlay, Table table, Range range, Direction direction)
      : overlay_(overlay),
        table_(table),
        range_(range),
        forward_(direction == Direction::kForward),
        below_(overlay.below_.scan(table, std::move(range), direction)) {
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
      const bool over = row != overlay_.written_.end();
      if (!under && !over) return;
      const bool same = under && over && below_->key() == row->first.second;
      if (over && (same || !under || comes_first(row->first.second, below_->key()))) {
        key_ = row->first.second;
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
    const auto& written = overlay_.written_;
    const Row row =
        started_ ? written.upper_bound({table_, key_}) : written.lower_bound({table_, range_.from});
    const bool inside = row != written.end() && row->first.first == table_ &&
                        (range_.until.empty() || row->first.second < range_.until);
    return inside ? row : written.end();
  }

  Row written_before() const {
    const auto& written = overlay_.written_;
    Row row = started_               ? written.lower_bound({table_, key_})
              : range_.until.empty() ? past_table()
                                     : written.lower_bound({table_, range_.until});
    if (row == written.begin()) return written.end();
    --row;
    const bool inside = row->first.first == table_ && row->first.second >= range_.from;
    return inside ? row : written.end();
  }

  Row past_table() const {
    const auto next = static_cast<Table>(static_cast<std::uint8_t>(table_) + 1);
    return overlay_.written_.lower_bound({next, std::string{}});
  }

  const Overlay& overlay_;
  const Table table_;
  const Range range_;
  const bool forward_;
  std::unique_ptr<Cursor> below_;
  bool started_ = false;  // whether key_ marks how far this cursor came
  bool valid_ = false;
  std::string key_;
  std::string value_;
};

Result<std::optional<std::string>> Overlay::get(Table table, std::string_view key) const {
  const auto row = written_.find({table, std::string(key)});
  if (row != written_.end()) return row->second;
  return below_.get(table, key);
}

std::unique_ptr<Cursor> Overlay::scan(Table table, Range range, Direction direction) const {
  return std::make_unique<OverlayCursor>(*this, table, std::move(range), direction);
}

void Overlay::put(Table table, std::string key, std::string value) {
  write(table, std::move(key), std::move(value));
}

void Overlay::erase(Table table, std::string key) { write(table, std::move(key), std::nullopt); }

void Overlay::write(Table table, std::string key, std::optional<std::string> value) {
  bytes_ += key.size() + (value ? value->size() : 0);
  Address address{table, std::move(key)};
  const auto [row, fresh] = written_.try_emplace(address);
  undo_.push_back({std::move(address), !fresh, std::exchange(row->second, std::move(value))});
}

void Overlay::roll_back(Savepoint mark) {
  assert(mark <= undo_.size());
  while (undo_.size() > mark) {
    Undo& last = undo_.back();
    if (last.was_written) {
      written_[last.address] = std::move(last.value);
    } else {
      written_.erase(last.address);
    }
    undo_.pop_back();
  }
}

std::vector<Write> Overlay::writes() const {
  std::vector<Write> out;
  out.reserve(written_.size());
  for (const auto& [address, value] : written_) {
    out.push_back({address.first, address.second, value});
  }
  return out;
}

}  // namespace shixin::store
