#include "registry/draft.h"

#include <algorithm>

namespace shixin::registry {

std::string_view label(DraftState state) {
  switch (state) {
    case DraftState::kDraft:
      return "草稿";
    case DraftState::kSubmitted:
      return "待审批";
    case DraftState::kReturned:
      return "已退回";
    case DraftState::kRejected:
      return "未批准";
    case DraftState::kWithdrawn:
      return "已撤回";
    case DraftState::kDecided:
      return "已生效";
  }
  return {};
}

std::uint64_t Draft::version() const {
  return 1 + static_cast<std::uint64_t>(std::ranges::count(history, "revise", &DraftEvent::what));
}

bool Draft::made_with(std::string_view name) const {
  return std::ranges::any_of(history, [&](const DraftEvent& event) {
    return event.who == name &&
           (event.what == "draft" || event.what == "revise" || event.what == "submit");
  });
}

std::string work_list_key(const Draft& draft) {
  return store::KeyWriter{}
      .u8(static_cast<std::uint8_t>(draft.state))
      .u64(static_cast<std::uint64_t>(draft.moved.time_since_epoch().count()))
      .raw(draft.id().raw())
      .take();
}

std::string work_list_prefix(DraftState state) {
  return store::KeyWriter{}.u8(static_cast<std::uint8_t>(state)).take();
}

Result<domain::DecisionId> read_work_list_key(std::string_view key) {
  store::KeyReader parts(key);
  parts.u8();
  parts.u64();
  auto id = domain::DecisionId::from_bytes(parts.raw(sizeof(domain::DecisionId)));
  if (!parts.finish() || !id) {
    return Error{ErrorCode::kCorrupt, "drafts_by_state: a key of no meaning"};
  }
  return id;
}

}  // namespace shixin::registry
