// How pages and what they load are sent, to the public and to staff alike.
#pragma once

#include <string>
#include <string_view>

#include "web/answer.h"

namespace shixin::web {

enum class Scripts { kNone, kOurs };

// A page is framed by no other, tells nobody where its reader comes from, is kept by nobody, and
// runs no script but, if at all, those that this surface serves as files.
Answer page_answer(std::string content, int status = 200, Scripts scripts = Scripts::kNone);

// A file whose address changes with its content: a browser may keep it for ever.
Answer file_answer(std::string content_type, std::string_view content);

// That address: the path with a digest of the content.
std::string file_address(std::string_view path, std::string_view content);

}  // namespace shixin::web
