#include "app/section.h"

namespace shixin::app {

Section::Section(YAML::Node node, std::string path, std::vector<Fault>& faults)
    : node_(std::move(node)), path_(std::move(path)), faults_(faults) {
  if (node_.IsDefined() && !node_.IsNull() && !node_.IsMap()) {
    faults_.push_back({path_, "expected a mapping of keys"});
    node_ = YAML::Node();
  }
  std::set<std::string> seen;
  for (const std::string& key : keys()) {
    if (!seen.insert(key).second) fault(key, "stands there twice");
  }
}

Section Section::section(const std::string& key) {
  asked_.insert(key);
  return {node_.IsMap() ? node_[key] : YAML::Node(), path_of(key), faults_};
}

std::vector<std::string> Section::list(const std::string& key) {
  asked_.insert(key);
  std::vector<std::string> out;
  if (!node_.IsMap() || !node_[key]) return out;
  const YAML::Node list = node_[key];
  if (!list.IsSequence()) {
    fault(key, "expected a list");
    return out;
  }
  for (const auto& item : list) {
    if (item.IsScalar()) {
      out.push_back(item.Scalar());
    } else {
      fault(key, "expected a list of plain values");
    }
  }
  return out;
}

std::vector<std::string> Section::keys() const {
  std::vector<std::string> out;
  if (!node_.IsMap()) return out;
  for (const auto& pair : node_) out.push_back(pair.first.IsScalar() ? pair.first.Scalar() : "?");
  return out;
}

void Section::fault(const std::string& key, std::string detail) {
  faults_.push_back({path_of(key), std::move(detail)});
}

void Section::finish() {
  for (const std::string& key : keys()) {
    if (asked_.insert(key).second) fault(key, "unknown key");
  }
}

void Section::scalar(const std::string& key, bool is_required, const Take& take) {
  asked_.insert(key);
  const YAML::Node value = node_.IsMap() ? node_[key] : YAML::Node(YAML::NodeType::Undefined);
  if (!value.IsDefined() || value.IsNull()) {
    if (is_required) fault(key, "missing");
    return;
  }
  if (!value.IsScalar()) return fault(key, "expected a plain value");
  if (std::string wrong = take(value.Scalar()); !wrong.empty()) fault(key, std::move(wrong));
}

std::string Section::path_of(const std::string& key) const {
  return path_.empty() ? key : path_ + "." + key;
}

}  // namespace shixin::app
