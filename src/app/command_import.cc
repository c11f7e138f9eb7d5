// shixin import: a file of decisions, as drafts or as a migration that a second person confirms;
// or with --watch each file that comes into a folder.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "app/column_map.h"
#include "app/command.h"
#include "app/import_file.h"
#include "app/import_watch.h"
#include "app/ops.h"

namespace shixin::app {
namespace {

struct ImportArguments {
  std::string file;
  std::string format;
  std::string by;
  std::string map;
  std::string sheet;
  std::string rejects;
  std::string confirm;
  std::string watch;
  bool migrate = false;
  bool dry_run = false;
};

void print_counts(const Brought& brought) {
  const Counts& counts = brought.counts;
  fmt::print("accepted {}, already there {}, refused {}\n", counts.accepted, counts.already_there,
             counts.refused);
  for (const auto& [reason, count] : brought.commonest_reasons) {
    fmt::print("  {:6} × {}\n", count, reason);
  }
}

// Also of an import that broke off: its rows wait as those of any other.
void print_batch(const Brought& brought) {
  fmt::print(
      "nothing of it counts yet. A second person confirms it with\n"
      "  shixin import --confirm {} --by OTHER\n",
      brought.batch);
}

// All but the password, which is asked for once nothing else is wrong.
Result<FileManner> read_manner(const ImportArguments& given) {
  const auto format = base::from_word<intake::Format>(given.format);
  if (!intake::is_table(*format) && !(given.map.empty() && given.sheet.empty())) {
    return Error{ErrorCode::kMalformed, "--map and --sheet are for court-csv and court-xlsx"};
  }
  auto columns = read_column_map(given.map);
  if (!columns) return std::move(columns).error();
  return FileManner{.by = given.by,
                    .password = {},
                    .format = *format,
                    .columns = *std::move(columns),
                    .sheet = given.sheet,
                    .migrate = given.migrate,
                    .dry_run = given.dry_run};
}

Exit import_file(const Config& config, const ImportArguments& given) {
  auto file = open_to_read(given.file);
  if (!file) return report(file.error());
  auto manner = read_manner(given);
  if (!manner) return report(manner.error());
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto rejects = RejectFile::open(given.rejects, given.file);
  if (!rejects) return report(rejects.error());

  manner->password = read_secret("password of " + given.by);
  std::error_code ignored;
  Progress progress("import", std::filesystem::file_size(given.file, ignored));
  const Brought brought =
      bring_file(*ops, *manner, *file, std::filesystem::path(given.file).filename().string(),
                 *rejects, [&](std::uint64_t read) { progress.at(read); });
  progress.end();
  const bool waits = given.migrate && !given.dry_run && brought.counts.accepted > 0;
  if (const auto& done = brought.read ? brought.taken : brought.read; !done) {
    if (brought.counts.accepted > 0) {
      print_counts(brought);
      fmt::print("it broke off: run it again, what was taken is already there\n");
    }
    if (waits) print_batch(brought);
    return report(done.error());
  }
  if (auto whole = rejects->close(); !whole) return report(whole.error());

  print_counts(brought);
  if (brought.counts.refused > 0 && given.rejects.empty()) {
    fmt::print("name a file with --rejects to get each refused row back with its reasons\n");
  }
  if (manner->format == intake::Format::kZxgkJson && !given.migrate &&
      brought.counts.accepted > 0) {
    fmt::print(
        "the public site names no papers: each draft needs them before it is submitted. A list\n"
        "that is in force already is brought with --migrate\n");
  }
  if (waits) print_batch(brought);
  return brought.counts.refused == 0 ? Exit::kDone : Exit::kNo;
}

Exit watch(const Config& config, const ImportArguments& given) {
  auto manner = read_manner(given);
  if (!manner) return report(manner.error());
  manner->password = read_secret("password of " + given.by);
  return watch_folder(config, given.watch, *manner);
}

// A row refused here waits no longer, so each is named, with --rejects or without.
void print_refused(const Refused& refused) {
  fmt::print("line {}:\n", refused.line);
  for (const Fault& fault : refused.reasons) fmt::print("  {}\n", sentence(fault));
}

Exit confirm(const Config& config, const ImportArguments& given) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto rejects = RejectFile::open(given.rejects, given.file);
  if (!rejects) return report(rejects.error());
  const std::string password = read_secret("password of " + given.by);
  Progress progress("confirm", 0);
  auto counts = confirm_batch(*ops, given.confirm, {given.by, password},
                              {.progress = [&](std::uint64_t decided) { progress.at(decided); },
                               .on_titles = [&](const auto& titles) { rejects->as_table(titles); },
                               .on_refused =
                                   [&](const Refused& refused) {
                                     progress.end();
                                     print_refused(refused);
                                     rejects->put(refused);
                                   }});
  progress.end();
  if (!counts) return report(counts.error());
  if (auto whole = rejects->close(); !whole) return report(whole.error());
  fmt::print("decided {}, refused {}\n", counts->accepted, counts->refused);
  return counts->refused == 0 ? Exit::kDone : Exit::kNo;
}

}  // namespace

void add_import(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand(
      "import",
      "a file of decisions, as drafts; with --migrate an existing list, which counts when a "
      "second\n"
      "person confirms it (--confirm). The same file a second time changes nothing.\n\n"
      "With --watch, each file that comes into DIR, until Ctrl-C. A file is taken when whoever\n"
      "writes it closes it, or renames it into DIR; names that end in .part or .tmp or begin with\n"
      "a dot are left alone, so upload under such a name and rename. What was taken is moved to\n"
      "DIR/done, its refused rows beside it (NAME.rejects.csv or .ndjson) to be mended and "
      "dropped\n"
      "again; a file that can not be read at all to DIR/failed, with NAME.reason.txt. Each file "
      "is\n"
      "one line of output. Files wait while the service is away; whatever ends in between, a file\n"
      "half brought is brought again, which changes nothing.");
  auto given = std::make_shared<ImportArguments>();
  auto* file = command->add_option("FILE", given->file, "the file to read");
  command
      ->add_option("--format", given->format,
                   "court-ndjson: a decision per line\n"
                   "court-csv, court-xlsx: a decision per row, in columns\n"
                   "zxgk-json: the public site's shape\n"
                   "left out, the name of FILE tells: .ndjson, .csv, .xlsx or .json")
      ->check(CLI::IsMember({"court-ndjson", "court-csv", "court-xlsx", "zxgk-json"}));
  command
      ->add_option(
          "--by", given->by,
          "who brings or confirms it (asks that person's password, or reads it as one line "
          "of\nstandard input)")
      ->required();
  command->add_option("--map", given->map,
                      "YAML, of a table: `their title: our column`, each line");
  command->add_option("--sheet", given->sheet, "of a workbook, by its name; else the first");
  command->add_option("--rejects", given->rejects, "where refused rows go, each with its reasons");
  command->add_flag("--migrate", given->migrate,
                    "an existing list: original dates and papers are kept");
  command->add_flag("--dry-run", given->dry_run, "say what would happen, change nothing");
  auto* folder = command->add_option("--watch", given->watch, "a folder: each file put into it")
                     ->type_name("DIR");
  for (const char* other : {"FILE", "--rejects", "--dry-run"}) {
    folder->excludes(command->get_option(other));
  }
  auto* batch = command->add_option("--confirm", given->confirm, "the batch to confirm");
  batch->excludes(file)->excludes(folder);
  command->callback([&chosen, given] {
    if (given->confirm.empty() && given->file.empty() && given->watch.empty()) {
      throw CLI::RequiredError("FILE or --confirm BATCH or --watch DIR");
    }
    if (given->format.empty()) {
      if (const auto format = intake::format_named(given->file)) {
        given->format = base::word(*format);
      } else if (given->confirm.empty()) {
        throw CLI::RequiredError("--format");
      }
    }
    chosen = [given](const Config& config) {
      if (!given->watch.empty()) return watch(config, *given);
      return given->confirm.empty() ? import_file(config, *given) : confirm(config, *given);
    };
  });
}

}  // namespace shixin::app
