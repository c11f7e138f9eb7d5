// Router: the table of a surface's routes, and the way from a request to its handler, without a
// socket. A pattern is segments: `/feeds/{feed}/_changes`; `{name}` catches one segment that is not
// empty, `{name...}` at the end catches the rest. The most specific pattern decides (a literal goes
// before a capture, from left to right), and then its methods: 405 with Allow when none fits. HEAD
// is served as GET. A trailing slash makes another path.
//
// add() while the surface is built; everything const is safe from any thread afterwards.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/answer.h"
#include "web/request.h"

namespace shixin::web {

using Handler = std::function<Answer(const Request&, const Captures&)>;

struct RouteOptions {
  std::optional<std::size_t> body_bytes_max = {};  // else the server's
  std::vector<std::string> accepts = {};     // media types of the body; others are 415; empty: any
  Answer (*refuse)(const Error&) = problem;  // couch_problem where CouchDB is spoken
};

struct Route {
  std::string method;
  std::string pattern;
  Handler handler;
  RouteOptions options;
};

struct Match {
  const Route* route;
  Captures captures;
};

class Router {
 public:
  // Upper-case method. A pattern must begin with a slash; a route is added once.
  void add(std::string_view method, std::string_view pattern, Handler handler,
           RouteOptions options = {});
  // Answers GET where no pattern fits, in place of the problem: pages for people who went astray.
  void otherwise(Handler handler);

  // How it says what it refuses itself, where no route is known: problem() unless told otherwise.
  void refuse_by(Answer (*how)(const Error&)) { refuse_ = how; }
  Answer refuse(const Error& error) const { return refuse_(error); }

  // The whole way, as the command line and tests go it.
  Answer handle(const Request& request) const;

  // The two halves of it: the server reads the body in between. find() looks at method and path.
  std::variant<Match, Answer> find(std::string_view method, std::string_view path) const;
  // Never throws: an exception of a handler is logged without data and becomes a 500.
  Answer run(const Match& match, const Request& request) const;

  // In the order of matching; for the OpenAPI test.
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;  // the most specific first
  std::optional<Route> otherwise_;
  Answer (*refuse_)(const Error&) = problem;
};

// What can be refused before the body is read: its media type.
std::optional<Error> refuse_head(const Route& route, const Request& request);

}  // namespace shixin::web
