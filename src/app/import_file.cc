#include "app/import_file.h"

#include "base/json.h"

namespace shixin::app {

using base::Json;

Brought bring_file(const Ops& ops, const FileManner& manner, std::istream& file,
                   const std::string& source, RejectFile& rejects,
                   const std::function<void(std::uint64_t bytes_read)>& progress) {
  ImportRun run(
      ops, {manner.by, manner.password, manner.format, source, manner.migrate, manner.dry_run});
  run.on_refused([&](const Refused& refused) { rejects.put(refused); });
  const auto on_titles = [&](const std::vector<std::string>& titles) {
    run.titles(titles);
    rejects.as_table(titles);
  };
  Brought brought;
  brought.read = intake::split(file, manner.format,
                               [&](const intake::RawRow& row) {
                                 progress(row.read);
                                 return run.put(row);
                               },
                               {manner.columns, manner.sheet, on_titles});
  if (brought.read) brought.taken = run.finish();
  brought.counts = run.counts();
  brought.batch = run.batch();
  brought.commonest_reasons = run.commonest_reasons();
  return brought;
}

Result<void> may_bring(const Ops& ops, const FileManner& manner) {
  auto opened = ops.call("POST", "/admin/imports",
                         {{"by", manner.by},
                          {"password", manner.password},
                          {"format", base::word(manner.format)},
                          {"source", ""},
                          {"migrate", manner.migrate},
                          {"dry_run", true}});
  if (!opened) return std::move(opened).error();
  auto closed = ops.call(
      "POST", "/admin/imports/" + (*opened)["batch"].get<std::string>() + "/close", Json::object());
  if (!closed) return std::move(closed).error();
  return {};
}

}  // namespace shixin::app
