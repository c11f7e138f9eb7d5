#include "feed/database.h"

#include <fmt/format.h>

#include "feed/view_meta.h"
#include "feed/view_writer.h"

namespace shixin::feed {

Result<Database> Database::open(const store::Reader& reader, const Catalogue& catalogue,
                                const FeedDefinition& feed) {
  auto meta = load_view(reader, feed.view);
  if (!meta) return std::move(meta).error();
  if (meta->generation == 0 || meta->definition != catalogue.definition(feed.view)) {
    return Error{ErrorCode::kUnavailable, "本类数据正在准备,请稍后再试"};
  }
  return of(reader, catalogue, feed, *std::move(meta));
}

// The names in it are words of [a-z0-9_], so nothing needs escaping.
std::string Database::info_json() const {
  return fmt::format(
      R"({{"db_name":"{}","update_seq":"{}","doc_count":{},"doc_del_count":{},"purge_seq":0,)"
      R"("compact_running":false,"instance_start_time":"0"}})",
      feed_.name, head().text(), meta_.tally.live, meta_.tally.deleted);
}

std::string Database::state_json() const {
  return fmt::format(R"({{"seq":"{}","count":{},"digest":"{}"}})", head().text(), meta_.tally.live,
                     meta_.tally.digest.text());
}

std::string Database::head_json(Instant at) const {
  return fmt::format(R"({{"seq":"{}","time":"{}","valid_until":"{}"}})", head().text(),
                     base::rfc3339(at), base::rfc3339(at + feed_.validity));
}

void append_document(std::string& out, const LentRow& row) {
  std::string rev = R"("_rev":")";
  row.rev.append_to(rev);
  rev += "\",";
  append_document_text(out, row.id, rev, row.members);
}

}  // namespace shixin::feed
