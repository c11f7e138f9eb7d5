#include "registry/idempotency.h"

#include "base/text.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kKeyCharactersMax = 200;

}  // namespace

Result<Reply> once(Transaction& tx, const std::string& staff, const std::string& key,
                   const base::Digest& request,
                   const std::function<Result<Reply>(Transaction&)>& step) {
  if (key.empty()) return step(tx);
  if (!base::check_text(key, kKeyCharactersMax)) {
    return Error{ErrorCode::kMalformed, "Idempotency-Key 应为200个以内的可见字符"};
  }
  Replay replay{staff, key, std::string(base::raw(request)), {}, tx.now()};
  auto known = store::load<Replay>(tx.reader(), store::Stored<Replay>::key(replay));
  if (!known) return std::move(known).error();
  if (*known) {
    if ((*known)->request == replay.request) return std::move((*known)->reply);
    return Error{ErrorCode::kConflict,
                 "同一 Idempotency-Key 已用于另一请求，请换用新的",
                 {},
                 std::string(kKeyUsed)};
  }
  auto reply = step(tx);
  if (!reply) return reply;
  replay.reply = *reply;
  store::save(tx.tables(), replay);
  return reply;
}

}  // namespace shixin::registry
