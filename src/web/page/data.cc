#include "web/page/data.h"

namespace shixin::web {

void put(PageData& data, const std::string& name, std::string_view text) {
  data.set(name, text.empty() ? PageData{false} : PageData{std::string(text)});
}

std::string render(const char* source, const PageData& data) {
  kainjow::mustache::mustache page{std::string(source)};
  return page.render(data);
}

std::string time_text(Instant at) {
  std::string text = base::rfc3339(at).substr(0, 19);
  text[10] = ' ';
  return text;
}

}  // namespace shixin::web
