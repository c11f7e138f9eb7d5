#include "web/arrival.h"

#include "web/head.h"

namespace shixin::web {
namespace {

// None that anybody should wait for, when the head is to be refused, or the client itself waits.
Framing awaited(std::string_view head) {
  auto fields = read_fields(head);
  if (!fields) return {};
  Request request{
      .method = std::string(head.substr(0, head.find(' '))), .path = {}, .remote_address = {}};
  request.headers = *std::move(fields);
  if (waits_to_go_on(request)) return {};
  const auto framing = read_framing(request, "HTTP/1.1");
  return framing ? *framing : Framing{};
}

}  // namespace

Arrival::Stage Arrival::look(std::string_view bytes) {
  if (!body_) {
    const HeadMark mark = mark_head(bytes);
    if (mark.state == HeadState::kPartial) return Stage::kHead;
    if (mark.state != HeadState::kWhole) return Stage::kDue;
    const Framing framing = awaited(bytes.substr(0, mark.bytes));
    if (framing.length > kHeadBytesMax - mark.bytes) return Stage::kDue;
    read_ = mark.bytes;
    body_.emplace(framing);
  }
  while (!body_->whole() && read_ < bytes.size()) {
    const auto piece = body_->read(bytes.substr(read_));
    if (!piece) return Stage::kDue;
    read_ += piece->used;
  }
  return body_->whole() || bytes.size() >= kHeadBytesMax ? Stage::kDue : Stage::kBody;
}

}  // namespace shixin::web
