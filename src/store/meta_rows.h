// The store's own rows in the table `default`: the schema version, the one it is being brought to
// while that takes several commits, and the head.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/reader.h"

namespace shixin::store {

std::string schema_key();
std::string migrating_key();
std::string head_key();
// u8 record version, u64.
std::string number_value(std::uint64_t number);
// nullopt: no such row.
Result<std::optional<std::uint64_t>> read_number(const Reader& reader, const std::string& key);

}  // namespace shixin::store
