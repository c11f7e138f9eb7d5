// DefinitionFile: one YAML file of flat keys with scalars and lists of words. It remembers what was
// read, so that the rest can be refused (yaml-cpp takes unknown keys silently).
#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/yaml.h"

namespace shixin::feed {

class DefinitionFile {
 public:
  // `shown` is how faults call the file; `faults` collects for all files and must outlive this.
  DefinitionFile(const std::filesystem::path& path, std::string shown, std::vector<Fault>& faults);

  std::string required_text(const std::string& key);
  std::string optional_text(const std::string& key);
  // "30m", "24h" or "7d".
  std::chrono::seconds duration(const std::string& key);

  template <base::WordEnum E>
  E word(const std::string& key) {
    return known<E>(key, required_text(key)).value_or(E{});
  }

  // In the order of the enum.
  template <base::WordEnum E>
  std::vector<E> words(const std::string& key) {
    std::vector<E> out;
    for (const std::string& text : list(key)) {
      const auto value = known<E>(key, text);
      if (!value) continue;
      if (std::ranges::find(out, *value) != out.end()) fault(key, text + " stands there twice");
      out.push_back(*value);
    }
    std::ranges::sort(out);
    return out;
  }

  void fault(const std::string& key, std::string detail);
  // Refuses every key that was not asked for.
  void finish();

 private:
  std::vector<std::string> list(const std::string& key);

  template <base::WordEnum E>
  std::optional<E> known(const std::string& key, const std::string& text) {
    const auto value = base::from_word<E>(text);
    if (value || text.empty()) return value;  // what is missing was reported already
    std::string words;
    for (const auto& [_, name] : enum_words(E{})) words += " " + std::string(name);
    fault(key, "expected one of" + words);
    return value;
  }

  YAML::Node root_{YAML::NodeType::Map};
  std::string shown_;
  std::vector<Fault>& faults_;
  std::set<std::string> asked_;
};

}  // namespace shixin::feed
