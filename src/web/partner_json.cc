#include "web/partner_json.h"

#include "base/json.h"

namespace shixin::web {

base::Json partners_json(const std::vector<delivery::Partner>& partners) {
  base::Json out = base::Json::array();
  for (const delivery::Partner& partner : partners) {
    base::Json addresses = base::Json::array();
    for (const auto& range : partner.addresses) addresses.push_back(range.text());
    out.push_back({{"name", partner.name},
                   {"feeds", partner.feeds},
                   {"since", base::rfc3339(partner.since)},
                   {"disabled", partner.disabled},
                   {"addresses", std::move(addresses)}});
  }
  return out;
}

}  // namespace shixin::web
