#include "app/column_map.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "base/json.h"

namespace shixin::app {

Result<intake::ColumnMap> read_column_map(const std::filesystem::path& path) {
  intake::ColumnMap map;
  if (path.empty()) return map;
  YAML::Node root;
  try {
    root = YAML::LoadFile(path.string());
  } catch (const YAML::BadFile&) {
    return Error{ErrorCode::kUnavailable, "the column map can not be read: " + path.string()};
  } catch (const YAML::Exception& why) {
    return Error{ErrorCode::kMalformed, fmt::format("{}: {}", path.string(), why.what())};
  }
  if (!root.IsMap()) {
    return Error{ErrorCode::kMalformed, path.string() + ": expected lines of `their title: ours`"};
  }
  std::vector<Fault> faults;
  for (const auto& line : root) {
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
