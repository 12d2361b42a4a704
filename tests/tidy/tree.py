"""The files a rule looks at, and the code in them without comments and the words in quotes."""

import functools
import pathlib
import re
import subprocess

TOKENS = re.compile(
    r'R"(?P<tag>[^ ()\\\t\n]{0,16})\((?:.|\n)*?\)(?P=tag)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"  # not the separator of 1'000
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
)


def blank(match):
    """The same number of lines, nothing in them."""
    text = match.group(0)
    quotes = '""' if text[0] in "\"R" else ""
    return quotes + "\n" * text.count("\n")


@functools.lru_cache(maxsize=None)
def without_words(text):
    return TOKENS.sub(blank, text)


class Tree:
    def __init__(self, files, sizes=None):
        self.files = files  # path from the root -> text; an empty text for what is not text
        self.sizes = sizes or {path: len(text.encode()) for path, text in files.items()}

    @staticmethod
    def of_checkout(root):
        listed = subprocess.check_output(
            ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], text=True
        )
        files, sizes = {}, {}
        for path in filter(None, listed.split("\0")):
            full = pathlib.Path(root, path)
            if full.is_file():
                content = full.read_bytes()
                sizes[path] = len(content)
                files[path] = "" if b"\0" in content else content.decode("utf-8", "replace")
        return Tree(files, sizes)

    def sources(self, *prefixes):
        """(path, text) of the C++ files under the prefixes, or of all."""
        for path, text in sorted(self.files.items()):
            if path.endswith((".h", ".cpp")) and path.startswith(prefixes or ""):
                yield path, text

    def code(self, *prefixes):
        for path, text in self.sources(*prefixes):
            yield path, without_words(text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


PRODUCT = ("app/", "sync/", "platform/")
RULES = {}


def rule(name, broken, fine=None):
    """Registers a rule: a function from a Tree to findings. `broken` must give a finding, `fine` none."""

    def register(function):
        RULES[name] = (function, broken, fine or {})
        return function

    return register
