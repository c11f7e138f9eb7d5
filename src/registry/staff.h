// Staff: the accounts of the court's people, as stored. What may be done with them is in
// accounts.h; signing in is in sessions.h.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "registry/roles.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::registry {

// Who acts from the command line on the machine itself, and who acts where time decides. Nobody
// signs in under these names.
inline constexpr std::string_view kOperator = "operator";
inline constexpr std::string_view kSystem = "system";
// Whom the audit names where there is no such account. No sign-in name begins so.
inline constexpr std::string_view kNobody = "-";

inline constexpr std::chrono::minutes kLockedFor{15};

// Numbers are on disk.
enum class StaffState : std::uint8_t {
  kActive = 1,
  kPending = 2,  // waits for a second person's confirmation
  kDisabled = 3,
};
constexpr auto enum_words(StaffState) {
  using enum StaffState;
  return std::array<base::EnumWord<StaffState>, 3>{
      {{kActive, "active"}, {kPending, "pending"}, {kDisabled, "disabled"}}};
}

struct Staff {
  std::string name;  // sign-in name
  std::string display_name;
  StaffRole role = StaffRole::kInspector;
  std::string court;  // code
  std::string password_hash;
  StaffState state = StaffState::kActive;
  std::string changed_by;  // who added it or set its password: not the one who confirms it
  std::uint32_t failed_sign_ins = 0;
  Instant locked_until;
  Instant added_at;
  bool must_change_password = false;  // somebody else knows it: it signs in only to be changed

  // A lock further away than any lasts was set by a clock that has since been mended.
  bool locked(Instant now) const { return locked_until > now && locked_until - now <= kLockedFor; }
  Officer officer() const { return {name, role}; }

  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &Staff::name),
                      base::field(2, "display_name", &Staff::display_name),
                      base::field(3, "role", &Staff::role),
                      base::field(4, "court", &Staff::court),
                      base::field(5, "password_hash", &Staff::password_hash),
                      base::field(6, "state", &Staff::state),
                      base::field(7, "changed_by", &Staff::changed_by),
                      base::field(8, "failed_sign_ins", &Staff::failed_sign_ins),
                      base::field(9, "locked_until", &Staff::locked_until),
                      base::field(10, "added_at", &Staff::added_at),
                      base::field(11, "must_change_password", &Staff::must_change_password)};
  }
};

// nullopt: no such account.
Result<std::optional<Staff>> load_staff(const store::Reader& reader, std::string_view name);
// Whom work may go to: kMalformed with /to where there is no such account, or none in use.
Result<Officer> load_active(const store::Reader& reader, std::string_view name);
// All accounts, by name.
Result<std::vector<Staff>> list_staff(const store::Reader& reader);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::Staff> {
  static constexpr Table kTable = Table::kStaff;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Staff& staff) {
    return KeyWriter{}.text(staff.name).take();
  }
};
