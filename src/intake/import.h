// Import: the rows of a file become drafts, or with `migrate` a batch that a second person
// confirms. Each row is accepted, already there, or refused with every reason; a second run of the
// same file changes nothing. Rows of one migration see each other, as they will when they are
// decided.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/own_court.h"
#include "intake/outcome.h"
#include "intake/records.h"
#include "intake/repetition.h"
#include "registry/committer.h"
#include "registry/roles.h"

namespace shixin::intake {

// How an import is meant.
struct Manner {
  bool migrate = false;  // a batch for a second person; else each row a draft as any other
  bool dry_run = false;  // says the same and leaves nothing behind
};

// All methods are safe from any thread; one import is the work of one caller at a time.
class Importer {
 public:
  // All must outlive it. `row_key` keys the digests of rows.
  Importer(const store::Engine& engine, registry::Committer& committer,
           const registry::Parts& parts, const base::Clock& clock, const base::Key& row_key,
           domain::OwnCourt court);
  ~Importer();

  // Writes nothing yet. kForbidden: not somebody who may draft. `titles` is the header row of a
  // table, for the reject file of its confirmation.
  Result<BatchId> open(const registry::Officer& by, Format format, std::string source,
                       Manner manner, std::vector<std::string> titles = {});

  // Rows in file order; a call takes effect whole or not at all, and one that fails ends the
  // import. kNotFound: no open import of this id (it failed, or the service was restarted: run the
  // import again, what was taken is already there). kConflict: its confirmation has begun.
  Result<std::vector<RowOutcome>> take(const BatchId& id, const std::vector<RawRow>& rows);

  Result<void> close(const BatchId& id);

  // Decides the next `most` rows of a migration; none, once it is complete. Calls follow each other
  // without waiting, by which the second is decided while the first is made durable. kForbidden:
  // the person who brought it, or one who signs nothing; kConflict: another person has begun to
  // confirm it.
  registry::Outcome<Confirmed> confirm(const BatchId& id, const registry::Officer& by,
                                       std::size_t most);

 private:
  struct Open;
  std::shared_ptr<Open> find(const BatchId& id);
  Result<std::vector<RowOutcome>> take_all(Open& open, registry::Transaction& tx,
                                           const std::vector<RawRow>& rows) const;
  Result<RowOutcome> take_row(Open& open, registry::Transaction& tx, const RawRow& row) const;
  // Makes the draft, or decides on the scratch as it will be decided after the rows before it.
  // nullopt: taken; else what the register has of it already.
  Result<std::optional<Differences>> try_row(Open& open, registry::Transaction& tx,
                                             const domain::Decision& decision) const;
  std::string digest_of(domain::Decision decision) const;

  const store::Engine& engine_;
  registry::Committer& committer_;
  const registry::Parts& parts_;
  const base::Clock& clock_;
  base::Key row_key_;
  domain::OwnCourt court_;
  std::mutex mutex_;
  std::map<BatchId, std::shared_ptr<Open>> open_;
};

}  // namespace shixin::intake
