#include "store/meta_rows.h"

#include "store/key.h"

namespace shixin::store {
namespace {

constexpr std::uint8_t kRecordVersion = 1;

}  // namespace

std::string schema_key() { return KeyWriter{}.text("schema").take(); }
std::string migrating_key() { return KeyWriter{}.text("migrating_to").take(); }
std::string head_key() { return KeyWriter{}.text("head").take(); }

std::string number_value(std::uint64_t number) {
  return KeyWriter{}.u8(kRecordVersion).u64(number).take();
}

Result<std::optional<std::uint64_t>> read_number(const Reader& reader, const std::string& key) {
  auto value = reader.get(Table::kMeta, key);
  if (!value) return std::move(value).error();
  if (!*value) return std::optional<std::uint64_t>{};
  KeyReader parts(**value);
  const std::uint8_t version = parts.u8();
  const std::uint64_t number = parts.u64();
  if (!parts.finish() || version != kRecordVersion) {
    return Error{ErrorCode::kCorrupt, "default: a record of a version this build does not know"};
  }
  return std::optional<std::uint64_t>{number};
}

}  // namespace shixin::store
