#include "web/partner/rehearsal.h"

namespace shixin::web::partner {

std::string marked(const PartnerContext& context, std::string json) {
  const bool object = json.starts_with('{') && json.ends_with('}') && json.size() > 2;
  const bool document = json.starts_with(R"({"_id")");
  if (context.rehearsal && object && !document) {
    json.insert(json.size() - 1, kRehearsalMember);
  }
  return json;
}

Handler marked(const PartnerContext& context, Handler handler) {
  return [&context, handler = std::move(handler)](const Request& request, const Captures& caught) {
    Answer answer = handler(request, caught);
    answer.body = marked(context, std::move(answer.body));
    return answer;
  };
}

}  // namespace shixin::web::partner
