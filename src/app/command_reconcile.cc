// shixin reconcile: the register's published list against the national library's export.
#include <fmt/core.h>
#include <sys/stat.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "app/command.h"
#include "app/import_run.h"
#include "app/ops.h"
#include "base/json.h"

namespace shixin::app {
namespace {

using base::Json;

struct ReconcileArguments {
  std::string file;
  std::string out;
};

// What was found, counted as it comes, and each finding a line of the output file.
class Findings {
 public:
  // `path` "" is no file.
  explicit Findings(const std::string& path) : path_(path) {
    if (path.empty()) return;
    ::umask(077);  // names and cases
    out_.open(path, std::ios::binary | std::ios::trunc);
  }
  bool writes() const { return path_.empty() || static_cast<bool>(out_); }

  // A record of theirs, as the route compared it.
  void record(Json found);
  // An entry of ours; one that no record named is only here.
  void published(const Json& entry);

  void print() const;
  bool agree() const { return counts_.empty() || (counts_.size() == 1 && count("same") > 0); }
  Result<void> close();

 private:
  using Counted = std::map<std::string, std::uint64_t>;
  void note(const Json& found);
  std::uint64_t count(const std::string& outcome) const {
    const auto at = counts_.find(outcome);
    return at == counts_.end() ? 0 : at->second;
  }

  std::string path_;
  std::ofstream out_;
  Counted counts_;  // by outcome
  Counted fields_;  // in which entries differ
  Counted here_;    // of those only there
  std::uint64_t by_case_and_name_ = 0;
  std::set<std::string> seen_;  // entries of ours
};

void Findings::note(const Json& found) {
  const auto outcome = found["outcome"].get<std::string>();
  ++counts_[outcome];
  if (outcome != "same" && !path_.empty()) out_ << found.dump() << '\n';
}

void Findings::record(Json found) {
  const bool first =
      !found.contains("entry") || seen_.insert(found["entry"].get<std::string>()).second;
  if (!first) found["outcome"] = "repeated";
  note(found);
  if (!first) return;
  if (found.contains("entry") && found["matched_by"] == "case_and_name") ++by_case_and_name_;
  for (const Json& field : found.value("fields", Json::array())) {
    ++fields_[field.get<std::string>()];
  }
  if (found.contains("here")) ++here_[found["here"].get<std::string>()];
}

void Findings::published(const Json& entry) {
  if (seen_.contains(entry["entry"].get<std::string>())) return;
  Json found{{"outcome", "only_here"}};
  found.update(entry);
  note(found);
}

void Findings::print() const {
  const auto several = [](const Counted& counts) {
    std::string out;
    for (const auto& [what, count] : counts) {
      out += fmt::format("{} {} {}", out.empty() ? ":" : ",", what, count);
    }
    return out;
  };
  fmt::print("same {}\n", count("same"));
  fmt::print("differs {}{}\n", count("differs"), several(fields_));
  fmt::print("only there {}{}\n", count("only_there"), several(here_));
  fmt::print("only here {}\n", count("only_here"));
  if (by_case_and_name_ > 0) {
    fmt::print("of same and differs, {} by case and name alone: the number there is masked\n",
               by_case_and_name_);
  }
  if (count("unclear") > 0) {
    fmt::print("unclear {}: several of the name in the case, and the number is masked\n",
               count("unclear"));
  }
  if (count("repeated") > 0) fmt::print("repeated {}\n", count("repeated"));
  if (count("unreadable") > 0) fmt::print("unreadable {}\n", count("unreadable"));
}

Result<void> Findings::close() {
  out_.flush();
  if (writes()) return {};
  return Error{ErrorCode::kUnavailable, "the output file could not be written whole"};
}

// Every record of theirs, in chunks.
Result<void> compare_all(const Ops& ops, std::istream& file, Findings& findings,
                         Progress& progress) {
  Chunk waiting;
  const auto flush = [&]() -> Result<void> {
    if (waiting.empty()) return {};
    auto answer = ops.call("POST", "/admin/reconcile", waiting.body());
    if (!answer) return std::move(answer).error();
    for (Json& found : (*answer)["outcomes"]) findings.record(std::move(found));
    waiting = {};
    return {};
  };
  Result<void> compared;
  auto split = intake::split(file, intake::Format::kZxgkJson, [&](const intake::RawRow& row) {
    progress.at(row.read);
    waiting.put(row);
    if (waiting.full()) compared = flush();
    return compared.has_value();
  });
  if (!split) return split;
  return compared ? flush() : compared;
}

Result<void> look_for_the_others(const Ops& ops, Findings& findings) {
  bool complete = false;
  auto read = ops.lines("GET", "/admin/published", nullptr, [&](const Json& line) {
    complete = line.contains("complete");
    if (!complete) findings.published(line);
  });
  if (!read) return read;
  if (complete) return {};
  return Error{ErrorCode::kUnavailable, "the register's list broke off before its end"};
}

Exit reconcile(const Config& config, const ReconcileArguments& given) {
  auto file = open_to_read(given.file);
  if (!file) return report(file.error());
  std::error_code ignored;
  if (std::filesystem::equivalent(given.file, given.out, ignored)) {
    return report({ErrorCode::kConflict, "--out names the export itself: name another file"});
  }
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  Findings findings(given.out);
  if (!findings.writes()) {
    return report({ErrorCode::kUnavailable, "the output file can not be written: " + given.out});
  }
  Progress progress("reconcile", std::filesystem::file_size(given.file, ignored));
  auto done = compare_all(*ops, *file, findings, progress);
  progress.end();
  if (done) done = look_for_the_others(*ops, findings);
  if (done) done = findings.close();
  if (!done) return report(done.error());
  findings.print();
  if (findings.agree()) return Exit::kDone;
  if (given.out.empty()) fmt::print("name a file with --out to get each finding as a JSON line\n");
  return Exit::kNo;
}

}  // namespace

void add_reconcile(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand(
      "reconcile",
      "the published list against the national library's export (zxgk-json): which entries only\n"
      "one of them has, and in what the others differ. Changes nothing.\n\n"
      "A record with a whole number is compared with that person's entry in the case; one with a\n"
      "masked number with the entry of the same case and name, and is told as such. Of those only\n"
      "there, `ended` is the gravest: let go here, and still listed there. Exit 1 when anything\n"
      "differs.");
  auto given = std::make_shared<ReconcileArguments>();
  command->add_option("FILE", given->file, "the export")->required();
  command->add_option("--out", given->out,
                      "a file for the findings, a JSON line each; numbers are masked in it");
  command->callback([&chosen, given] {
    chosen = [given](const Config& config) { return reconcile(config, *given); };
  });
}

}  // namespace shixin::app
