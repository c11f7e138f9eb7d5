// Queries: what staff read of the register, as values from one snapshot. Whoever shows a full
// identity number first writes that down with note_read().
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "registry/committer.h"
#include "registry/roles.h"

namespace shixin::registry {

// kNotFound when there is none.
Result<domain::Subject> load_subject(const store::Reader& reader, const domain::SubjectId& id);
Result<DecisionRecord> load_decision(const store::Reader& reader, const domain::DecisionId& id);

// Every decision that made, ended or revoked something of this subject, the oldest first. What time
// alone ended is told by nobody.
Result<std::vector<DecisionRecord>> decisions_on(const store::Reader& reader,
                                                 const domain::Subject& subject);

// By a prefix of a name, a whole number typed without its type, or a case; at most `most`.
Result<std::vector<domain::Subject>> subjects_by_name(const store::Reader& reader,
                                                      const lookup::Index& index,
                                                      std::string_view prefix, std::size_t most);
Result<std::vector<domain::Subject>> subjects_by_number(const store::Reader& reader,
                                                        const lookup::Index& index,
                                                        std::string_view typed);
Result<std::vector<domain::Subject>> subjects_of_case(const store::Reader& reader,
                                                      const lookup::Index& index,
                                                      const domain::CaseNumber& no);

// Audit entries numbered below `below` (0: the newest), newest first, at most `most`.
Result<std::vector<AuditEntry>> audit_page(const store::Reader& reader, std::uint64_t below,
                                           std::size_t most);

// Durable before the full number may be shown.
Result<void> note_read(Committer& committer, const Officer& by, const domain::SubjectId& subject);

}  // namespace shixin::registry
