#include "support/court.h"

#include <stdexcept>

#include "support/answers.h"

namespace support {
namespace {

using shixin::Result;
using shixin::registry::StaffRole;
using shixin::registry::Transaction;
using shixin::web::Answer;
using shixin::web::Request;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::logic_error(result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

shixin::feed::Catalogue feeds_of_the_project() {
  return must(shixin::feed::load_catalogue(std::filesystem::path(SHIXIN_SOURCE_DIR) / "feeds"));
}

}  // namespace

Court::Court()
    : catalogues(feeds_of_the_project(), key),
      committer(engine, parts, clock, signal),
      sign_ins(engine, committer, passwords, clock),
      context{engine,     committer, parts,         sign_ins,   passwords,
              catalogues, clock,     sign_in_limit, own_court()} {
  must(views.prepare(engine, random, clock.now(), {}));
  must(ledger.prepare(engine, random));
  add_everybody();
  shixin::web::add_staff_routes(staff, context);
  shixin::web::add_console_pages(staff, context);
}

void Court::add_everybody() {
  const auto hash = must(passwords.hash(kPassword));
  const auto by = shixin::registry::operator_officer();
  const auto add = [&](StaffRole role) {
    const std::string name(shixin::base::word(role));
    return must(committer.run_for<shixin::registry::Staff>([&](Transaction& tx) {
      return shixin::registry::add_staff(tx, by, {name, name, role, "赣1102", hash});
    }));
  };
  // The 院长 first: he confirms the signers who come after.
  const auto president = add(StaffRole::kPresident).officer();
  for (const auto& [role, name] : enum_words(StaffRole{})) {
    if (role == StaffRole::kPresident) continue;
    if (add(role).state != shixin::registry::StaffState::kPending) continue;
    must(committer.run_for<shixin::registry::Staff>([&](Transaction& tx) {
      return shixin::registry::confirm_staff(tx, president, std::string(name));
    }));
  }
  // Each has made the first password his own.
  for (const auto& [role, name] : enum_words(StaffRole{})) {
    must(committer.run_for<shixin::registry::Staff>([&](Transaction& tx) {
      const std::string own(name);
      return shixin::registry::set_password(tx, {own, role}, own, hash);
    }));
  }
}

Court::Desk Court::sign_in(StaffRole role) const {
  Request request;
  request.method = "POST";
  request.path = "/api/v1/session";
  request.headers.emplace("Content-Type", "application/json");
  request.remote_address = "192.0.2.1";
  request.body =
      shixin::base::Json{{"name", shixin::base::word(role)}, {"password", kPassword}}.dump();
  const Answer answer = handle(request);
  if (answer.status != 201) throw std::logic_error(answer.body);
  const std::string cookie(answer.header("Set-Cookie"));
  return {*this, cookie.substr(0, cookie.find(';')), json_of(answer)["csrf"].get<std::string>()};
}

Request Court::Desk::request(const std::string& method, const std::string& path,
                             const std::string& body) const {
  const auto mark = path.find('?');
  Request out;
  out.method = method;
  out.path = path.substr(0, mark);
  if (mark != std::string::npos) out.query = must(shixin::web::parse_query(path.substr(mark + 1)));
  out.headers.emplace("Cookie", cookie);
  out.headers.emplace("X-CSRF-Token", csrf);
  out.remote_address = "192.0.2.1";
  out.body = body;
  if (!body.empty()) out.headers.emplace("Content-Type", "application/json");
  return out;
}

Answer Court::Desk::get(const std::string& path) const {
  return court.handle(request("GET", path));
}

Answer Court::Desk::post(const std::string& path, const std::string& body,
                         const std::string& idempotency_key) const {
  Request out = request("POST", path, body);
  if (!idempotency_key.empty()) out.headers.emplace("Idempotency-Key", idempotency_key);
  return court.handle(out);
}

Answer Court::Desk::put(const std::string& path, const std::string& body) const {
  return court.handle(request("PUT", path, body));
}

}  // namespace support
