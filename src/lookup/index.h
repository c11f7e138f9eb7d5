// Index: finds subjects by number, name and case for the court, and holds what the public may see.
// The only writer of by_document, by_name, by_case, public_subjects, public_names, public_entries.
#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/change.h"
#include "store/overlay.h"

namespace shixin::lookup {

// const methods are safe from any thread.
class Index {
 public:
  // Numbers are indexed by HMAC under `index_key`: RocksDB's own LOG and MANIFEST show keys.
  explicit Index(const base::Key& index_key) : key_(index_key) {}

  // The rows one change implies, in the change's own batch.
  Result<void> apply(store::Overlay& overlay, const domain::Change& change) const;
  // Of these, only those by which holders() and by_case() find the subject: for a trial that is
  // never committed.
  void hold(store::Overlay& overlay, const domain::Subject& subject) const;

  // Subjects that hold the document now or held it, equal in its compare_form(); unordered.
  Result<std::vector<domain::SubjectId>> by_document(const store::Reader& reader,
                                                     const domain::Document& document) const;
  // The same, read. kCorrupt as load_indexed().
  Result<std::vector<domain::Subject>> holders(const store::Reader& reader,
                                               const domain::Document& document) const;
  // Subjects one of whose names, folded, begins with the folded prefix; at most `most`.
  Result<std::vector<domain::SubjectId>> by_name(const store::Reader& reader,
                                                 std::string_view prefix, std::size_t most) const;
  Result<std::vector<domain::SubjectId>> by_case(const store::Reader& reader,
                                                 const domain::CaseNumber& no) const;

 private:
  base::Key key_;
};

// The subjects an index named, in its order. kCorrupt: it named one who is not there.
Result<std::vector<domain::Subject>> load_indexed(const store::Reader& reader,
                                                  const std::vector<domain::SubjectId>& ids);

}  // namespace shixin::lookup
