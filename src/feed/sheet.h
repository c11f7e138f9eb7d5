// Sheet: the rows of a feed as a table, for departments with spreadsheets and no programmers. Each
// document of a subject has a line of its own, so that a number can be looked up; whatever else is
// told of him stands in each of his lines. A removal is a line with its reason, and nothing of the
// person. Pure.
#pragma once

#include <string>
#include <vector>

#include "feed/definition.h"
#include "feed/rows.h"
#include "feed/token.h"

namespace shixin::feed {

using Cells = std::vector<std::string>;

// Chinese titles, by the fields the view shows.
Cells sheet_header(const ViewDefinition& view);

// As many cells in each line as the header has. kCorrupt: the row is not what was rendered.
Result<std::vector<Cells>> sheet_lines(const ViewDefinition& view, const Token& seq,
                                       const LentRow& row);

}  // namespace shixin::feed
