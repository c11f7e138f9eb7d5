#include "app/column_map.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/yaml.h"

namespace shixin::app {

Result<intake::ColumnMap> read_column_map(const std::filesystem::path& path) {
  intake::ColumnMap map;
  if (path.empty()) return map;
  const auto root = base::load_yaml(path);
  if (!root) {
    return Error{root.error().code, fmt::format("{}: {}", path.string(), root.error().detail)};
  }
  if (!root->IsMap()) {
    return Error{ErrorCode::kMalformed, path.string() + ": expected lines of `their title: ours`"};
  }
  std::vector<Fault> faults;
  for (const auto& line : *root) {
    const bool words = line.first.IsScalar() && (line.second.IsScalar() || line.second.IsNull());
    const std::string theirs = words ? line.first.Scalar() : "";
    const std::string ours = words && !line.second.IsNull() ? line.second.Scalar() : "";
    const std::string where = base::pointer_to("", theirs);
    if (!words) {
      faults.push_back({where, "expected `their title: ours`"});
    } else if (!ours.empty() && !intake::is_column(ours)) {
      faults.push_back({where, ours + " is no column of ours"});
    } else if (!map.emplace(theirs, ours).second) {
      faults.push_back({where, "stands there twice"});
    }
  }
  if (!faults.empty()) return base::malformed(std::move(faults));
  return map;
}

}  // namespace shixin::app
