// schemas/keyspace.md, printed from the table in keyspace.h.
#pragma once

#include <string>

namespace shixin::store {

std::string keyspace_markdown();

}  // namespace shixin::store
