#include "registry/roles.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace {

using namespace shixin::registry;

}  // namespace

TEST_SUITE_BEGIN("registry/roles");

TEST_CASE("who may draft, submit, sign, allow and administer") {
  struct Row {
    const char* what;
    StaffRole role;
    std::string may;  // d draft, s submit, S sign, A allow, a administer
  };
  const std::array rows{
      Row{"clerk", StaffRole::kClerk, "d"},
      Row{"assistant", StaffRole::kAssistant, "d"},
      Row{"judge", StaffRole::kJudge, "ds"},
      Row{"chief", StaffRole::kChief, "A"},
      Row{"vice president, without an authorisation", StaffRole::kVicePresident, ""},
      Row{"president", StaffRole::kPresident, "SA"},
      Row{"reviewer", StaffRole::kReviewer, ""},
      Row{"inspector", StaffRole::kInspector, ""},
      Row{"admin", StaffRole::kAdmin, "a"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    std::string may;
    if (may_draft(row.role)) may += 'd';
    if (may_submit(row.role)) may += 's';
    if (may_approve(row.role, Approval::kSign)) may += 'S';
    if (may_approve(row.role, Approval::kAllow)) may += 'A';
    if (may_administer(row.role)) may += 'a';
    CHECK_EQ(may, row.may);
  }
}

TEST_CASE("what restricts is signed by the president, what frees is allowed by the chief") {
  struct Row {
    const char* kind;
    const char* revoked;
    Approval approval;
  };
  const std::array rows{Row{"list", "", Approval::kSign},
                        Row{"restrict", "", Approval::kSign},
                        Row{"exempt", "", Approval::kSign},
                        Row{"extend", "", Approval::kSign},
                        Row{"lift", "", Approval::kAllow},
                        Row{"delete", "", Approval::kAllow},
                        Row{"early_delete", "", Approval::kAllow},
                        Row{"correct", "", Approval::kAllow},
                        Row{"identify", "", Approval::kAllow},
                        Row{"revoke", "list", Approval::kAllow},
                        Row{"revoke", "restrict", Approval::kAllow},
                        Row{"revoke", "delete", Approval::kSign},
                        Row{"revoke", "lift", Approval::kSign},
                        Row{"revoke", "revoke", Approval::kSign},
                        Row{"revoke", "exempt", Approval::kSign}};
  for (const auto& row : rows) {
    CAPTURE(row.kind);
    CAPTURE(row.revoked);
    CHECK_EQ(approval_for(row.kind, row.revoked), row.approval);
  }
}

TEST_SUITE_END();
