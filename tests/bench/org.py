#!/usr/bin/env python3
"""How fast and how large the simulated org is.

    org.py LATCHKEY_ORG_BENCH     exit code 1 when it is slower than it may be, or a sign-in fails
"""
import os
import re
import shutil
import subprocess
import sys

SIGN_IN_BUDGET = 1.0  # milliseconds of one processor
SIGN_INS = 10_000
PEOPLE = 200
COUNTED = 50  # sign-ins of `once`
GROWTH_BUDGET = 0.05
# Each of the server's threads keeps what it freed for itself, and more so the longer it runs: with
# that, what is in use would be no measure of what is remembered.
NO_THREAD_CACHES = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}


def run(*command, **more):
    done = subprocess.run(command, text=True, capture_output=True, check=True,
                          env={**os.environ, **more})
    return done.stdout + done.stderr


def instructions(program):
    """Of one sign-in inside the org; nothing where there is no valgrind."""
    if not shutil.which("valgrind"):
        return None
    said = run("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
               "--toggle-collect=latchkey::simulator::Org::handle(*", program, "once")
    found = re.search(r"refs:\s+([\d,]+)", said)
    return int(found[1].replace(",", "")) // COUNTED if found else None


def in_process(program):
    """The lines of the report, and whether it is quick enough."""
    sign_in, signature = map(float, run(program, "in-process").split())
    count = instructions(program)
    counted = f"{count / 1e6:.1f} million" if count else "not counted: there is no valgrind"
    return [
        f"one sign-in in one process: {sign_in:.2f} ms of one processor (median; "
        f"budget {SIGN_IN_BUDGET:.2f} ms)",
        f"  as a ratio to one RSA-2048 signature: {sign_in / signature:.1f} "
        "(its tokens take two of them)",
        f"  instructions: {counted}",
    ], sign_in < SIGN_IN_BUDGET


def load(program):
    said = run(program, "load", str(SIGN_INS), str(PEOPLE), **NO_THREAD_CACHES).split("\n")
    failed, rate, early, late, used_early, used_late = map(float, said[0].split())
    growth = used_late / used_early - 1
    return [
        f"{SIGN_INS:,} sign-ins over loopback, {PEOPLE} at once: {rate:.0f} in a second, "
        f"{failed:.0f} failed",
        f"  the most memory it had: {early / 1e3:.1f} MB after {SIGN_INS // 10:,}, "
        f"{late / 1e3:.1f} MB after all",
        f"  of the heap in use: {used_early / 1e3:.1f} MB, then {used_late / 1e3:.1f} MB "
        f"({growth:+.1%}; budget {GROWTH_BUDGET:+.0%})",
    ], failed == 0 and growth <= GROWTH_BUDGET


def main(arguments):
    good = True
    for part in (in_process, load):
        lines, within = part(arguments[0])
        print(*lines, sep="\n")
        if not within:
            print("MISSED")
        good = good and within
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
