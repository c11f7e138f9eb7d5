#include "registry/accounts.h"

#include <algorithm>

#include "base/text.h"
#include "registry/drafts.h"
#include "registry/session.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kSignInNameCharactersMax = 32;
constexpr std::size_t kDisplayNameCharactersMax = 64;

// A new account of these waits for a second person; a judge's only where somebody else has set its
// password, and so could submit in the judge's name.
bool waits_when_new(StaffRole role) { return is_signer(role) || may_administer(role); }
bool waits_when_reset(StaffRole role) { return waits_when_new(role) || may_submit(role); }

Result<void> check_administers(const Officer& by) {
  if (may_administer(by.role)) return {};
  return Error{ErrorCode::kForbidden, "账号由系统管理员管理"};
}

Error bad_name(std::string_view pointer, const char* why) {
  return {ErrorCode::kMalformed, why, {{std::string(pointer), why}}};
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Two names must not look alike, and a name must read the same in a list, a path and a command.
Result<void> check_sign_in_name(std::string_view name) {
  const auto plain = std::ranges::count_if(
      name, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
  const bool begins_well =
      !name.empty() && name.front() != '.' && name.front() != '_' && name.front() != '-';
  const std::size_t characters = base::code_points(name);
  if (base::valid_utf8(name) && begins_well && characters <= kSignInNameCharactersMax &&
      static_cast<std::size_t>(plain) + base::count_han(name) == characters &&
      base::normalise(name) == name) {
    return {};
  }
  return bad_name("/name",
                  "登录名应为1至32个汉字、英文字母、数字或者 . _ -，以汉字、字母或者数字开头");
}

Result<void> check_display_name(std::string_view name) {
  if (!name.empty() && base::check_text(name, kDisplayNameCharactersMax)) return {};
  return bad_name("/display_name", "应为1至64个可见字符");
}

bool is_taken(const std::vector<Staff>& all, std::string_view name) {
  const std::string folded = base::fold_name(name);
  return folded == kOperator || folded == kSystem ||
         std::ranges::any_of(
             all, [&](const Staff& other) { return base::fold_name(other.name) == folded; });
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

// Whether an account that waits can still come to work: by a president, or by two named persons,
// of whom one sets a president's password and the other confirms it.
bool somebody_can_confirm(const std::vector<Staff>& all) {
  const auto active = [&](auto role_is) {
    return std::ranges::count_if(all, [&](const Staff& staff) {
      return staff.state == StaffState::kActive && role_is(staff.role);
    });
  };
  const auto admins = active([](StaffRole role) { return may_administer(role); });
  const auto signers = active([](StaffRole role) { return is_signer(role); });
  const auto presidents = active([](StaffRole role) { return role == StaffRole::kPresident; });
  return presidents > 0 || (admins > 0 && admins + signers > 1);
}

// What may be done to `staff` must leave a way back, where there was one.
Result<void> check_leaves_a_way(const Transaction& tx, const Staff& staff) {
  auto all = list_staff(tx.reader());
  if (!all) return std::move(all).error();
  if (!somebody_can_confirm(*all)) return {};
  *std::ranges::find(*all, staff.name, &Staff::name) = staff;
  if (somebody_can_confirm(*all)) return {};
  return Error{ErrorCode::kConflict,
               "此后将无人可以确认签发人的账号，请先增加并确认另一名院长、系统管理员或者执行局长"};
}

Result<void> check_confirms(const Officer& by, const Staff& staff) {
  const bool of_signers = staff.role == StaffRole::kPresident && is_signer(by.role);
  if (!may_administer(by.role) && by.role != StaffRole::kPresident && !of_signers) {
    return Error{ErrorCode::kForbidden, "账号须由另一名系统管理员或者院长确认"};
  }
  if (staff.changed_by == kOperator && by.role != StaffRole::kPresident) {
    return Error{ErrorCode::kForbidden, "该账号由运维人员在服务器上增加或者重设口令，须由院长确认"};
  }
  if (by.name == staff.changed_by || by.name == staff.name) {
    return Error{ErrorCode::kForbidden, "须由另一人确认，不能由本人确认"};
  }
  return {};
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
  if (auto good = check_sign_in_name(added.name); !good) return std::move(good).error();
  if (auto good = check_display_name(added.display_name); !good) return std::move(good).error();
  auto all = list_staff(tx.reader());
  if (!all) return std::move(all).error();
  if (is_taken(*all, added.name)) {
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
  staff.state = waits_when_new(added.role) && !first ? StaffState::kPending : StaffState::kActive;
  staff.changed_by = by.name;
  staff.must_change_password = true;
  staff.added_at = tx.now();
  return save(tx, by, std::move(staff), "staff_add");
}

Result<Staff> confirm_staff(Transaction& tx, const Officer& by, const std::string& name) {
  auto staff = load_known(tx, name);
  if (!staff) return staff;
  if (auto may = check_confirms(by, *staff); !may) return std::move(may).error();
  if (staff->state != StaffState::kPending) {
    return Error{ErrorCode::kConflict, "该账号不需要确认"};
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
  if (auto way = check_leaves_a_way(tx, *staff); !way) return way;
  if (auto ended = end_sessions_of(tx, name); !ended) return std::move(ended).error();
  auto saved = save(tx, by, *std::move(staff), "staff_disable");
  if (!saved) return std::move(saved).error();
  return {};
}

Result<Staff> set_password(Transaction& tx, const Officer& by, const std::string& name,
                           std::string password_hash, std::string_view kept_session) {
  const bool own = by.name == name;
  if (!own) {
    if (auto may = check_administers(by); !may) return std::move(may).error();
  }
  auto staff = load_known(tx, name);
  if (!staff) return staff;
  if (staff->state == StaffState::kDisabled) {
    return Error{ErrorCode::kConflict, "该账号已经停用，不能再设口令"};
  }
  staff->password_hash = std::move(password_hash);
  staff->must_change_password = !own;
  staff->failed_sign_ins = 0;
  staff->locked_until = {};
  // A pending one too: who confirms it must not be who knows its password.
  if (!own && waits_when_reset(staff->role)) {
    staff->state = StaffState::kPending;
    staff->changed_by = by.name;
  }
  if (auto way = check_leaves_a_way(tx, *staff); !way) return std::move(way).error();
  if (auto ended = end_sessions_of(tx, name, kept_session); !ended) {
    return std::move(ended).error();
  }
  return save(tx, by, *std::move(staff), "staff_password");
}

}  // namespace shixin::registry
