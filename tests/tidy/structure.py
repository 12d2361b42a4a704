"""Rules on how the project is put together: includes, links, sizes, tests, assets."""

import re

from tree import PRODUCT, line_of, rule

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"])([^>"]+)[>"]', re.MULTILINE)
ROW = re.compile(r"^\| `((?:app|sync|platform)/[a-z]+)` \|[^|]*\|([^|]*)\|([^|]*)\|", re.MULTILINE)
OUTSIDE = {
    "sqlite": r"sqlite3",
    "sodium": r"sodium",
    "curl": r"curl/",
    "boost": r"boost/",
    "zstd": r"zstd|zdict",
    "qrcodegen": r"qrcodegen/",
    "nlohmann": r"nlohmann/",
    "sdl": r"SDL",
    "imgui": r"imgui|backends/imgui",
    "freetype": r"ft2build|freetype",
    "xcb": r"xcb/",
    "cli": r"CLI/",
    "csv": r"csv\.h",
    "rime": r"rime_|rime/",
    "catch": r"catch_|catch2/",
}
TABLE = "| `platform/base` | x | | |\n| `sync/domain` | x | `platform/base` | zstd |\n"


def folder_table(tree):
    """folder -> (folders it may use, third-party libraries it may include), from ARCHITECTURE.md."""
    text = tree.files.get("ARCHITECTURE.md", "")
    return {
        folder: (set(re.findall(r"`([^`]+)`", uses)), set(outside.split()))
        for folder, uses, outside in ROW.findall(text)
    }


def folder_of(path):
    return "/".join(path.split("/")[:2])


def outside_library(header):
    return next((name for name, form in OUTSIDE.items() if re.match(form, header)), None)


@rule(
    "includes follow the folder table",
    {"ARCHITECTURE.md": TABLE, "platform/base/a.h": '#include "sync/domain/b.h"\n', "sync/domain/b.h": ""},
    {"ARCHITECTURE.md": TABLE, "sync/domain/b.h": '#include "platform/base/a.h"\n', "platform/base/a.h": ""},
)
def includes(tree):
    table = folder_table(tree)
    if not table:
        yield "ARCHITECTURE.md: no folder table found"
    for path, text in tree.sources(*PRODUCT):
        folder = folder_of(path)
        if folder not in table:
            yield f"{path}: its folder has no row in ARCHITECTURE.md"
            continue
        for match in INCLUDE.finditer(text):
            quote, header = match.groups()
            other = folder_of(header)
            if quote == '"' and other != folder and other not in table[folder][0]:
                yield f"{path}:{line_of(text, match.start())}: {folder} may not use {header}"


@rule(
    "third-party headers stay in their folders",
    {"ARCHITECTURE.md": TABLE, "platform/base/a.h": "#include <zstd.h>\n"},
    {"ARCHITECTURE.md": TABLE, "sync/domain/a.h": "#include <zstd.h>\n#include <string>\n"},
)
def outside_includes(tree):
    table = folder_table(tree)
    for path, text in tree.sources(*PRODUCT):
        allowed = table.get(folder_of(path), (set(), set()))[1]
        for match in INCLUDE.finditer(text):
            library = outside_library(match.group(2))
            if library and library not in allowed:
                yield f"{path}:{line_of(text, match.start())}: {library} is not in this folder's row"


@rule(
    "libraries link what the folder table allows",
    {"ARCHITECTURE.md": TABLE, "platform/base/CMakeLists.txt": "outreach_library(platform/base DEPENDS sync/domain)"},
    {"ARCHITECTURE.md": TABLE, "sync/domain/CMakeLists.txt": "outreach_library(sync/domain DEPENDS platform/base)"},
)
def links(tree):
    table = folder_table(tree)
    for path, text in tree.files.items():
        if not (path.startswith(PRODUCT) and path.endswith("/CMakeLists.txt")):
            continue
        folder = folder_of(path)
        for call in re.findall(r"outreach_library\(([^)]*)\)", text):
            for word in call.split():
                if word.startswith(PRODUCT) and word != folder and word not in table.get(folder, ({}, {}))[0]:
                    yield f"{path}: {folder} may not link {word}"


@rule(
    "no folder row goes back up",
    {"ARCHITECTURE.md": "| `platform/base` | x | `sync/domain` | |\n"},
    {"ARCHITECTURE.md": TABLE},
)
def arrows(tree):
    rank = {"platform": 0, "sync": 1, "app": 2}
    for folder, (uses, _) in folder_table(tree).items():
        for other in uses:
            if rank[other.split("/")[0]] > rank[folder.split("/")[0]]:
                yield f"ARCHITECTURE.md: {folder} -> {other} goes up"


@rule(
    "no source file is over 500 lines, and those over 300 say why",
    {"sync/domain/a.cpp": "int a;\n" * 301},
    {"sync/domain/a.cpp": "// long because it is one table\n" + "int a;\n" * 400, "assets/a.txt": "a\n" * 900},
)
def file_sizes(tree):
    for path, text in tree.files.items():
        if not (path.endswith((".h", ".cpp", ".py", "CMakeLists.txt")) or path == "dev"):
            continue
        lines = text.splitlines()
        if len(lines) > 500:
            yield f"{path}: {len(lines)} lines, none may have more than 500"
        elif len(lines) > 300 and "long because" not in "\n".join(lines[:25]).lower():
            yield f"{path}: {len(lines)} lines; above 300 the head says 'Long because ...'"


def functions(code):
    """(first line, last line) of every outermost function body: a block that follows a parenthesis and is not in one."""
    code = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", "", code, flags=re.MULTILINE)  # the preprocessor's own braces
    stack, head = [], 0
    for match in re.finditer(r"[{};]", code):
        mark, position = match.group(), match.start()
        before = code[head:position]
        if mark == "{":
            inside = any(kind == "function" for kind, _ in stack)
            scope = re.search(r"\b(namespace|class|struct|union|enum)\b[^()]*$", before)
            kind = "function" if not inside and "(" in before and not scope else "block"
            stack.append((kind, head + len(before) - len(before.lstrip())))
        elif mark == "}" and stack:
            kind, start = stack.pop()
            if kind == "function":
                yield line_of(code, start), line_of(code, position)
        head = position + 1


@rule(
    "no function is over 70 lines",
    {"sync/domain/a.cpp": "namespace a {\nvoid b() {\n" + "  c();\n" * 70 + "}\n}\n"},
    {
        "sync/domain/a.cpp": "namespace a {\nclass B {\n" + "  int c();\n" * 80 + "};\n"
        "void b() {\n" + "  c();\n" * 60 + "}\nvoid d() {\n" + "  c();\n" * 60 + "}\n}\n"
    },
)
def function_sizes(tree):
    for path, code in tree.code():
        for first, last in functions(code):
            if last - first + 1 > 70:
                yield f"{path}:{first}: a function of {last - first + 1} lines, none may have more than 70"


@rule(
    "every test file is in a folder that is built",
    {"tests/sync/lost/a_test.cpp": "", "tests/CMakeLists.txt": "set(special ui)"},
    {
        "tests/sync/domain/a_test.cpp": "",
        "sync/domain/CMakeLists.txt": "",
        "CMakeLists.txt": "set(OUTREACH_FOLDERS sync/domain)",
        "tests/ui/a_test.cpp": "",
        "tests/CMakeLists.txt": "set(special ui)",
        "tests/contract/http/b_test.cpp": "",
        "tests/contract/CMakeLists.txt": "outreach_test(contract/http)",
    },
)
def tests_built(tree):
    folders = re.search(r"set\(OUTREACH_FOLDERS([^)]*)\)", tree.files.get("CMakeLists.txt", ""))
    special = re.search(r"set\(special([^)]*)\)", tree.files.get("tests/CMakeLists.txt", ""))
    by_rule = {word for match in (folders, special) if match for word in match.group(1).split()}
    named = set()
    for path, text in tree.files.items():
        if path.startswith("tests/") and path.endswith("CMakeLists.txt") and path != "tests/CMakeLists.txt":
            named |= {match.group(1) for match in re.finditer(r"outreach_test\(\s*([a-z0-9/_-]+)", text)}
            by_rule.discard(path[len("tests/") : -len("/CMakeLists.txt")])
    for path in tree.files:
        if path.startswith("tests/") and path.endswith("_test.cpp"):
            folder = path[len("tests/") : path.rindex("/")]
            if folder not in by_rule | named:
                yield f"{path}: no outreach_test({folder}) builds it"
        elif path.startswith("tests/") and path.endswith(".cpp") and "TEST_CASE(" in tree.files[path]:
            yield f"{path}: holds tests but is not called *_test.cpp"


@rule(
    "every asset folder has a licence line",
    {"assets/icons/a.svg": "<svg/>", "assets/art/LICENSE": "MIT"},
    {"assets/icons/a.svg": "<svg/>", "assets/icons/LICENSE": "MIT\n", "assets/CMakeLists.txt": ""},
)
def licences(tree):
    folders = {path.split("/")[1] for path in tree.files if path.startswith("assets/") and path.count("/") > 1}
    for folder in sorted(folders):
        if not tree.files.get(f"assets/{folder}/LICENSE", "").strip():
            yield f"assets/{folder}: no LICENSE with at least a line"


@rule("no tracked file is over a mebibyte", {"assets/demo/a.csv": "a" * (1 << 20) + "b"}, {"a": "b"})
def large_files(tree):
    for path, size in tree.sizes.items():
        if size > 1 << 20:
            yield f"{path}: {size} bytes"
