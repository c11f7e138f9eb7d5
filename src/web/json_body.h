// The body of a request as a record, and a record as an answer. For .cc files: brings base/json.h.
#pragma once

#include "base/json.h"
#include "web/answer.h"
#include "web/request.h"

namespace shixin::web {

// kMalformed with every fault of the body.
template <class T>
Result<T> read_body(const Request& request) {
  auto json = base::parse_json(request.body);
  if (!json) return std::move(json).error();
  return base::read_json<T>(*json);
}

template <class T>
Answer json_of(const T& value, int status = 200) {
  return json_answer(base::write_json(value).dump(), status);
}

}  // namespace shixin::web
