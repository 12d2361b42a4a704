"""Rules on what may be written where: calls, names, marks, addresses."""

import re

from tree import PRODUCT, line_of, rule


def banned(tree, pattern, why, prefixes, allowed=()):
    """A finding for each match of `pattern` in code (not in comments and quotes) under `prefixes` less `allowed`."""
    form = re.compile(pattern)
    for path, code in tree.code(*prefixes):
        if path.startswith(tuple(allowed)):
            continue
        for match in form.finditer(code):
            yield f"{path}:{line_of(code, match.start())}: {match.group().strip()}: {why}"


EVERYWHERE = PRODUCT + ("tests/",)


@rule(
    "clocks are read in platform/clock alone",
    {"sync/client/a.cpp": "auto a = std::chrono::steady_clock::now();\n"},
    {"platform/clock/a.cpp": "auto a = steady_clock::now();\n", "sync/client/a.cpp": "// steady_clock::now()\n"},
)
def clocks(tree):
    yield from banned(
        tree,
        r"\b(steady|system|high_resolution|utc)_clock::now\b|\b(gettimeofday|clock_gettime|time)\s*\(\s*(0|NULL|nullptr|CLOCK)",
        "take the time as an argument",
        PRODUCT,
        ["platform/clock/"],
    )


@rule(
    "threads and locks exist in platform alone",
    {"app/kiosk/a.h": "std::atomic<int> a;\n"},
    {"platform/worker/a.h": "std::mutex a;\n", "app/kiosk/a.h": 'auto a = "std::mutex";\n'},
)
def threads(tree):
    yield from banned(
        tree,
        r"\bstd::(thread|jthread|mutex|recursive_mutex|shared_mutex|condition_variable\w*|atomic\w*|async|promise|future)\b"
        r"|\bpthread_\w+",
        "threads exist only in platform",
        ("app/", "sync/"),
    )


@rule(
    "nothing sleeps",
    {"tests/sync/client/a_test.cpp": "std::this_thread::sleep_for(1s);\n"},
    {"tests/sync/client/a_test.cpp": "clock.advance(1s);\n"},
)
def sleeps(tree):
    yield from banned(tree, r"\b(sleep_for|sleep_until|usleep|nanosleep|SDL_Delay)\b|\bsleep\s*\(", "wait for what happens", EVERYWHERE)


@rule(
    "randomness comes from platform/random",
    {"sync/client/a.cpp": "int a = rand();\n"},
    {"sync/client/a.cpp": "int a = operand();\n", "platform/random/a.cpp": "std::random_device a;\n"},
)
def randomness(tree):
    yield from banned(
        tree, r"\bs?rand\s*\(|\bstd::random_device\b", "use platform/random", EVERYWHERE, ["platform/random/"]
    )


@rule(
    "only command lines print",
    {"sync/ledger/a.cpp": 'std::printf("a");\n'},
    {"app/county/a.cpp": 'std::printf("a");\n', "sync/ledger/a.cpp": "std::snprintf(a, b, c);\n"},
)
def printing(tree):
    yield from banned(tree, r"\b(printf|puts)\s*\(|\bstd::cout\b", "only app/*/ command lines print", PRODUCT, ["app/kiosk/", "app/county/"])


@rule(
    "nothing is thrown outside platform",
    {"sync/domain/a.cpp": "throw 1;\n"},
    {"platform/http/a.cpp": "throw 1;\n", "sync/domain/a.cpp": "thrown(1);\n"},
)
def throwing(tree):
    yield from banned(tree, r"\bthrow\b", "return a Result", ("app/", "sync/"))


@rule(
    "ImGui is drawn with in app/ui and platform/window alone",
    {"app/kiosk/a.cpp": "ImGui::Text(a);\n"},
    {"app/ui/a.cpp": "ImGui::Text(a);\n"},
)
def drawing(tree):
    yield from banned(tree, r"\bImGui::", "screens are in app/ui", PRODUCT, ["app/ui/", "platform/window/"])


@rule("there are no singletons", {"app/ui/a.h": "static Theme& instance();\n"}, {"app/ui/a.h": "Theme theme;\n"})
def singletons(tree):
    yield from banned(tree, r"\b(get_?)?[iI]nstance\s*\(\s*\)", "pass it in", PRODUCT)


@rule(
    "type names say what a thing is",
    {"app/ui/a.h": "class ScreenManager {\n"},
    {"app/ui/a.h": "class Screen {\n"},
)
def type_names(tree):
    yield from banned(
        tree, r"\b(class|struct|namespace)\s+\w*(Manager|Helpers?|Utils?|helpers?|utils?)\b", "name what it is", EVERYWHERE
    )


@rule(
    "no product code is made for tests",
    {"sync/domain/a.h": "void reset_for_testing();\n"},
    {"sync/domain/a.h": "void reset();\n"},
)
def for_tests(tree):
    yield from banned(tree, r"\b\w*([fF]or_?[tT]est(s|ing)?)\b", "tests use what everyone uses", PRODUCT)


MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")


@rule("no left-over marks", {"sync/domain/a.h": "// TO" + "DO later\n"}, {"sync/domain/a.h": "// to do so\n"})
def marks(tree):
    for path, text in tree.files.items():
        if path.endswith((".svg", ".csv")):
            continue
        for match in MARKS.finditer(text):
            yield f"{path}:{line_of(text, match.start())}: {match.group()}"


# Written so that this file does not match itself.
ADDRESS = re.compile(r"\b(deb|registry|security|ftp)[.][a-z]+[.](org|com)|(?<![\w.])/wor[k]/|/far[m]/|[.]librar[y]/")


@rule(
    "no package registry and no path of one machine is named",
    {"HACKING.md": "see /wor" + "k/main\n"},
    {"HACKING.md": "see network/main and https://example.org\n"},
)
def addresses(tree):
    for path, text in tree.files.items():
        for match in ADDRESS.finditer(text):
            yield f"{path}:{line_of(text, match.start())}: {match.group()}"
