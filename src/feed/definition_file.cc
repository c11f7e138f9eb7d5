#include "feed/definition_file.h"

#include <charconv>

namespace shixin::feed {
namespace {

std::string key_of(const YAML::Node& node) { return node.IsScalar() ? node.Scalar() : "?"; }

}  // namespace

DefinitionFile::DefinitionFile(const std::filesystem::path& path, std::string shown,
                               std::vector<Fault>& faults)
    : shown_(std::move(shown)), faults_(faults) {
  const auto root = base::load_yaml(path);
  if (!root || !root->IsMap()) {
    faults_.push_back({shown_, root ? "expected keys with values" : root.error().detail});
    return;
  }
  root_ = *root;
  std::set<std::string> seen;
  for (const auto& pair : root_) {
    const std::string key = key_of(pair.first);
    if (!seen.insert(key).second) fault(key, "stands there twice");
  }
}

std::string DefinitionFile::optional_text(const std::string& key) {
  asked_.insert(key);
  const YAML::Node node = root_[key];
  if (!node.IsDefined() || node.IsNull()) return {};
  if (node.IsScalar()) return node.Scalar();
  fault(key, "expected one text");
  return {};
}

std::string DefinitionFile::required_text(const std::string& key) {
  const std::size_t before = faults_.size();
  std::string text = optional_text(key);
  if (text.empty() && faults_.size() == before) fault(key, "missing");
  return text;
}

std::chrono::seconds DefinitionFile::duration(const std::string& key) {
  const std::string text = required_text(key);
  if (text.empty()) return {};
  std::uint32_t count = 0;
  const auto [unit, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view rest(unit, static_cast<std::size_t>(text.data() + text.size() - unit));
  if (error == std::errc{} && count > 0 && count < 10'000) {
    if (rest == "m") return std::chrono::minutes{count};
    if (rest == "h") return std::chrono::hours{count};
    if (rest == "d") return std::chrono::days{count};
  }
  fault(key, "expected a time such as 30m, 24h or 7d");
  return {};
}

std::vector<std::string> DefinitionFile::list(const std::string& key) {
  asked_.insert(key);
  const YAML::Node node = root_[key];
  if (!node.IsDefined()) {
    fault(key, "missing");
    return {};
  }
  std::vector<std::string> out;
  if (node.IsSequence()) {
    for (const auto& item : node) {
      if (item.IsScalar()) out.push_back(item.Scalar());
    }
  }
  if (out.empty() || out.size() != node.size()) fault(key, "expected a list of words");
  return out;
}

void DefinitionFile::fault(const std::string& key, std::string detail) {
  faults_.push_back({shown_ + ": " + key, std::move(detail)});
}

void DefinitionFile::finish() {
  for (const auto& pair : root_) {
    const std::string key = key_of(pair.first);
    if (!asked_.contains(key)) fault(key, "unknown key");
  }
}

}  // namespace shixin::feed
