// Partners: the departments that may read feeds, and how each shows who it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "delivery/records.h"
#include "feed/definition.h"
#include "registry/transaction.h"

namespace shixin::delivery {

// Each request compares with all of them; a department has a few gateways.
inline constexpr std::size_t kAddressesMax = 64;

// A partner's key as it is shown, once: base64url of 256 random bits.
struct NewKey {
  std::string partner;
  std::string key;
};

// kConflict: the name is taken. kMalformed: a name that is not lower-case letters, digits, `-` and
// `_` (3 to 40), a feed that is not declared, or more than kAddressesMax ranges of addresses.
Result<NewKey> add_partner(registry::Transaction& tx, const feed::Catalogue& catalogue,
                           const std::string& name, const std::vector<std::string>& feeds,
                           std::vector<base::AddressRange> addresses);
// The old key stops working with this commit. kNotFound; kConflict: the partner is disabled.
Result<NewKey> rotate_key(registry::Transaction& tx, const std::string& name);
// From where its key works from now on; none: from anywhere. kNotFound; kConflict: the partner is
// disabled; kMalformed: too many.
Result<void> set_addresses(registry::Transaction& tx, const std::string& name,
                           std::vector<base::AddressRange> addresses);
// For good: its key stops working, its name stays taken. kNotFound.
Result<void> disable_partner(registry::Transaction& tx, const std::string& name);

Result<Partner> partner_named(const store::Reader& reader, std::string_view name);
Result<std::vector<Partner>> all_partners(const store::Reader& reader);

// What a request shows of whoever sent it.
struct Asker {
  std::string authorization;  // the header
  std::string address;        // of the peer
};

// Whose key an Authorization header shows: `Bearer KEY`, or `Basic` with the partner's name and
// key. kUnauthorized for nobody's, in the same words whatever was wrong.
Result<Partner> owner_of_key(const store::Reader& reader, std::string_view authorization);
// Who may ask. As owner_of_key(); and kForbidden, for nothing else, where the key works but not at
// this address: it may be in other hands.
Result<Partner> authenticate(const store::Reader& reader, const Asker& asker);

}  // namespace shixin::delivery
