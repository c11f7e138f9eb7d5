#include "store/keyspace_doc.h"

#include <fmt/core.h>

#include "store/keyspace.h"

namespace shixin::store {
namespace {

constexpr std::string_view kOpening =
    R"(# The keyspace

Printed from `src/store/keyspace.h`; edit that, then run the golden tests with `GOLDEN_UPDATE=1`.
Schema version {}.

One column family for each section, in one write-ahead log, so a commit over several is atomic.
Names and layouts are on disk: they are added to, never changed in place.

Parts of a key: `u8`; `u64`, big-endian, so that iterating is counting; `raw16` and `raw32`, bytes;
`text`, UTF-8 that ends with 0x00, also as the last part, so that no key is another's prefix.
Values open with a `u8` record version; the records are in `records.md`. An index row's value is
empty. Each table has exactly one writing module.
)";

std::string section(const TableSpec& table) {
  return fmt::format(
      "\n## {}\n\n{}\n\n"
      "| | |\n|---|---|\n"
      "| key | `{}` |\n| value | {} |\n| order | {} |\n| written by | {} |\n| since | schema {} "
      "|\n",
      table.family, table.why, table.key, table.value, table.order, table.writer, table.since);
}

}  // namespace

std::string keyspace_markdown() {
  std::string page = fmt::format(fmt::runtime(kOpening), kSchemaVersion);
  for (const TableSpec& table : kKeyspace) page += section(table);
  return page;
}

}  // namespace shixin::store
