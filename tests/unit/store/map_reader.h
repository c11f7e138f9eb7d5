// A Reader over a std::map: the layer below in unit tests, and the model that overlays are held to.
#pragma once

#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "store/reader.h"

namespace shixin::test {

class ListCursor final : public store::Cursor {
 public:
  ListCursor(std::vector<std::pair<std::string, std::string>> rows, Result<void> end)
      : rows_(std::move(rows)), end_(std::move(end)) {}
  bool valid() const override { return at_ < rows_.size(); }
  std::string_view key() const override { return rows_[at_].first; }
  std::string_view value() const override { return rows_[at_].second; }
  void next() override { ++at_; }
  Result<void> status() const override { return end_; }

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
  std::size_t at_ = 0;
  Result<void> end_;
};

struct MapReader final : store::Reader {
  std::map<std::pair<store::Table, std::string>, std::string> rows;
  Result<void> scan_end = {};  // what a cursor's status() says at its end

  Result<std::optional<std::string>> get(store::Table table, std::string_view key) const override {
    const auto row = rows.find({table, std::string(key)});
    if (row == rows.end()) return std::optional<std::string>{};
    return std::optional{row->second};
  }

  std::unique_ptr<store::Cursor> scan(store::Table table, store::Range range,
                                      store::Direction direction) const override {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& [address, value] : rows) {
      const auto& key = address.second;
      const bool inside =
          address.first == table && key >= range.from && (range.until.empty() || key < range.until);
      if (inside) found.emplace_back(key, value);
    }
    if (direction == store::Direction::kBackward) found = {found.rbegin(), found.rend()};
    return std::make_unique<ListCursor>(std::move(found), scan_end);
  }
};

}  // namespace shixin::test
