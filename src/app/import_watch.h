// ImportWatch: a folder for a daily drop. Each whole file is brought as `import` brings one and
// moved to done/, its refused rows beside it; a file that can not be read at all to failed/, with
// the reason. A file stays where it is until the register has all of it, and bringing it twice
// changes nothing: so the watch, the service and the machine may end at any moment.
#pragma once

#include <filesystem>

#include "app/config.h"
#include "app/import_file.h"
#include "app/terminal.h"

namespace shixin::app {

// Until SIGINT or SIGTERM, which it heeds between two files. While the service is away, files wait.
// Ends with what is wrong when `manner.by` may not bring anything, or the folder is gone.
Exit watch_folder(const Config& config, const std::filesystem::path& folder,
                  const FileManner& manner);

}  // namespace shixin::app
