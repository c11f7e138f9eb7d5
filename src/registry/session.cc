#include "registry/session.h"

#include "base/encoding.h"

namespace shixin::registry {

std::string draw_token(base::Random& random) {
  return base::base64url_encode(random.make<std::array<std::uint8_t, 32>>());
}

std::string token_digest(std::string_view token) {
  return std::string(base::raw(base::sha256(token)));
}

std::string csrf_of(std::string_view token) {
  return base::base64url_encode(base::sha256("csrf:" + std::string(token)));
}

Result<std::optional<Session>> load_session(const store::Reader& reader, std::string_view token) {
  return store::load<Session>(reader, token_digest(token));
}

}  // namespace shixin::registry
