#include <doctest/doctest.h>

#include "ledger/opening.h"
#include "ledger/published.h"
#include "registry/decision_record.h"
#include "registry/held.h"
#include "support/answers.h"
#include "support/court.h"
#include "web/public/routes.h"

namespace {

using namespace shixin;
using registry::Decided;
using registry::StaffRole;
using registry::Transaction;
using support::json_of;

// The public and the staff surface over one register with a few decisions.
struct Observed {
  support::Court court;
  web::PublicContext context{court.engine, court.index, court.clock, {}};
  web::Router router;

  Observed() { web::add_public_routes(router, context); }

  domain::Decision decide(std::uint64_t person) {
    const auto decision =
        support::decision(support::person(person), support::list_act(static_cast<int>(person)));
    REQUIRE(court.committer.run_for<Decided>([&](Transaction& tx) {
      return tx.decide(decision, {"clerk", "judge", "president"}, std::nullopt);
    }));
    return decision;
  }

  web::Answer get(std::string path) const {
    return router.handle({.method = "GET", .path = std::move(path), .remote_address = ""});
  }

  ledger::Verifier verifier() const {
    auto verifier = ledger::log_verifier(*court.engine.snapshot());
    REQUIRE(verifier);
    return *std::move(verifier);
  }
};

std::string proof_path(const domain::Decision& decision) {
  return "/api/v1/decisions/" + decision.ids.decision.text() + "/proof";
}

}  // namespace

TEST_SUITE_BEGIN("http/ledger");

TEST_CASE("the checkpoint is a signed note that nobody keeps for long") {
  Observed log;
  log.decide(1);
  const auto answer = log.get("/checkpoint");
  CHECK_EQ(answer.status, 200);
  CHECK_EQ(answer.content_type, "text/plain; charset=utf-8");
  CHECK_EQ(answer.header("Cache-Control"), "public, max-age=1");
  const auto checkpoint = ledger::open_checkpoint(answer.body, log.verifier());
  REQUIRE(checkpoint);
  CHECK_EQ(checkpoint->tree.size, 1);
}

TEST_CASE("tiles and entries are bytes that may be kept, and what is not there is 404") {
  Observed log;
  log.decide(1);
  log.decide(2);
  for (const char* path : {"/tile/0/000.p/2", "/tile/0/000.p/1", "/tile/entries/000.p/2"}) {
    CAPTURE(path);
    const auto answer = log.get(path);
    CHECK_EQ(answer.status, 200);
    CHECK_EQ(answer.content_type, "application/octet-stream");
    CHECK_EQ(answer.header("Cache-Control"), "public, max-age=86400");
  }
  const auto tile = log.get("/tile/0/000.p/2").body;
  const auto bundle = log.get("/tile/entries/000.p/2").body;
  CHECK_EQ(tile.size(), 64);
  CHECK_EQ(tile.substr(0, 32), ledger::leaf_hash(bundle.substr(2, bundle.size() / 2 - 2)).raw());
  for (const char* path :
       {"/tile/0/000", "/tile/0/000.p/3", "/tile/0/001.p/1", "/tile/1/000.p/1", "/tile/entries/000",
        "/tile/0/0", "/tile/", "/tile/../checkpoint", "/tile/0/000.p/2/", "/tile/9/000"}) {
    CAPTURE(path);
    const auto answer = log.get(path);
    CHECK_EQ(answer.status, 404);
    CHECK_EQ(answer.header("Cache-Control"), "no-store");
  }
}

TEST_CASE("while the store is held after a restore the log shows nothing") {
  Observed log;
  log.decide(1);
  REQUIRE(log.court.committer.run(
      [](Transaction& tx) { return registry::hold(tx, "operator", "restored"); }));
  CHECK_EQ(log.get("/checkpoint").status, 503);
  CHECK_EQ(log.get("/tile/0/000.p/1").status, 503);
}

TEST_CASE("an inspector takes along the proof of a decision, and the audit says so") {
  Observed log;
  log.decide(1);
  const auto decision = log.decide(2);
  log.decide(3);
  const auto inspector = log.court.sign_in(StaffRole::kInspector);
  const auto answer = inspector.get(proof_path(decision));
  REQUIRE_EQ(answer.status, 200);
  CHECK_EQ(answer.content_type, "text/plain; charset=utf-8");
  CHECK_EQ(answer.header("Cache-Control"), "no-store");
  CHECK_EQ(answer.header("Content-Disposition"),
           "attachment; filename=\"" + decision.ids.decision.text() + ".tlog-proof\"");
  const auto audit = json_of(inspector.get("/api/v1/audit?limit=1"));
  CHECK_EQ(audit["entries"][0]["what"], "export_proof");
  CHECK_EQ(audit["entries"][0]["who"], "inspector");
  CHECK_EQ(audit["entries"][0]["target"], decision.ids.decision.text());

  const auto document = ledger::ProofDocument::parse(answer.body);
  REQUIRE(document);
  const auto shown = ledger::verify(*document, log.verifier());
  REQUIRE(shown);
  CHECK_EQ(shown->seq, 2);
  CHECK_EQ(shown->checkpoint.tree.size, 3);
  const auto record =
      store::from_value<registry::DecisionRecord>(store::KeyWriter{}.u64(2).take(), shown->record);
  REQUIRE(record);
  CHECK(record->decision.ids.decision == decision.ids.decision);
}

TEST_CASE("a proof with anything altered in it shows nothing") {
  Observed log;
  log.decide(1);
  const auto decision = log.decide(2);
  log.decide(3);
  const auto answer = log.court.sign_in(StaffRole::kInspector).get(proof_path(decision));
  const auto document = *ledger::ProofDocument::parse(answer.body);
  const auto key = log.verifier();
  REQUIRE(ledger::verify(document, key));
  for (std::size_t i = 0; i < document.extra.size(); ++i) {
    auto altered = document;
    altered.extra[i] = static_cast<char>(altered.extra[i] ^ 1);
    REQUIRE_FALSE(ledger::verify(altered, key));
    altered.extra.resize(i);
    REQUIRE_FALSE(ledger::verify(altered, key));
  }
  for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{2}, UINT64_MAX}) {
    auto altered = document;
    altered.index = index;
    REQUIRE_FALSE(ledger::verify(altered, key));
  }
  auto shorter = document;
  shorter.proof.pop_back();
  CHECK_FALSE(ledger::verify(shorter, key));
  auto unsigned_one = document;
  unsigned_one.checkpoint.replace(0, 6, "shixon");
  CHECK_FALSE(ledger::verify(unsigned_one, key));
}

TEST_CASE("a proof is of what took effect, for whoever reads the register") {
  Observed log;
  const auto decision = log.decide(1);
  CHECK_EQ(log.court.sign_in(StaffRole::kAdmin).get(proof_path(decision)).status, 403);
  const auto judge = log.court.sign_in(StaffRole::kJudge);
  CHECK_EQ(judge.get("/api/v1/decisions/nonsense/proof").status, 404);
  CHECK_EQ(judge.get("/api/v1/decisions/" + std::string(32, '0') + "/proof").status, 404);
  log.court.engine.fail_after(0);
  CHECK_EQ(judge.get(proof_path(decision)).status, 503);
}

TEST_SUITE_END();
