#include "registry/sign_in.h"

#include "base/log.h"
#include "registry/accounts.h"

namespace shixin::registry {
namespace {

Error not_signed_in() {
  return {ErrorCode::kUnauthorized, "登录名或者口令不正确，或者失败次数过多已暂停登录，请稍后再试"};
}

Error session_ended() { return {ErrorCode::kUnauthorized, "登录已失效，请重新登录"}; }

Result<void> forget_ended_sessions(Transaction& tx) {
  const auto cursor = tx.reader().scan(store::Table::kSessions, {});
  for (; cursor->valid(); cursor->next()) {
    auto session = store::from_value<Session>(cursor->key(), cursor->value());
    if (!session) return std::move(session).error();
    if (session->ended(tx.now())) store::remove(tx.tables(), *session);
  }
  return cursor->status();
}

Result<void> count_failure(Transaction& tx, Staff staff) {
  if (++staff.failed_sign_ins >= kSignInFailuresMax) {
    staff.failed_sign_ins = 0;
    staff.locked_until = tx.now() + kLockedFor;
  }
  store::save(tx.tables(), staff);
  return tx.audit(staff.name, "sign_in_failed", staff.name);
}

Result<SignedIn> open_session(Transaction& tx, Staff staff) {
  if (auto done = forget_ended_sessions(tx); !done) return std::move(done).error();
  staff.failed_sign_ins = 0;
  store::save(tx.tables(), staff);
  SignedIn signed_in;
  signed_in.token = draw_token(tx.random());
  signed_in.csrf = csrf_of(signed_in.token);
  signed_in.expires_at = tx.now() + kSessionLasts;
  signed_in.officer = staff.officer();
  store::save(tx.tables(), Session{token_digest(signed_in.token), SessionKind::kBrowser, staff.name,
                                   signed_in.expires_at, tx.now()});
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
    if (!*staff || (*staff)->locked_until > tx.now()) return Outcome{};
    if ((*staff)->state == StaffState::kDisabled) return Outcome{};
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
  return Caller{(*staff)->officer(), (*staff)->display_name, (*session)->kind, csrf_of(token)};
}

// Whoever reads while the store takes no writes is not turned away.
void SignIn::touch(const Session& session) const {
  auto touched = committer_.run([&](Transaction& tx) -> Result<void> {
    auto known = store::load<Session>(tx.reader(), session.digest);
    if (!known) return std::move(known).error();
    if (!*known) return {};  // signed out meanwhile
    (*known)->seen_at = tx.now();
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

Result<void> SignIn::change_password(const Officer& by, std::string_view old_password,
                                     std::string_view new_password) const {
  if (auto good = check_password(new_password, by.name); !good) return good;
  auto checked = check(by.name, old_password);
  if (!checked) return std::move(checked).error();
  if (!checked->right) return Error{ErrorCode::kForbidden, "原口令不正确"};
  auto hash = passwords_.hash(new_password);
  if (!hash) return std::move(hash).error();
  return committer_.run([&](Transaction& tx) -> Result<void> {
    auto staff = set_password(tx, by, by.name, *hash);
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
                                     tx.now() + kBearerLasts, tx.now()});
    if (auto traced = tx.audit(by.name, "token", name); !traced) return std::move(traced).error();
    return token;
  });
}

}  // namespace shixin::registry
