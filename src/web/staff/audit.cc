// GET /api/v1/audit: who did or read what — the newest first, further back with `before`, or
// forward from a number with `after`.
#include "base/json.h"
#include "domain/redact.h"
#include "registry/query.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::AuditEntry;
using Entries = Result<std::vector<AuditEntry>>;

constexpr std::int64_t kEntriesDefault = 100;
constexpr std::int64_t kEntriesMax = 1000;
constexpr std::int64_t kNumberMax = INT64_MAX - 1;

Entries entries_after(const store::Reader& reader, std::uint64_t number, std::size_t most) {
  std::vector<AuditEntry> out;
  const auto cursor =
      reader.scan(store::Table::kAudit, {store::KeyWriter{}.u64(number + 1).take(), {}});
  for (; cursor->valid() && out.size() < most; cursor->next()) {
    auto entry = store::from_value<AuditEntry>(cursor->key(), cursor->value());
    if (!entry) return std::move(entry).error();
    out.push_back(*std::move(entry));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

Entries read_page(const Call& call) {
  const Request& request = call.request;
  auto limit = request.query_integer("limit", kEntriesDefault, 1, kEntriesMax);
  if (!limit) return std::move(limit).error();
  auto after = request.query_integer("after", -1, 0, kNumberMax);
  if (!after) return std::move(after).error();
  auto before = request.query_integer("before", 0, 1, kNumberMax);
  if (!before) return std::move(before).error();
  const auto most = static_cast<std::size_t>(*limit);
  const auto snapshot = call.snapshot();
  if (*after < 0) {
    return registry::audit_page(*snapshot, static_cast<std::uint64_t>(*before), most);
  }
  if (*before != 0) return Error{ErrorCode::kMalformed, "参数 after 与 before 只能用一个"};
  return entries_after(*snapshot, static_cast<std::uint64_t>(*after), most);
}

Answer list_audit(const Call& call) {
  auto entries = read_page(call);
  if (!entries) return problem(entries.error());
  const domain::Redaction redacted;  // a remark is a text like any other
  Json out = Json::array();
  for (const AuditEntry& entry : *entries) {
    out.push_back({{"number", entry.number},
                   {"at", base::rfc3339(entry.at)},
                   {"who", entry.who},
                   {"what", entry.what},
                   {"target", entry.target},
                   {"detail", redacted(entry.detail)}});
  }
  return json_answer(Json{{"entries", std::move(out)}}.dump());
}

}  // namespace

void add_audit_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/audit", Access::kOversight, list_audit);
}

}  // namespace shixin::web::staff
