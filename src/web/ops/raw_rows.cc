#include "web/ops/raw_rows.h"

#include "base/encoding.h"
#include "web/json_body.h"

namespace shixin::web::ops {
namespace {

struct Rows {
  std::vector<intake::RawRow> rows;
  static constexpr auto fields() { return std::tuple{base::field(1, "rows", &Rows::rows)}; }
};

}  // namespace

Result<std::vector<intake::RawRow>> read_rows(const Request& request) {
  auto body = read_body<Rows>(request);
  if (!body) return std::move(body).error();
  for (intake::RawRow& row : body->rows) {
    auto text = base::base64url_decode(row.text);
    if (!text) return base::malformed({{"/rows", "expected base64url"}});
    row.text = *std::move(text);
  }
  return std::move(body->rows);
}

base::Json reasons_json(const std::vector<Fault>& faults) {
  base::Json reasons = base::Json::array();
  for (const Fault& fault : faults) {
    reasons.push_back(
        {{"pointer", fault.pointer}, {"detail", fault.detail}, {"legal", fault.legal}});
  }
  return reasons;
}

}  // namespace shixin::web::ops
