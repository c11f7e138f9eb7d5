// Endpoint: where a server listens and a client calls. TCP, or a Unix socket when `unix_socket` is
// set; the address and port have no meaning then.
#pragma once

#include <string>

namespace shixin::web {

struct Endpoint {
  std::string address = "127.0.0.1";  // IPv4, IPv6 or a name
  int port = 0;                       // 0: any free one
  std::string unix_socket = {};       // a path of at most 107 bytes
};

}  // namespace shixin::web
