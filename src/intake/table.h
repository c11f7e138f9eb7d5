// Table: rows of cells, from CSV or from a sheet, become rows of an import under their header row.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "intake/columns.h"

namespace shixin::intake {

struct RawRow;

// One row as its reader found it.
struct TableRow {
  std::uint64_t line = 0;  // of the file, or the sheet's own number
  std::uint64_t read = 0;  // as RawRow
  std::vector<std::string> cells;
  std::string broken;  // why it is no row; "" when it is one
};

// How a table is to be read.
struct Layout {
  ColumnMap columns;
  std::string sheet;  // of a workbook; "" for its first
  // Told the header row, before any other.
  std::function<void(const std::vector<std::string>&)> on_titles = [](const auto&) {};
};

class Table {
 public:
  Table(const Layout& layout, const std::function<bool(const RawRow&)>& take)
      : layout_(layout), take_(take) {}

  // The header row first. False once no more rows are wanted, or the header is none: done() says.
  bool put(TableRow row);
  // Of the header that was read; nullptr before.
  const Header* header() const { return header_ ? &*header_ : nullptr; }
  Result<void> done() const;

 private:
  std::string why_not(const TableRow& row) const;

  const Layout& layout_;
  const std::function<bool(const RawRow&)>& take_;
  std::optional<Header> header_;
  Result<void> failed_;
};

}  // namespace shixin::intake
