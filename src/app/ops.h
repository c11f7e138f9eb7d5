// Ops: how a command reaches the store. While the service runs, through its ops socket in the data
// folder; otherwise by opening the store in this process and calling the same routes without a
// socket. A command does not know which.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/config.h"
#include "app/house.h"
#include "base/json_fwd.h"
#include "web/http_client.h"

namespace shixin::app {

std::filesystem::path ops_socket(const Config& config);

class Ops {
 public:
  // kUnavailable says what to do: another process holds the store, keys are missing …
  static Result<Ops> connect(const Config& config, Store store = Store::kMustExist);

  // The answer of a 2xx; any other one is an Error with the problem's sentence and faults.
  Result<base::Json> call(const std::string& method, const std::string& path,
                          const base::Json& body) const;
  Result<base::Json> get(const std::string& path) const;
  // The body piece by piece as it comes, for long work that tells how far it is.
  Result<std::string> stream(const std::string& method, const std::string& path,
                             const base::Json& body,
                             std::function<bool(std::string_view)> on_data) const;
  // The same of NDJSON, a line at a time.
  Result<void> lines(const std::string& method, const std::string& path, const base::Json& body,
                     const std::function<void(const base::Json&)>& on_line) const;

 private:
  using Carrier = std::function<Result<web::ClientAnswer>(const web::ClientCall&)>;
  explicit Ops(Carrier carrier) : carrier_(std::move(carrier)) {}
  Carrier carrier_;
};

}  // namespace shixin::app
