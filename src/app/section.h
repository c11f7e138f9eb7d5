// Section: one mapping of a YAML file, read key by key. It remembers what was asked for, so that
// what nobody asked for is refused (yaml-cpp takes unknown keys silently), and collects every
// fault.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/yaml.h"

namespace shixin::app {

class Section {
 public:
  // `faults` collects for the whole file and must outlive the section.
  Section(YAML::Node node, std::string path, std::vector<Fault>& faults);

  // The value of `key`, given to `take` when it is there; `take` returns what is wrong with it, or
  // an empty string. A required key that is missing is a fault.
  using Take = std::function<std::string(const std::string& text)>;
  void required(const std::string& key, const Take& take) { scalar(key, true, take); }
  void optional(const std::string& key, const Take& take) { scalar(key, false, take); }

  // The mapping under `key`; an empty section when it is not there.
  Section section(const std::string& key);
  // The scalars of the list under `key`; empty when it is not there.
  std::vector<std::string> list(const std::string& key);
  std::vector<std::string> keys() const;

  void fault(const std::string& key, std::string detail);
  // Refuses every key that was not asked for.
  void finish();

 private:
  void scalar(const std::string& key, bool is_required, const Take& take);
  std::string path_of(const std::string& key) const;

  YAML::Node node_;
  std::string path_;
  std::vector<Fault>& faults_;
  std::set<std::string> asked_;
};

}  // namespace shixin::app
