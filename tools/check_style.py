#!/usr/bin/env python3
"""Holds the tree to the parts of STYLE.md that a program can see: which module may include which,
who may name a library, words with a better replacement, sizes, and what must never be committed.
Prints `path:line: what` for each fault; exits 1 if there is any. The ctest `style` runs it."""
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES_MAX, COLUMNS_MAX = 400, 100
CPP, SCRIPT = {".cc", ".h"}, {".py", ".sh", ".mjs", ".cmake"}

# Who may include a library's header. The first pattern that fits a header decides.
OWNERS = [
    ("rocksdb/*", ["src/store/*"]),
    ("httplib.h", ["src/web/http_*.cc"]),
    ("yaml-cpp/*", ["src/base/yaml.*"]),
    ("sodium.h", ["src/base/*.cc", "src/registry/*.cc"]),
    ("openssl/*", ["src/base/*.cc", "src/store/*.cc", "src/web/tls.cc"]),
    ("unicode/*", ["src/base/*.cc"]),
    ("opencc/*", ["src/base/*.cc"]),
    ("spdlog/*", ["src/base/*.cc"]),
    ("zlib.h", ["src/base/*.cc"]),
    ("kainjow/*", ["src/web/*"]),
    ("prometheus/*", ["src/web/*"]),
    ("CLI/*", ["src/app/*"]),
    ("zip.h", ["src/intake/xlsx*"]),
    ("pugixml.hpp", ["src/intake/xlsx*"]),
    ("nlohmann/json_fwd.hpp", ["src/base/json_fwd.h"]),
    ("nlohmann/*", ["src/base/json.h"]),
]
# base/json.h is large: these bring it to .cc files, other headers say base/json_fwd.h.
JSON_HEADERS = ["src/base/*", "src/web/json_body.h"]

# Pattern, where it is looked for, where it is at home, and what to write instead.
BANNED = [
    (r"system_clock::now", ["src/*"], ["src/app/*", "src/base/clock.cc"],
     "take an Instant or a base::Clock"),
    (r"random_device|\brand\(\)", ["src/*"], ["src/app/*", "src/base/random.cc"],
     "take a base::Random"),
    (r"sleep_for|sleep_until|\busleep\(", ["src/*", "tests/*"], ["src/app/*"],
     "wait for the condition itself"),
    (r"std::c(out|err)\b|\bf?printf\(", ["src/*"], ["src/app/*"], "base/log.h, or return a value"),
    (r"^\s*using namespace(?! std::(chrono_)?literals)", ["src/*.h"], [], "qualify the name"),
    (r"\b(TO" + r"DO|FIX" + r"ME)\b", ["*"], [], "do it, or write it down outside the tree"),
    (r"/work" + "/", ["*"], [], "a path of the reader's machine"),
    (r"registry\.np" + r"mjs|deb\.deb" + r"ian\.org|pypi\.o" + "rg", ["*"], [],
     "a registry's host: let its own settings say it"),
]
EXAMPLE_NUMBERS = {"11010519491231002X"}  # GB 11643 itself prints it
NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def fits(path, patterns):
    return any(fnmatch(path, pattern) for pattern in patterns)


def arrows():
    """module -> the modules it SEES, as CMakeLists.txt declares them."""
    text = re.sub(r"#.*", "", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
    seen = {}
    for name, rest in re.findall(r"shixin_module\(\s*(\w+)([^)]*)\)", text):
        sees = re.search(r"\bSEES((?:\s+[a-z_]+)*)", rest)
        seen[name] = set(sees[1].split()) if sees else set()
    return seen


def of_a_living_person(number):
    check = "10X98765432"[sum(int(d) * w for d, w in zip(number, WEIGHTS)) % 11]
    return number[6:10] >= "1901" and check == number[17] and number not in EXAMPLE_NUMBERS


def include_faults(path, line, sees):
    included = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line)
    if not included or not path.startswith("src/"):
        return
    header, module = included[1], path.split("/")[1]
    target = header.split("/")[0]
    if target in sees and target != module and target not in sees.get(module, set()):
        yield f"{module} may not see {target} (SEES in CMakeLists.txt)"
    if header == "base/json.h" and path.endswith(".h") and not fits(path, JSON_HEADERS):
        yield "include base/json_fwd.h in headers, base/json.h in the .cc file"
    owners = next((homes for pattern, homes in OWNERS if fnmatch(header, pattern)), None)
    if owners and not fits(path, owners):
        yield f"<{header}> belongs to {', '.join(owners)}"


def line_faults(path, line):
    for pattern, looked_for, home, instead in BANNED:
        found = re.search(pattern, line)
        if found and fits(path, looked_for) and not fits(path, home):
            yield f"`{found[0].strip()}`: {instead}"
    for number in NUMBER.findall(line):
        if of_a_living_person(number.upper()):
            yield "an identity number that may be somebody's: births 1880-1900 only"


def speaks_for_itself(path):
    """A .cc file is introduced by its header, a test by its suite; every other source says it."""
    return path.endswith("_test.cc") or (path.endswith(".cc") and
                                         (ROOT / path).with_suffix(".h").exists())


def shape_faults(path, suffix, lines):
    """What is said of a whole source file, or of its columns: (line, what)."""
    opening = next((line for line in lines if not line.startswith("#!")), "")
    comment = opening.startswith(("//", "/*", "# ", '"""'))
    if not comment and not speaks_for_itself(path):
        yield 1, "open with a comment that says what the file is for"
    if suffix == ".h" and "#pragma once" not in lines:
        yield 1, "#pragma once is missing"
    if len(lines) > LINES_MAX:
        yield LINES_MAX + 1, f"{len(lines)} lines: more than {LINES_MAX} is two files"
    for at, line in enumerate(lines, 1):
        if len(line) > COLUMNS_MAX:
            yield at, f"{len(line)} columns, at most {COLUMNS_MAX}"


def faults(path, text, sees):
    lines, suffix = text.splitlines(), Path(path).suffix
    if suffix in CPP | SCRIPT or text.startswith("#!"):
        yield from shape_faults(path, suffix, lines)
    for at, line in enumerate(lines, 1):
        for what in [*line_faults(path, line), *include_faults(path, line, sees)]:
            yield at, what


def main():
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode().split("\0")
    sees, count = arrows(), 0
    for path in sorted(filter(None, listed)):
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):  # deleted, or not text
            continue
        for at, what in sorted(faults(path, text, sees)):
            print(f"{path}:{at}: {what}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
