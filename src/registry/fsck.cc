#include "registry/fsck.h"

#include "feed/check.h"
#include "registry/fsck_checks.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kLinesMax = 1'000;
constexpr std::uint64_t kProgressEvery = 10'000;

}  // namespace

void Inspection::note(std::string line) const {
  ++report.faults;
  if (report.lines.size() < kLinesMax) report.lines.push_back(std::move(line));
}

Result<std::uint64_t> Inspection::each_row(store::Table table, const EachRow& each) const {
  std::uint64_t rows = 0;
  const auto cursor = reader.scan(table, {});
  for (; cursor->valid(); cursor->next()) {
    if (auto done = each(cursor->key(), cursor->value()); !done) return std::move(done).error();
    if (++rows % kProgressEvery == 0 && progress) progress(store::spec(table).family, rows);
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return rows;
}

Result<FsckReport> fsck(const store::Reader& reader, const FsckParts& parts,
                        const FsckProgress& progress) {
  FsckReport report;
  const Inspection in{reader, progress, report};
  if (auto done = check_decisions(in); !done) return std::move(done).error();
  if (auto done = check_subjects(in, parts.index_key); !done) return std::move(done).error();
  if (auto done = check_audit(in); !done) return std::move(done).error();
  if (auto done = check_drafts(in); !done) return std::move(done).error();
  auto views = feed::check_views(reader, parts.catalogue, parts.feed_key,
                                 [&](std::string_view line) { in.note(std::string(line)); });
  if (!views) return std::move(views).error();
  return report;
}

}  // namespace shixin::registry
