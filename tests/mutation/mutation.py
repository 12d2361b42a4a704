#!/usr/bin/env python3
"""Shows that the tests can fail: plants one-line faults in the code that keeps the record, one at a time, and demands
that the test named for each fails.

  mutation.py check SOURCE               every listed line still stands, exactly once, in its file
  mutation.py run SOURCE BUILD [NUMBER]  plants them: all under OUTREACH_LONG, else the first two; or the one of that number

Nothing in SOURCE is touched: a changed copy of one file is compiled as BUILD (a Ninja build whose tests are built)
compiles it, alone or with the files it is one unit with, and linked before the libraries, so that it stands in for the sound one.
"""
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from mutants_client import CLIENT_MUTANTS  # noqa: E402
from mutants_county import COUNTY_MUTANTS  # noqa: E402
from mutants_face import FACE_MUTANTS  # noqa: E402
from mutants_kiosk import KIOSK_MUTANTS  # noqa: E402
from mutants_record import RECORD_MUTANTS  # noqa: E402

# What keeps the record first: a run that is not long takes from there.
MUTANTS = RECORD_MUTANTS + COUNTY_MUTANTS + CLIENT_MUTANTS + KIOSK_MUTANTS + FACE_MUTANTS
FEWEST = 20
BOUNDED = 2  # of them in a run that is not long
# A fault may make a test wait for something that never comes.
TEST_SECONDS = 240


def fail(message):
    print(f"mutation: {message}", file=sys.stderr)
    sys.exit(1)


def mutated(source, mutant):
    text = (source / mutant.file).read_text(encoding="utf-8")
    found = text.count(mutant.old)
    if found != 1:
        fail(f"{mutant.name}: its line stands {found} times in {mutant.file}; write the fault anew")
    return text.replace(mutant.old, mutant.new)


def check(source):
    if len(MUTANTS) < FEWEST:
        fail(f"only {len(MUTANTS)} faults are listed; at least {FEWEST} are wanted")
    names = [mutant.name for mutant in MUTANTS]
    if len(set(names)) != len(names):
        fail("two faults have the same name")
    for mutant in MUTANTS:
        if mutated(source, mutant) == (source / mutant.file).read_text(encoding="utf-8"):
            fail(f"{mutant.name}: changes nothing")
        tests = "".join(
            path.read_text(encoding="utf-8")
            for path in (source / "tests" / mutant.program.replace("test_", "", 1)).glob("*_test.cpp")
        )
        # Long names are broken over lines.
        if mutant.test not in re.sub(r'"\s*\n\s*"', "", tests):
            fail(f"{mutant.name}: there is no test {mutant.test!r} in tests/{mutant.program}")
    print(f"mutation: {len(MUTANTS)} faults, each line there once")


def commands(build, target):
    out = subprocess.run(["ninja", "-t", "commands", target], cwd=build, check=True, capture_output=True, text=True)
    return out.stdout.splitlines()


def target_of(mutant):
    return "test_" + mutant.program.replace("test_", "", 1).replace("/", "_")


def unit_of(lines, file):
    """The compiler's command for a source, and the unity file that includes it (None where it is compiled alone)."""
    for line in lines:
        compiled = Path(line.rsplit(" ", 1)[-1]) if " -c " in line else None
        if compiled == file:
            return line, None
        if compiled and compiled.parent.name == "Unity" and f'#include "{file}"' in compiled.read_text(encoding="utf-8"):
            return line, compiled
    return None, None


def build_mutant(source, build, mutant, folder):
    """Answers the path of the test program with the fault in it."""
    changed = folder / Path(mutant.file).name
    changed.write_text(mutated(source, mutant), encoding="utf-8")
    lines = commands(build, target_of(mutant))
    file = source / mutant.file
    compiling, unity = unit_of(lines, file)
    if unity:
        unit = folder / unity.name
        unit.write_text(unity.read_text(encoding="utf-8").replace(f'"{file}"', f'"{changed}"'), encoding="utf-8")
        changed = unit
    linking = next((line for line in reversed(lines) if f"-o tests/{target_of(mutant)} " in line), None)
    if compiling is None or linking is None:
        fail(f"{mutant.name}: {build} does not build {mutant.file} into {target_of(mutant)}")
    part = folder / "changed.o"
    program = folder / target_of(mutant)
    words = shlex.split(compiling)
    words[words.index("-o") + 1] = str(part)
    words[words.index("-c") + 1] = str(changed)
    if "-MF" in words:
        words[words.index("-MF") + 1] = str(folder / "changed.d")
    # A fault may leave something unused.
    compiled = subprocess.run([*words, "-Wno-error"], cwd=build, capture_output=True, text=True)
    if compiled.returncode != 0:
        fail(f"{mutant.name}: does not compile\n{compiled.stderr}")
    link = linking.replace(f"-o tests/{target_of(mutant)} ", f"-o {program} {part} ")
    linked = subprocess.run(["/bin/sh", "-c", link], cwd=build, capture_output=True, text=True)
    if linked.returncode != 0:
        fail(f"{mutant.name}: does not link\n{linked.stderr}")
    return program


def passes(program, test):
    pattern = re.sub(r"([\\,\[\]\"*])", r"\\\1", test)
    environment = {name: value for name, value in os.environ.items() if name != "OUTREACH_LONG"}
    try:
        ran = subprocess.run([program, pattern], env=environment, capture_output=True, timeout=TEST_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def plant(source, build, number, mutant):
    folder = build / "mutation" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    if not passes(build / "tests" / target_of(mutant), mutant.test):
        fail(f"{mutant.name}: {mutant.test!r} fails (or is not there) without the fault")
    program = build_mutant(source, build, mutant, folder)
    caught = not passes(program, mutant.test)
    program.unlink()
    print(f"{number:2} {'caught' if caught else 'SURVIVED'}: {mutant.name}", flush=True)
    return caught


def run(source, build, only):
    chosen = list(enumerate(MUTANTS, start=1))
    if only is not None:
        chosen = [chosen[only - 1]]
    elif "OUTREACH_LONG" not in os.environ:
        chosen = chosen[:BOUNDED]
    survived = [mutant for number, mutant in chosen if not plant(source, build, number, mutant)]
    print(f"mutation: {len(chosen)} faults planted, {len(chosen) - len(survived)} caught by name")
    for mutant in survived:
        print(f"mutation: {mutant.name} survived {mutant.test!r}", file=sys.stderr)
    sys.exit(1 if survived else 0)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "check":
        check(Path(arguments[1]).resolve())
    elif len(arguments) in (3, 4) and arguments[0] == "run":
        only = int(arguments[3]) if len(arguments) == 4 else None
        run(Path(arguments[1]).resolve(), Path(arguments[2]).resolve(), only)
    else:
        fail(__doc__)


main(sys.argv[1:])
