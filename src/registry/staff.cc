#include "registry/staff.h"

namespace shixin::registry {

Result<std::optional<Staff>> load_staff(const store::Reader& reader, std::string_view name) {
  if (name.find('\0') != std::string_view::npos) return std::optional<Staff>{};
  return store::load<Staff>(reader, store::KeyWriter{}.text(name).take());
}

Result<Officer> load_active(const store::Reader& reader, std::string_view name) {
  auto staff = load_staff(reader, name);
  if (!staff) return std::move(staff).error();
  if (*staff && (*staff)->state == StaffState::kActive) return (*staff)->officer();
  const char* const why = "没有这个账号，或者该账号未在使用";
  return Error{ErrorCode::kMalformed, why, {{"/to", why}}};
}

Result<std::vector<Staff>> list_staff(const store::Reader& reader) {
  std::vector<Staff> out;
  const auto cursor = reader.scan(store::Table::kStaff, {});
  for (; cursor->valid(); cursor->next()) {
    auto staff = store::from_value<Staff>(cursor->key(), cursor->value());
    if (!staff) return std::move(staff).error();
    out.push_back(*std::move(staff));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

}  // namespace shixin::registry
