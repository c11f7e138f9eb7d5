#include "registry/fsck.h"

#include "feed/check.h"
#include "ledger/check.h"
#include "registry/fsck_checks.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kLinesMax = 1'000;

Result<void> run(const store::Survey& survey, const FsckParts& parts, FsckReport& report) {
  if (auto done = check_decisions(survey, report.decisions); !done) return done;
  DeadlineCheck deadlines(survey, parts.calendar);
  if (auto done = check_subjects(survey, parts.index_key, deadlines, report); !done) return done;
  if (auto done = check_replay(survey, report.subjects, parts.calendar); !done) return done;
  if (auto done = check_audit(survey); !done) return done;
  if (auto done = ledger::check_tree(survey); !done) return done;
  if (auto done = check_drafts(survey, deadlines); !done) return done;
  if (auto done = check_facts(survey, deadlines); !done) return done;
  if (auto done = deadlines.finish(); !done) return done;
  if (auto done = check_accounts(survey); !done) return done;
  if (auto done = feed::check_views(survey, parts.catalogue, parts.feed_key); !done) return done;
  for (const FsckCheck& check : parts.others) {
    if (auto done = check(survey); !done) return done;
  }
  return {};
}

}  // namespace

FsckReport fsck(const store::Reader& reader, const FsckParts& parts,
                const store::Survey::Progress& progress) {
  FsckReport report;
  const store::Survey survey(
      reader,
      [&report](std::string_view line) {
        ++report.faults;
        if (report.lines.size() < kLinesMax) report.lines.emplace_back(line);
      },
      progress);
  if (auto done = run(survey, parts, report); !done) report.broke_off = done.error().detail;
  return report;
}

}  // namespace shixin::registry
