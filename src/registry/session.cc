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

Result<std::size_t> end_sessions_of(Transaction& tx, const std::string& staff,
                                    std::string_view kept) {
  std::vector<std::string> ended;
  const auto cursor = tx.reader().scan(store::Table::kSessions, {});
  for (; cursor->valid(); cursor->next()) {
    const auto session = store::from_value<Session>(cursor->key(), cursor->value());
    if (session && session->staff == staff && session->digest != kept) {
      ended.push_back(session->digest);
    }
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  for (const std::string& digest : ended) tx.tables().erase(store::Table::kSessions, digest);
  return ended.size();
}

Result<std::vector<Session>> bearers(const store::Reader& reader) {
  std::vector<Session> out;
  const auto cursor = reader.scan(store::Table::kSessions, {});
  for (; cursor->valid(); cursor->next()) {
    auto session = store::from_value<Session>(cursor->key(), cursor->value());
    if (session && session->kind == SessionKind::kBearer) out.push_back(*std::move(session));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

Result<std::optional<Session>> load_session(const store::Reader& reader, std::string_view token) {
  return store::load<Session>(reader, token_digest(token));
}

}  // namespace shixin::registry
