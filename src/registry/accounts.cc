#include "registry/accounts.h"

#include <algorithm>

#include "base/text.h"
#include "registry/drafts.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kNameCharactersMax = 64;

bool needs_confirmation(StaffRole role) { return is_signer(role) || may_administer(role); }

Result<void> check_administers(const Officer& by) {
  if (may_administer(by.role)) return {};
  return Error{ErrorCode::kForbidden, "账号由系统管理员管理"};
}

Result<void> check_name(std::string_view pointer, std::string_view name) {
  if (!name.empty() && base::check_text(name, kNameCharactersMax)) return {};
  const char* const why = "应为1至64个可见字符";
  return Error{ErrorCode::kMalformed, why, {{std::string(pointer), why}}};
}

Result<Staff> load_known(const Transaction& tx, const std::string& name) {
  auto staff = load_staff(tx.reader(), name);
  if (!staff) return std::move(staff).error();
  if (!*staff) return Error{ErrorCode::kNotFound, "没有这个账号"};
  return **std::move(staff);
}

bool is_active(const Staff& staff, StaffRole role) {
  return staff.role == role && staff.state == StaffState::kActive;
}

Result<Staff> save(Transaction& tx, const Officer& by, Staff staff, std::string what) {
  store::save(tx.tables(), staff);
  auto traced = tx.audit(by.name, std::move(what), staff.name, std::string(base::word(staff.role)));
  if (!traced) return std::move(traced).error();
  return staff;
}

}  // namespace

Officer operator_officer() { return {std::string(kOperator), StaffRole::kAdmin}; }

Result<Staff> add_staff(Transaction& tx, const Officer& by, NewStaff added) {
  if (auto may = check_administers(by); !may) return std::move(may).error();
  if (auto good = check_name("/name", added.name); !good) return std::move(good).error();
  if (auto good = check_name("/display_name", added.display_name); !good) {
    return std::move(good).error();
  }
  auto all = list_staff(tx.reader());
  if (!all) return std::move(all).error();
  const bool taken = std::ranges::find(*all, added.name, &Staff::name) != all->end();
  if (taken || added.name == kOperator || added.name == kSystem) {
    return Error{ErrorCode::kConflict, "登录名已被使用，请换一个"};
  }
  // Disabled ones count: whoever was first, the next is not.
  const bool first = added.role != StaffRole::kChief && added.role != StaffRole::kVicePresident &&
                     std::ranges::find(*all, added.role, &Staff::role) == all->end();
  Staff staff;
  staff.name = std::move(added.name);
  staff.display_name = std::move(added.display_name);
  staff.role = added.role;
  staff.court = std::move(added.court);
  staff.password_hash = std::move(added.password_hash);
  staff.state =
      needs_confirmation(added.role) && !first ? StaffState::kPending : StaffState::kActive;
  staff.changed_by = by.name;
  staff.added_at = tx.now();
  return save(tx, by, std::move(staff), "staff_add");
}

Result<Staff> confirm_staff(Transaction& tx, const Officer& by, const std::string& name) {
  if (!may_administer(by.role) && by.role != StaffRole::kPresident) {
    return Error{ErrorCode::kForbidden, "账号须由另一名系统管理员或者院长确认"};
  }
  auto staff = load_known(tx, name);
  if (!staff) return staff;
  if (staff->state != StaffState::kPending) {
    return Error{ErrorCode::kConflict, "该账号不需要确认"};
  }
  if (staff->changed_by == kOperator && by.role != StaffRole::kPresident) {
    return Error{ErrorCode::kForbidden, "该账号由运维人员在服务器上增加或者重设口令，须由院长确认"};
  }
  if (by.name == staff->changed_by || by.name == staff->name) {
    return Error{ErrorCode::kForbidden, "须由另一名系统管理员或者院长确认，不能由本人确认"};
  }
  staff->state = StaffState::kActive;
  return save(tx, by, *std::move(staff), "staff_confirm");
}

Result<void> disable_staff(Transaction& tx, const Officer& by, const std::string& name,
                           const std::string& successor) {
  if (auto may = check_administers(by); !may) return may;
  auto staff = load_known(tx, name);
  if (!staff) return std::move(staff).error();
  if (staff->state == StaffState::kDisabled) {
    return Error{ErrorCode::kConflict, "该账号已经停用"};
  }
  auto all = list_staff(tx.reader());
  if (!all) return std::move(all).error();
  const auto admins = std::ranges::count_if(
      *all, [](const Staff& other) { return is_active(other, StaffRole::kAdmin); });
  if (is_active(*staff, StaffRole::kAdmin) && admins == 1) {
    return Error{ErrorCode::kConflict, "这是最后一个系统管理员账号，请先增加另一个"};
  }
  if (auto moved = hand_over(tx, by, name, successor); !moved) return moved;
  staff->state = StaffState::kDisabled;
  auto saved = save(tx, by, *std::move(staff), "staff_disable");
  if (!saved) return std::move(saved).error();
  return {};
}

Result<Staff> set_password(Transaction& tx, const Officer& by, const std::string& name,
                           std::string password_hash) {
  const bool own = by.name == name;
  if (!own) {
    if (auto may = check_administers(by); !may) return std::move(may).error();
  }
  auto staff = load_known(tx, name);
  if (!staff) return staff;
  staff->password_hash = std::move(password_hash);
  staff->failed_sign_ins = 0;
  staff->locked_until = {};
  // A pending one too: who confirms it must not be who knows its password.
  if (!own && staff->state != StaffState::kDisabled && needs_confirmation(staff->role)) {
    staff->state = StaffState::kPending;
    staff->changed_by = by.name;
  }
  return save(tx, by, *std::move(staff), "staff_password");
}

}  // namespace shixin::registry
