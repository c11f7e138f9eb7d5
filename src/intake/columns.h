// Columns: how a row of a table becomes the very JSON that a row of court-ndjson is, so that
// everything behind it is one way. One table says for each column its titles, its place and what
// its cells hold. A cell that does not convert is left as it stands: reading the decision says what
// is wrong with it, and the fault names the column.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shixin::intake {

// A title of theirs → a column of ours by either of its titles; "" for one to be left out.
using ColumnMap = std::map<std::string, std::string>;

// Whether a column of ours has this title, in Chinese or in English.
bool is_column(std::string_view title);

struct Column;  // one row of the table in columns.cc

// The header row of one file.
class Header {
 public:
  // kMalformed names each column that is unknown, or stands twice.
  static Result<Header> read(std::vector<std::string> titles, const ColumnMap& map);

  const std::vector<std::string>& titles() const { return titles_; }
  // The cells of a row, or its titles, without the two columns that a reject file adds.
  std::vector<std::string> own(const std::vector<std::string>& cells) const;
  // Whether the column tells who or what is meant, where a computed value may not stand.
  bool tells_identity(std::size_t column) const;
  // The row as JSON; empty cells are left out. The cells are valid UTF-8, as many as the titles.
  std::string json(const std::vector<std::string>& cells) const;

 private:
  std::vector<std::string> titles_;
  std::vector<const Column*> columns_;  // nullptr: left out
};

// The fault as whoever looks at the table finds it: with the title of its column.
Fault placed_in_table(Fault fault);

}  // namespace shixin::intake
