#include "registry/sign_in.h"

#include "base/log.h"
#include "registry/accounts.h"

namespace shixin::registry {
namespace {

Error not_signed_in() {
  return {ErrorCode::kUnauthorized, "登录名或者口令不正确，或者失败次数过多已暂停登录，请稍后再试"};
}

Error session_ended() { return {ErrorCode::kUnauthorized, "登录已失效，请重新登录"}; }

// Every refusal costs one commit, whether or not there is such an account. A name that nobody has
// is not written down: it may be a password in the wrong field.
Result<void> note_refusal(Transaction& tx, const std::optional<Staff>& staff) {
  const std::string name = staff ? staff->name : std::string(kNobody);
  return tx.audit(name, "sign_in_failed", name);
}

Result<void> count_failure(Transaction& tx, Staff staff) {
  if (++staff.failed_sign_ins >= kSignInFailuresMax) {
    staff.failed_sign_ins = 0;
    staff.locked_until = tx.clock() + kLockedFor;
  }
  store::save(tx.tables(), staff);
  return note_refusal(tx, staff);
}

Result<SignedIn> open_session(Transaction& tx, Staff staff) {
  staff.failed_sign_ins = 0;
  store::save(tx.tables(), staff);
  SignedIn signed_in;
  signed_in.token = draw_token(tx.random());
  signed_in.csrf = csrf_of(signed_in.token);
  signed_in.expires_at = tx.clock() + kSessionLasts;
  signed_in.officer = staff.officer();
  signed_in.must_change_password = staff.must_change_password;
  store::save(tx.tables(), Session{token_digest(signed_in.token), SessionKind::kBrowser, staff.name,
                                   signed_in.expires_at, tx.clock()});
  if (auto traced = tx.audit(staff.name, "sign_in", staff.name); !traced) {
    return std::move(traced).error();
  }
  return signed_in;
}

}  // namespace

Result<SignIn::Checked> SignIn::check(const std::string& name, std::string_view password) const {
  auto staff = load_staff(*engine_.snapshot(), name);
  if (!staff) return std::move(staff).error();
  if (!*staff) {
    if (auto pretended = passwords_.pretend(password); !pretended) {
      return std::move(pretended).error();
    }
    return Checked{};
  }
  auto right = passwords_.matches(password, (*staff)->password_hash);
  if (!right) return std::move(right).error();
  return Checked{*right, (*staff)->password_hash};
}

Result<SignedIn> SignIn::sign_in(const std::string& name, std::string_view password) const {
  auto checked = check(name, password);
  if (!checked) return std::move(checked).error();
  // A failure is counted, so it too is something to commit: nullopt is "not signed in".
  using Outcome = std::optional<SignedIn>;
  auto outcome = committer_.run_for<Outcome>([&](Transaction& tx) -> Result<Outcome> {
    auto staff = load_staff(tx.reader(), name);
    if (!staff) return std::move(staff).error();
    if (!*staff || (*staff)->locked(tx.clock()) || (*staff)->state == StaffState::kDisabled) {
      if (auto noted = note_refusal(tx, *staff); !noted) return std::move(noted).error();
      return Outcome{};
    }
    if (!checked->right || checked->hash != (*staff)->password_hash) {
      if (auto counted = count_failure(tx, **staff); !counted) return std::move(counted).error();
      return Outcome{};
    }
    if ((*staff)->state == StaffState::kPending) {
      return Error{ErrorCode::kForbidden, "账号尚待另一名系统管理员或者院长确认"};
    }
    auto signed_in = open_session(tx, **std::move(staff));
    if (!signed_in) return std::move(signed_in).error();
    return Outcome{*std::move(signed_in)};
  });
  if (!outcome) return std::move(outcome).error();
  if (!*outcome) return not_signed_in();
  return **std::move(outcome);
}

Result<Caller> SignIn::authenticate(std::string_view token) const {
  const auto snapshot = engine_.snapshot();
  auto session = load_session(*snapshot, token);
  if (!session) return std::move(session).error();
  const Instant now = clock_.now();
  if (!*session || (*session)->ended(now)) return session_ended();
  auto staff = load_staff(*snapshot, (*session)->staff);
  if (!staff) return std::move(staff).error();
  if (!*staff || (*staff)->state != StaffState::kActive) return session_ended();
  if (now - (*session)->seen_at >= kSessionTouchedEvery) touch(**session);
  return Caller{(*staff)->officer(), (*staff)->display_name, (*session)->kind, csrf_of(token),
                (*staff)->must_change_password};
}

// Whoever reads while the store takes no writes is not turned away.
void SignIn::touch(const Session& session) const {
  auto touched = committer_.run([&](Transaction& tx) -> Result<void> {
    auto known = store::load<Session>(tx.reader(), session.digest);
    if (!known) return std::move(known).error();
    if (!*known) return {};  // signed out meanwhile
    (*known)->seen_at = tx.clock();
    store::save(tx.tables(), **known);
    return {};
  });
  if (!touched) base::log_warn("a session's use was not written down");
}

Result<void> SignIn::sign_out(std::string_view token) const {
  return committer_.run([&](Transaction& tx) -> Result<void> {
    auto session = load_session(tx.reader(), token);
    if (!session) return std::move(session).error();
    if (!*session) return {};
    store::remove(tx.tables(), **session);
    return tx.audit((*session)->staff, "sign_out", (*session)->staff);
  });
}

Result<void> SignIn::change_password(const Officer& by, const PasswordChange& change,
                                     std::string_view token) const {
  if (auto good = check_password(change.new_password, by.name); !good) return good;
  auto checked = check(by.name, change.old_password);
  if (!checked) return std::move(checked).error();
  if (!checked->right) return Error{ErrorCode::kForbidden, "原口令不正确"};
  if (change.new_password == change.old_password) {
    const char* const why = "新口令不得与原口令相同";
    return Error{ErrorCode::kMalformed, why, {{"/new_password", why}}};
  }
  auto hash = passwords_.hash(change.new_password);
  if (!hash) return std::move(hash).error();
  return committer_.run([&](Transaction& tx) -> Result<void> {
    auto staff = set_password(tx, by, by.name, *hash, token_digest(token));
    if (!staff) return std::move(staff).error();
    return {};
  });
}

Result<std::string> SignIn::issue_bearer(const Officer& by, const std::string& name) const {
  return committer_.run_for<std::string>([&](Transaction& tx) -> Result<std::string> {
    if (!may_administer(by.role)) return Error{ErrorCode::kForbidden, "令牌由系统管理员发放"};
    auto staff = load_staff(tx.reader(), name);
    if (!staff) return std::move(staff).error();
    if (!*staff) return Error{ErrorCode::kNotFound, "没有这个账号"};
    if ((*staff)->state != StaffState::kActive || is_signer((*staff)->role) ||
        may_administer((*staff)->role)) {
      return Error{ErrorCode::kConflict, "只为在用的、不签发决定也不管理账号的账号发放令牌"};
    }
    std::string token = draw_token(tx.random());
    store::save(tx.tables(), Session{token_digest(token), SessionKind::kBearer, name,
                                     tx.clock() + kBearerLasts, Instant{}});
    if (auto traced = tx.audit(by.name, "token", name); !traced) return std::move(traced).error();
    return token;
  });
}

Result<std::size_t> SignIn::revoke_bearers(const Officer& by, const std::string& name) const {
  return committer_.run_for<std::size_t>([&](Transaction& tx) -> Result<std::size_t> {
    if (!may_administer(by.role)) return Error{ErrorCode::kForbidden, "令牌由系统管理员收回"};
    auto all = bearers(tx.reader());
    if (!all) return std::move(all).error();
    std::erase_if(*all, [&](const Session& bearer) { return bearer.staff != name; });
    for (const Session& bearer : *all) store::remove(tx.tables(), bearer);
    if (auto traced = tx.audit(by.name, "token_revoke", name); !traced) {
      return std::move(traced).error();
    }
    return all->size();
  });
}

}  // namespace shixin::registry
