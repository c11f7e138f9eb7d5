// The command line: parses, reads the configuration, runs the one command chosen.
#pragma once

namespace shixin::app {

// The process's exit code.
int run(int argc, char** argv);

}  // namespace shixin::app
