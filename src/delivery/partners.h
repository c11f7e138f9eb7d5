// Partners: the departments that may read feeds, and how each shows who it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "delivery/records.h"
#include "feed/definition.h"
#include "registry/transaction.h"

namespace shixin::delivery {

// A partner's key as it is shown, once: base64url of 256 random bits.
struct NewKey {
  std::string partner;
  std::string key;
};

// kConflict: the name is taken. kMalformed: a name that is not lower-case letters, digits, `-` and
// `_` (3 to 40), or a feed that is not declared.
Result<NewKey> add_partner(registry::Transaction& tx, const feed::Catalogue& catalogue,
                           const std::string& name, const std::vector<std::string>& feeds);
// The old key stops working with this commit. kNotFound; kConflict: the partner is disabled.
Result<NewKey> rotate_key(registry::Transaction& tx, const std::string& name);
// For good: its key stops working, its name stays taken. kNotFound.
Result<void> disable_partner(registry::Transaction& tx, const std::string& name);

Result<Partner> partner_named(const store::Reader& reader, std::string_view name);
Result<std::vector<Partner>> all_partners(const store::Reader& reader);

// Who shows an Authorization header: `Bearer KEY`, or `Basic` with the partner's name and key.
// kUnauthorized for anybody else, in the same words whatever was wrong.
Result<Partner> authenticate(const store::Reader& reader, std::string_view authorization);

}  // namespace shixin::delivery
