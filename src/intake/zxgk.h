// zxgk-json: records in the shape of the public site and of the copies made of it (law.md §5.2),
// with what is found in them: brackets of both widths, several masks, several comma-joined grounds,
// `暂无`, `"0"` for the age of a company, dates in two forms, texts cut at 1,024 characters.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "base/json_fwd.h"
#include "base/random.h"
#include "domain/decision.h"

namespace shixin::intake {

struct RawRow;

// The file is a record, an array of records, or either inside `data`, `result` or `disp_data`
// (also nested, as the site's own replies and the open data are). A row is the text of one record,
// byte for byte (zxgk_split.cc).
Result<void> split_zxgk(std::istream& file, const std::function<bool(const RawRow&)>& take);

// The listing a record tells of, as of its publication: the site shows what was served.
Result<domain::Decision> read_zxgk(const base::Json& record, base::Random& random);

// The same of a record that need not say whose it is: the site masks most numbers.
struct PublishedRecord {
  domain::Decision listing;  // its subject has a document only where the number names one for sure
  std::string shown;         // else the number as it stands there, which may be a whole one; or ""
};
Result<PublishedRecord> read_published(const base::Json& record, base::Random& random);

// A text of such a decision without the remark that the site has cut it; all of it when it did not.
std::string_view before_cut(std::string_view text);

// The record's own key for a place in the decision read from it; other places stay as they are.
std::string zxgk_key(std::string_view pointer);

}  // namespace shixin::intake
