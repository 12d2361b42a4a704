"""Runs targets of outreach-fuzz side by side for so many seconds each.

run.py PROGRAM CORPUS SECONDS [TARGET...]   without a target: all of them, a few at a time
run.py PROGRAM --only TARGET...             fails unless these are all targets there are

What was found interesting stays in CORPUS/TARGET for the next run. An input that breaks something is kept as
CORPUS/found/TARGET-..., and how to see it again is printed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# One input takes milliseconds; the limits catch what hangs or grows without bound.
SLOWEST_SECONDS = 10
MEMORY_MIB = 1024
AT_ONCE = 3


def known_targets(program):
    lines = subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout.splitlines()
    return dict(line.split() for line in lines)


def scratch_folder():
    """Databases of the county target: memory where the machine has it, for its fsync costs nothing."""
    shared = Path("/dev/shm")
    return tempfile.mkdtemp(prefix="outreach-fuzz-", dir=shared if os.access(shared, os.W_OK) else None)


def run(program, corpus, seconds, target, size_most):
    own = corpus / target
    found = corpus / "found"
    scratch = scratch_folder()
    own.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    seeds = Path(scratch) / "seeds"
    choose = f"--target={target}"
    subprocess.run([program, choose, f"--write-seeds={seeds}"], check=True)
    command = [
        program, choose, f"-max_total_time={seconds}", f"-max_len={size_most}", f"-timeout={SLOWEST_SECONDS}",
        f"-rss_limit_mb={MEMORY_MIB}", f"-artifact_prefix={found}/{target}-", "-print_final_stats=1", str(own), str(seeds),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", env={**os.environ, "TMPDIR": scratch})
    shutil.rmtree(scratch, ignore_errors=True)
    return target, ended.returncode, ended.stderr


def stat(said, name):
    lines = [line for line in said.splitlines() if line.startswith(f"stat::{name}")]
    return lines[-1].split()[-1] if lines else "?"


def main():
    program, *words = sys.argv[1:]
    targets = known_targets(program)
    if words[0] == "--only":
        missing = sorted(set(targets) ^ set(words[1:]))
        sys.exit(f"in no group, or in one and not there: {' '.join(missing)}" if missing else 0)
    corpus, seconds, chosen = Path(words[0]), int(words[1]), words[2:] or list(targets)
    unknown = [name for name in chosen if name not in targets]
    if unknown:
        sys.exit(f"no such target: {' '.join(unknown)}; there are: {' '.join(targets)}")
    failed = False
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [pool.submit(run, program, corpus, seconds, name, targets[name]) for name in chosen]
        for one in runs:
            target, code, said = one.result()
            print(f"{target}: {stat(said, 'number_of_executed_units')} inputs, "
                  f"{stat(said, 'average_exec_per_sec')}/s, {stat(said, 'peak_rss_mb')} MiB", flush=True)
            if code != 0:
                failed = True
                print(said[-6000:])
                # Again at the end: a long log is cut in its middle.
                print("\n".join(line for line in said.splitlines() if line.startswith(("broken promise", "SUMMARY", "=="))))
                print(f"see it again: {program} --target={target} {corpus}/found/{target}-...")
    sys.exit(1 if failed else 0)


main()
