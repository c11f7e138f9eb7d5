#include "web/http_client.h"

#include <httplib.h>

#include <memory>

namespace shixin::web {
namespace {

std::unique_ptr<httplib::ClientImpl> connect_to(const Endpoint& endpoint,
                                                std::chrono::milliseconds timeout) {
  const bool local = !endpoint.unix_socket.empty();
  // A port of 0 would be taken for the default one, also where it has no meaning.
  auto client = local ? std::make_unique<httplib::ClientImpl>(endpoint.unix_socket, 1)
                      : std::make_unique<httplib::ClientImpl>(endpoint.address, endpoint.port);
  if (local) client->set_address_family(AF_UNIX);
  client->set_connection_timeout(timeout);
  client->set_read_timeout(timeout);
  client->set_write_timeout(timeout);
  client->set_url_encode(false);
  client->set_decompress(false);
  return client;
}

std::string name_of(const Endpoint& endpoint) {
  if (!endpoint.unix_socket.empty()) return endpoint.unix_socket;
  return endpoint.address + ":" + std::to_string(endpoint.port);
}

}  // namespace

Result<ClientAnswer> call(const Endpoint& endpoint, const ClientCall& request) {
  const auto client = connect_to(endpoint, request.timeout);
  ClientAnswer answer;
  bool ended = false;  // by on_data
  bool too_large = false;

  httplib::Request out;
  out.method = request.method;
  out.path = request.path;
  out.body = request.body;
  for (const auto& [name, value] : request.headers) out.headers.emplace(name, value);
  if (!out.has_header("Host")) out.headers.emplace("Host", "localhost");
  out.response_handler = [&](const httplib::Response& head) {
    answer.status = head.status;
    answer.headers = {head.headers.begin(), head.headers.end()};
    return true;
  };
  out.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    const bool passed_on = request.on_data && answer.status / 100 == 2;
    if (passed_on) return !(ended = !request.on_data({data, size}));
    too_large = size > request.body_bytes_max - answer.body.size();
    if (!too_large) answer.body.append(data, size);
    return !too_large;
  };

  const auto result = client->send(out);
  if (too_large) return Error{ErrorCode::kTooLarge, "the answer is larger than was allowed for"};
  if (!result && !ended) {
    return Error{ErrorCode::kUnavailable,
                 "no answer from " + name_of(endpoint) + ": " + httplib::to_string(result.error())};
  }
  if (result) {  // HEAD and 204 have not passed the response handler
    answer.status = result->status;
    answer.headers = {result->headers.begin(), result->headers.end()};
  }
  return answer;
}

}  // namespace shixin::web
