// YAML in, as the house's own files bring it: configuration, definitions, column maps. parse_yaml()
// doubts what yaml-cpp takes in silence: bytes that are not UTF-8, which our JSON could not carry
// on, and a second document, of which nothing would be read.
//
// Include it where YAML is read; other headers name values, not YAML.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace shixin::base {

// kMalformed with one fault: the line and what is wrong there. Nothing at all is a node of null.
Result<YAML::Node> parse_yaml(std::string_view text);
// The same of a file; kUnavailable when it can not be read.
Result<YAML::Node> load_yaml(const std::filesystem::path& file);

}  // namespace shixin::base
