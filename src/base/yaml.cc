#include "base/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "base/text.h"

namespace shixin::base {
namespace {

Error bad_line(int line, const std::string& what) {
  return {ErrorCode::kMalformed,
          fmt::format("line {}: {}", line, what),
          {{fmt::format("line {}", line), what}}};
}

// The first line of a text that is not UTF-8: no character of it spans two lines.
int bad_bytes_in(std::string_view text) {
  for (int line = 1;; ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    if (!valid_utf8(text.substr(0, end))) return line;
    text.remove_prefix(end + 1);
  }
}

// Hears of a document and keeps nothing but the line where it begins, from 1.
class Beginning final : public YAML::EventHandler {
 public:
  int line() const { return line_; }

  void OnDocumentStart(const YAML::Mark& mark) override { line_ = mark.line + 1; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int line_ = 0;
};

// Two documents are looked at and no more: after some faults yaml-cpp finds another without end.
std::optional<int> second_document_of(const std::string& text) {
  std::istringstream in(text);
  YAML::Parser parser(in);
  Beginning document;
  if (!parser.HandleNextDocument(document) || !parser.HandleNextDocument(document)) {
    return std::nullopt;
  }
  return document.line();
}

}  // namespace

Result<YAML::Node> parse_yaml(std::string_view text) {
  if (!valid_utf8(text)) return bad_line(bad_bytes_in(text), "not UTF-8: save the file as UTF-8");
  try {
    const std::string whole(text);
    YAML::Node root = YAML::Load(whole);
    if (const auto line = second_document_of(whole)) {
      return bad_line(*line, "a second document begins: nothing of it would be read");
    }
    return root;
  } catch (const YAML::Exception& error) {
    return bad_line(error.mark.line + 1, "not YAML: " + error.msg);
  }
}

Result<YAML::Node> load_yaml(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (in && in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  if (!in) return Error{ErrorCode::kUnavailable, "can not be read"};
  return parse_yaml(text.str());
}

}  // namespace shixin::base
