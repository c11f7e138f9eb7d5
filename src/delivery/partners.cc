#include "delivery/partners.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/encoding.h"

namespace shixin::delivery {
namespace {

constexpr std::string_view kOperator = "operator";

std::string digest_of(std::string_view key) { return std::string(base::raw(base::sha256(key))); }

// A name stands in URLs of nobody, but in HTTP Basic, where a colon would end it.
bool good_name(std::string_view name) {
  return name.size() >= 3 && name.size() <= 40 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

// Draws a key for the partner and saves both rows.
NewKey give_key(registry::Transaction& tx, Partner& partner) {
  const auto bytes = tx.random().make<std::array<std::uint8_t, 32>>();
  NewKey made{partner.name, base::base64url_encode(bytes)};
  partner.key_digest = digest_of(made.key);
  store::save(tx.tables(), partner);
  store::save(tx.tables(), PartnerRef{partner.key_digest, partner.name});
  return made;
}

struct Credentials {
  std::optional<std::string> name;  // of Basic; Bearer shows none
  std::string key;
};

// What follows the scheme, which is a word without case (RFC 9110 §11.1); nullopt for another one.
std::optional<std::string_view> after_scheme(std::string_view authorization,
                                             std::string_view scheme) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const bool named = authorization.size() > scheme.size() && authorization[scheme.size()] == ' ' &&
                     std::ranges::equal(authorization.substr(0, scheme.size()), scheme, {}, lower);
  if (!named) return std::nullopt;
  return authorization.substr(scheme.size() + 1);
}

std::optional<Credentials> read_credentials(std::string_view authorization) {
  if (const auto key = after_scheme(authorization, "bearer")) {
    return Credentials{{}, std::string(*key)};
  }
  const auto encoded = after_scheme(authorization, "basic");
  const auto pair = encoded ? base::base64_decode(*encoded) : std::nullopt;
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return Credentials{pair->substr(0, colon), pair->substr(colon + 1)};
}

std::optional<Fault> too_many(const std::vector<base::AddressRange>& addresses) {
  if (addresses.size() <= kAddressesMax) return std::nullopt;
  return Fault{"/addresses", fmt::format("at most {} ranges", kAddressesMax)};
}

std::string listed(const std::vector<base::AddressRange>& addresses) {
  std::string out;
  for (const auto& range : addresses) out += (out.empty() ? "" : " ") + range.text();
  return out.empty() ? "any address" : out;
}

Error nobody() { return {ErrorCode::kUnauthorized, "请出示有效的合作单位密钥"}; }

}  // namespace

bool Partner::may_read(std::string_view feed) const {
  return !disabled && std::find(feeds.begin(), feeds.end(), feed) != feeds.end();
}

bool Partner::may_ask_from(std::string_view address) const {
  return addresses.empty() ||
         std::ranges::any_of(addresses, [&](const auto& range) { return range.holds(address); });
}

Result<NewKey> add_partner(registry::Transaction& tx, const feed::Catalogue& catalogue,
                           const std::string& name, const std::vector<std::string>& feeds,
                           std::vector<base::AddressRange> addresses) {
  std::vector<Fault> faults;
  if (!good_name(name)) {
    faults.push_back({"/name", "expected 3 to 40 lower-case letters, digits, - or _"});
  }
  if (feeds.empty()) faults.push_back({"/feeds", "name at least one feed"});
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    if (!catalogue.feed(feeds[i])) faults.push_back({fmt::format("/feeds/{}", i), "no such feed"});
  }
  if (auto fault = too_many(addresses)) faults.push_back(*std::move(fault));
  if (!faults.empty()) {
    return Error{ErrorCode::kMalformed, "the partner can not be added", std::move(faults)};
  }
  auto taken = store::load<Partner>(tx.tables(), store::Stored<Partner>::key(name));
  if (!taken) return std::move(taken).error();
  if (*taken) {
    return Error{ErrorCode::kConflict,
                 "a partner of this name exists; rotate its key if it was lost"};
  }
  Partner partner{name, feeds, {}, tx.now(), false, std::move(addresses)};
  NewKey made = give_key(tx, partner);
  if (auto done = tx.audit(std::string(kOperator), "partner_add", name, listed(partner.addresses));
      !done) {
    return std::move(done).error();
  }
  return made;
}

Result<NewKey> rotate_key(registry::Transaction& tx, const std::string& name) {
  auto partner = partner_named(tx.tables(), name);
  if (!partner) return std::move(partner).error();
  if (partner->disabled) {
    return Error{ErrorCode::kConflict, "the partner is disabled; add it under another name"};
  }
  store::remove(tx.tables(), PartnerRef{partner->key_digest, name});
  NewKey made = give_key(tx, *partner);
  if (auto done = tx.audit(std::string(kOperator), "partner_rotate", name); !done) {
    return std::move(done).error();
  }
  return made;
}

Result<void> set_addresses(registry::Transaction& tx, const std::string& name,
                           std::vector<base::AddressRange> addresses) {
  if (auto fault = too_many(addresses)) {
    return Error{ErrorCode::kMalformed, fault->detail, {*fault}};
  }
  auto partner = partner_named(tx.tables(), name);
  if (!partner) return std::move(partner).error();
  if (partner->disabled) return Error{ErrorCode::kConflict, "the partner is disabled"};
  if (partner->addresses == addresses) return {};
  partner->addresses = std::move(addresses);
  store::save(tx.tables(), *partner);
  return tx.audit(std::string(kOperator), "partner_addresses", name, listed(partner->addresses));
}

Result<void> disable_partner(registry::Transaction& tx, const std::string& name) {
  auto partner = partner_named(tx.tables(), name);
  if (!partner) return std::move(partner).error();
  if (partner->disabled) return {};
  store::remove(tx.tables(), PartnerRef{partner->key_digest, name});
  partner->disabled = true;
  store::save(tx.tables(), *partner);
  return tx.audit(std::string(kOperator), "partner_disable", name);
}

Result<Partner> partner_named(const store::Reader& reader, std::string_view name) {
  const Error unknown{ErrorCode::kNotFound, "no partner of this name"};
  if (!good_name(name)) return unknown;
  auto partner = store::load<Partner>(reader, store::Stored<Partner>::key(name));
  if (!partner) return std::move(partner).error();
  if (!*partner) return unknown;
  return **std::move(partner);
}

Result<std::vector<Partner>> all_partners(const store::Reader& reader) {
  std::vector<Partner> all;
  const auto cursor = reader.scan(store::Table::kPartners, {});
  for (; cursor->valid(); cursor->next()) {
    auto partner = store::from_value<Partner>(cursor->key(), cursor->value());
    if (!partner) return std::move(partner).error();
    all.push_back(*std::move(partner));
  }
  if (auto done = cursor->status(); !done) return std::move(done).error();
  return all;
}

Result<Partner> owner_of_key(const store::Reader& reader, std::string_view authorization) {
  const auto shown = read_credentials(authorization);
  if (!shown) return nobody();
  // Found by digest: what the comparison's time could tell is the digest, not the key.
  auto ref = store::load<PartnerRef>(reader, digest_of(shown->key));
  if (!ref) return std::move(ref).error();
  if (!*ref || (shown->name && *shown->name != (*ref)->name)) return nobody();
  auto partner = partner_named(reader, (*ref)->name);
  if (!partner) return std::move(partner).error();
  if (partner->disabled) return nobody();
  return partner;
}

Result<Partner> authenticate(const store::Reader& reader, const Asker& asker) {
  auto partner = owner_of_key(reader, asker.authorization);
  if (partner && !partner->may_ask_from(asker.address)) {
    return Error{ErrorCode::kForbidden, "该密钥不能在这个地址使用"};
  }
  return partner;
}

}  // namespace shixin::delivery
