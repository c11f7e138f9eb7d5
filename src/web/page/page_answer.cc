#include "web/page/page_answer.h"

#include "base/crypto.h"
#include "base/encoding.h"

namespace shixin::web {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view kPolicyOfScripts = "; script-src 'self'; connect-src 'self'";

}  // namespace

Answer page_answer(std::string content, int status, Scripts scripts) {
  std::string policy(kPolicy);
  if (scripts == Scripts::kOurs) policy += kPolicyOfScripts;
  return html(std::move(content), status)
      .with("Content-Security-Policy", policy)
      .with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "no-referrer")
      .with("Cache-Control", "no-store");
}

Answer file_answer(std::string content_type, std::string_view content) {
  return Answer{200, std::move(content_type), std::string(content)}
      .with("Cache-Control", "public, max-age=31536000, immutable")
      .with("X-Content-Type-Options", "nosniff");
}

std::string file_address(std::string_view path, std::string_view content) {
  return std::string(path) + "?v=" + base::hex_encode(base::sha256(content)).substr(0, 12);
}

}  // namespace shixin::web
