// Desk: the guard and the frame of every page of the console. A page is asked for by a browser that
// is signed in, and every form posts its session's token; whoever is not signed in comes to the
// sign-in page, and back to where he was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/staff/act.h"
#include "web/staff/call.h"

namespace shixin::web::console {

using staff::Access;
using staff::Call;

// What a form posted.
class Form {
 public:
  explicit Form(Query fields) : fields_(std::move(fields)) {}

  // The first value of the name, "" where there is none.
  std::string text(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  const Query& fields() const { return fields_; }

  // The token that the page drew when it made the form: what is sent twice is done once.
  staff::Asking asking(const Request& request) const;

 private:
  Query fields_;
};

using View = Answer (*)(const Call&);
using Act = Answer (*)(const Call&, const Form&);

// GET of a page, and POST of a form.
void add_view(Router& router, const StaffContext& context, std::string_view pattern, Access access,
              View view);
void add_act(Router& router, const StaffContext& context, std::string_view pattern, Access access,
             Act act);

struct Screen {
  std::string_view title;
  std::string_view place = {};  // the address in the navigation under which it stands
  int status = 200;
};

// The page with its frame, `content` being HTML already.
Answer screen(const Call& call, const Screen& what, std::string content);
// The same for whoever is not signed in.
Answer screen_for_anybody(const StaffContext& context, const Screen& what, std::string content);
// A page that says why not. What is our own fault is logged and not told.
Answer refusal_screen(const Call& call, const Error& error);

// Goes on with GET, leaving no page to come back to by the arrow of the browser.
Answer go_to(std::string_view path);

// The two hidden fields of every form: the session's token, and a token of its own.
std::string form_tokens(const Call& call);

}  // namespace shixin::web::console
