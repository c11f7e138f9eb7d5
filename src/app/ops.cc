#include "app/ops.h"

#include "app/store_folder.h"
#include "base/json.h"

namespace shixin::app {
namespace {

using base::Json;

// A problem's sentence and faults as the Error that it was made of.
Error error_of(const web::ClientAnswer& answer) {
  Error error{ErrorCode::kInternal, "the service refused: " + std::to_string(answer.status)};
  for (const auto code : {ErrorCode::kMalformed, ErrorCode::kUnauthorized, ErrorCode::kForbidden,
                          ErrorCode::kNotFound, ErrorCode::kConflict, ErrorCode::kGone,
                          ErrorCode::kTooLarge, ErrorCode::kUnsupported, ErrorCode::kRefused,
                          ErrorCode::kThrottled, ErrorCode::kUnavailable}) {
    if (web::http_status(code) == answer.status) error.code = code;
  }
  const auto problem = base::parse_json(answer.body);
  if (!problem || !problem->is_object()) return error;
  if (const auto at = problem->find("detail"); at != problem->end() && at->is_string()) {
    error.detail = *at;
  }
  const auto faults = problem->find("errors");
  if (faults == problem->end() || !faults->is_array()) return error;
  for (const Json& fault : *faults) {
    error.faults.push_back(
        {fault.value("pointer", ""), fault.value("detail", ""), fault.value("legal", "")});
  }
  return error;
}

// Runs the same route in this process. A streamed answer is drained.
Result<web::ClientAnswer> call_inside(const web::Router& router, const web::ClientCall& call) {
  class Drain final : public web::StreamSink {
   public:
    explicit Drain(const web::ClientCall& call, std::string& body) : call_(call), body_(body) {}
    bool write(std::string_view bytes) override {
      if (call_.on_data) return call_.on_data(bytes);
      body_ += bytes;
      return true;
    }

   private:
    const web::ClientCall& call_;
    std::string& body_;
  };
  web::Request request;
  request.method = call.method;
  request.path = call.path;
  request.headers = call.headers;
  request.body = call.body;
  request.remote_address = "unix";
  web::Answer answer = router.handle(request);
  web::ClientAnswer out{answer.status, {}, std::move(answer.body)};
  Drain drain(call, out.body);
  while (answer.stream && answer.stream(drain)) {
  }
  return out;
}

}  // namespace

std::filesystem::path ops_socket(const Config& config) { return config.data / "ops.sock"; }

Result<Ops> Ops::connect(const Config& config, Store store) {
  const web::Endpoint socket{.unix_socket = ops_socket(config).string()};
  if (auto alive = web::call(socket, {.path = "/healthz"}); alive && alive->status == 200) {
    return Ops([socket](const web::ClientCall& call) { return web::call(socket, call); });
  }
  HouseOptions options{.store = store};
  // Under the clock of the rehearsal, which stands at its last commit.
  if (is_rehearsal(config, config.data)) options.rehearsal = Instant{};
  auto house = House::open(config, options);
  if (!house) return std::move(house).error();
  // Shared because a std::function must be copyable; the router borrows from the house.
  struct Inside {
    std::unique_ptr<House> house;
    web::Router router;
  };
  auto inside = std::make_shared<Inside>();
  inside->house = *std::move(house);
  inside->router = inside->house->admin_router();
  return Ops([inside](const web::ClientCall& call) { return call_inside(inside->router, call); });
}

Result<Json> Ops::call(const std::string& method, const std::string& path, const Json& body) const {
  auto answer = stream(method, path, body, {});
  if (!answer) return std::move(answer).error();
  return base::parse_json(*answer);
}

Result<std::string> Ops::stream(const std::string& method, const std::string& path,
                                const Json& body,
                                std::function<bool(std::string_view)> on_data) const {
  web::ClientCall call{method, path, {{"Content-Type", "application/json"}}};
  if (method != "GET") call.body = body.dump();
  call.timeout = std::chrono::minutes{10};  // a backup or a large chunk; the socket is local
  call.on_data = std::move(on_data);
  auto answer = carrier_(call);
  if (!answer) return std::move(answer).error();
  if (answer->status < 200 || answer->status > 299) return error_of(*answer);
  return std::move(answer->body);
}

Result<void> Ops::lines(const std::string& method, const std::string& path, const Json& body,
                        const std::function<void(const Json&)>& on_line) const {
  std::string waiting;
  auto done = stream(method, path, body, [&](std::string_view piece) {
    waiting += piece;
    for (auto end = waiting.find('\n'); end != std::string::npos; end = waiting.find('\n')) {
      if (auto line = base::parse_json(waiting.substr(0, end))) on_line(*line);
      waiting.erase(0, end + 1);
    }
    return true;
  });
  if (!done) return std::move(done).error();
  return {};
}

Result<Json> Ops::get(const std::string& path) const { return call("GET", path, nullptr); }

}  // namespace shixin::app
