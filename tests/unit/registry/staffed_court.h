// Court: the registry's house with accounts and a door to sign in at.
#pragma once

#include "registry/accounts.h"
#include "registry/sign_in.h"
#include "unit/registry/house.h"

namespace shixin::test {

using registry::Officer;
using registry::Staff;
using registry::StaffRole;
using registry::Transaction;

inline constexpr std::string_view kPassword = "correct horse battery";

struct Court : House {
  // The least that libsodium takes: a test is not an attack.
  const registry::Passwords passwords{{1, std::size_t{8} << 10}};
  const registry::SignIn door{engine, *committer, passwords, clock};

  Result<Staff> add(const Officer& by, const std::string& name, StaffRole role) {
    auto hash = passwords.hash(kPassword);
    REQUIRE(hash);
    return run<Staff>([&](Transaction& tx) {
      return registry::add_staff(tx, by, {name, name, role, "3611", *hash});
    });
  }
  Result<Staff> confirm(const Officer& by, const std::string& name) {
    return run<Staff>([&](Transaction& tx) { return registry::confirm_staff(tx, by, name); });
  }
  Result<Staff> set_password(const Officer& by, const std::string& name,
                             std::string_view password) {
    auto hash = passwords.hash(password);
    REQUIRE(hash);
    return run<Staff>([&](Transaction& tx) { return registry::set_password(tx, by, name, *hash); });
  }
  Result<void> disable(const Officer& by, const std::string& name, const std::string& successor) {
    return committer->run(
        [&](Transaction& tx) { return registry::disable_staff(tx, by, name, successor); });
  }
};

inline const Officer kAdmin{"admin", StaffRole::kAdmin};

}  // namespace shixin::test
