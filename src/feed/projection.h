// Projection: what a view shows of a subject, rendered once, when the subject changes. Pure: a
// document depends on nothing but the view and the subject, whose `time_passed` is the day it is
// seen on. So a day changes a document only where time decides on the subject (next_due in
// domain/decide.h), and a document derived later is the one that was sent.
#pragma once

#include <optional>
#include <string>

#include "base/crypto.h"
#include "domain/subject.h"
#include "feed/definition.h"

namespace shixin::feed {

// The members of the document in the contract's order, as JSON without braces, _id and _rev;
// nullopt when the subject is not in the view. What is shown is what binds: served and live,
// through the view's roles; of listings only the public ones; documents in use. Entries get ids of
// the view's own, made by `entry_key`, so that no two views and no public page share one.
std::optional<std::string> project(const ViewDefinition& view, const base::Key& entry_key,
                                   const domain::Subject& subject);

}  // namespace shixin::feed
