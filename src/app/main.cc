// The program: see app/cli.h.
#include "app/cli.h"

int main(int argc, char** argv) { return shixin::app::run(argc, argv); }
