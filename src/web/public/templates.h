// The mustache templates of the public pages. `{{value}}` is escaped; the one `{{{content}}}` takes
// what another template has made.
#pragma once

namespace shixin::web::templates {

extern const char* const kFrame;
extern const char* const kForm;
extern const char* const kAnswer;
extern const char* const kEntry;
extern const char* const kStatistics;
extern const char* const kMessage;

}  // namespace shixin::web::templates
