// Document: what stands around every page, of the public and of staff alike: the head, the way past
// the navigation, and in rehearsal the word that it is one.
#pragma once

#include <string>
#include <string_view>

namespace shixin::web {

struct Document {
  std::string_view title;
  std::string_view court;
  bool rehearsal = false;
  std::string_view kind = {};    // the class of its body, by which the stylesheet tells it
  std::string_view script = {};  // the address of the one it runs
};

// `body` is HTML already, and has an element #content.
std::string document(const Document& what, std::string_view body);

}  // namespace shixin::web
