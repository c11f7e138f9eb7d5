// ColumnMap: a saved file that says which of a court's own columns is which of ours:
//   被执行人: 姓名或名称
//   身份证号码: 证件号码
//   备注: ~            # left out
#pragma once

#include <filesystem>

#include "intake/columns.h"

namespace shixin::app {

// `path` "" is an empty map. kUnavailable: can not be read; kMalformed names each line that is
// wrong: no column of ours, or a title twice.
Result<intake::ColumnMap> read_column_map(const std::filesystem::path& path);

}  // namespace shixin::app
