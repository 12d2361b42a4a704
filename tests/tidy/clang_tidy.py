"""Runs clang-tidy over the product's sources, and over each unit only when it or something it includes has changed.

Usage: clang_tidy.py BUILD_FOLDER CACHE_FOLDER, from the root. Fails when any unit has a finding. BUILD_FOLDER is a unity
build: a unit is a few sources of one folder, so that the standard library is walked once for all of them.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.MULTILINE)
PRODUCT = ("app/", "platform/", "sync/")

# How far the analyzer follows the paths of one function: a quarter of its default. That halves the analyzer's time, and the
# sanitizers run the paths that matter.
ANALYZER_STEPS = "max-nodes=60000"

ARGUMENTS = [
    "--quiet",
    # The commands are GCC's; clang does not know each of its warnings.
    "--extra-arg=-Wno-unknown-warning-option",
    *[f"--extra-arg={word}" for word in ("-Xclang", "-analyzer-config", "-Xclang", ANALYZER_STEPS)],
]


def with_includes(source):
    """The file and every one of ours that it includes, however far; includes are named from the root."""
    found, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path not in found and os.path.exists(path):
            found.add(path)
            waiting += INCLUDE.findall(pathlib.Path(path).read_text("utf-8"))
    return sorted(found)


def cache_key(source, command):
    digest = hashlib.sha256(" ".join([command, *ARGUMENTS]).encode() + pathlib.Path(".clang-tidy").read_bytes())
    for path in with_includes(source):
        digest.update(path.encode() + b"\0" + pathlib.Path(path).read_bytes())
    return digest.hexdigest()


def check(build, source):
    run = subprocess.run(["clang-tidy-14", *ARGUMENTS, "-p", build, source], capture_output=True, text=True, check=False)
    return source, run.returncode, run.stdout


def main():
    build, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    cache.mkdir(parents=True, exist_ok=True)
    waiting, kept = {}, set()
    for entry in json.loads(pathlib.Path(build, "compile_commands.json").read_text("utf-8")):
        unit = os.path.relpath(entry["file"])
        if os.path.relpath(unit, build).startswith(PRODUCT) or unit.startswith(PRODUCT):
            key = cache_key(unit, entry["command"])
            kept.add(key)
            if not (cache / key).exists():
                waiting[unit] = key
    failed = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for unit, code, words in pool.map(lambda path: check(build, path), sorted(waiting)):
            if code == 0:
                (cache / waiting[unit]).touch()
            else:
                failed.append(unit)
                print(words)
    for old in cache.iterdir():
        if old.name not in kept:
            old.unlink()
    print(f"clang-tidy: {len(waiting)} of {len(kept)} units looked at, {len(failed)} with findings")
    sys.exit(1 if failed else 0)


main()
