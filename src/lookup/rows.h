// The rows of the index which one subject implies, derived from it alone: apply() writes the
// difference of two such sets, fsck compares one with what is stored.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/crypto.h"
#include "domain/subject.h"
#include "store/keyspace.h"

namespace shixin::lookup {

using Rows = std::map<std::pair<store::Table, std::string>, std::string>;

Rows rows_of(const domain::Subject& subject, const base::Key& index_key);

// Of these, the keys of by_document.
std::vector<std::string> document_keys(const domain::Subject& subject, const base::Key& index_key);

// Key prefixes by which the questions scan.
std::string document_prefix(const domain::Document& document, const base::Key& index_key);
std::string case_prefix(const domain::CaseNumber& no);
// A whole key of by_case.
std::string case_key(const domain::CaseNumber& no, const domain::SubjectId& subject);

}  // namespace shixin::lookup
