// Removal: the tombstone of a subject that a change took out of a view. It says why and by which
// article, and nothing about the person.
#pragma once

#include <string>

#include "domain/change.h"
#include "feed/definition.h"

namespace shixin::feed {

// The members of the tombstone, as JSON without braces, _id and _rev. `reason` is deleted (a
// listing), lifted (an order), expired, revoked or out_of_scope; `legal` is the article of the end
// that freed the subject, empty where none did.
std::string removal(const ViewDefinition& view, const domain::Change& change);

}  // namespace shixin::feed
