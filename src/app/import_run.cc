#include "app/import_run.h"

#include <algorithm>
#include <filesystem>

#include "app/terminal.h"
#include "base/encoding.h"
#include "base/json.h"

namespace shixin::app {
namespace {

using base::Json;

constexpr std::size_t kChunkRows = 500;
constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

std::vector<Fault> reasons_of(const Json& outcome) {
  std::vector<Fault> reasons;
  for (const Json& reason : outcome["reasons"]) {
    reasons.push_back({reason["pointer"], reason["detail"], reason["legal"]});
  }
  return reasons;
}

}  // namespace

Result<std::ifstream> open_to_read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (file && !std::filesystem::is_directory(path)) return file;
  return Error{ErrorCode::kUnavailable, "the file can not be read: " + path};
}

void Chunk::put(intake::RawRow row) {
  bytes_ += row.text.size() + row.came.size();
  rows_.push_back(std::move(row));
}

bool Chunk::full() const { return rows_.size() >= kChunkRows || bytes_ >= kChunkBytes; }

Json Chunk::body() const {
  Json rows = Json::array();
  for (const intake::RawRow& row : rows_) {
    rows.push_back({{"line", row.line},
                    {"text", base::base64url_encode(base::as_bytes(row.text))},
                    {"came", row.came},
                    {"refused", row.refused}});
  }
  return {{"rows", std::move(rows)}};
}

Result<void> ImportRun::open() {
  auto opened = ops_.call("POST", "/admin/imports",
                          {{"by", plan_.by},
                           {"password", plan_.password},
                           {"format", base::word(plan_.format)},
                           {"source", plan_.source},
                           {"migrate", plan_.migrate},
                           {"dry_run", plan_.dry_run},
                           {"titles", titles_}});
  if (!opened) return std::move(opened).error();
  batch_ = (*opened)["batch"];
  return {};
}

bool ImportRun::put(intake::RawRow row) {
  waiting_.put(std::move(row));
  if (waiting_.full()) failed_ = flush();
  return failed_.has_value();
}

Result<void> ImportRun::finish() {
  if (failed_) failed_ = flush();
  if (!failed_ || batch_.empty()) return failed_;
  auto closed = ops_.call("POST", "/admin/imports/" + batch_ + "/close", Json::object());
  if (!closed) return std::move(closed).error();
  return {};
}

Result<void> ImportRun::flush() {
  if (waiting_.empty()) return {};
  if (batch_.empty()) {
    if (auto done = open(); !done) return done;
  }
  auto taken = ops_.call("POST", "/admin/imports/" + batch_ + "/rows", waiting_.body());
  if (!taken) return std::move(taken).error();
  std::size_t at = 0;
  for (const Json& outcome : (*taken)["outcomes"]) {
    const intake::RawRow& row = waiting_.rows().at(at++);
    if (outcome["outcome"] == "accepted") {
      ++counts_.accepted;
    } else if (outcome["outcome"] == "already_there") {
      ++counts_.already_there;
    } else {
      ++counts_.refused;
      const bool table = intake::is_table(plan_.format);
      const Refused refused{row.line, table ? row.came : row.text, reasons_of(outcome)};
      for (const Fault& fault : refused.reasons) ++reasons_[sentence(fault)];
      on_refused_(refused);
    }
  }
  waiting_ = {};
  return {};
}

std::vector<std::pair<std::string, std::uint64_t>> ImportRun::commonest_reasons() const {
  constexpr std::size_t kMost = 10;
  std::vector<std::pair<std::string, std::uint64_t>> all(reasons_.begin(), reasons_.end());
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (all.size() > kMost) all.resize(kMost);
  return all;
}

Result<Counts> confirm_batch(const Ops& ops, const std::string& batch, const Confirmer& who,
                             const ConfirmWatch& watch) {
  Counts counts;
  bool complete = false;
  const auto take = [&](const Json& chunk) {
    counts.accepted += chunk["decided"].get<std::uint64_t>();
    const auto titles = chunk["titles"].get<std::vector<std::string>>();
    if (!chunk["refused"].empty() && counts.refused == 0 && !titles.empty()) {
      watch.on_titles(titles);
    }
    for (const Json& row : chunk["refused"]) {
      const auto came = base::base64url_decode(row["came"].get<std::string>());
      watch.on_refused({row["line"], came ? *came : std::string{}, reasons_of(row)});
      ++counts.refused;
    }
    watch.progress(counts.accepted);
    complete = chunk["complete"].get<bool>();
  };
  auto told = ops.lines("POST", "/admin/imports/" + batch + "/confirm",
                        {{"by", who.by}, {"password", who.password}}, take);
  if (!told) return std::move(told).error();
  if (complete) return counts;
  return Error{ErrorCode::kUnavailable,
               "the confirmation broke off: confirm again, what was decided stays so"};
}

}  // namespace shixin::app
