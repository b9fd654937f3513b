#!/usr/bin/env python3
"""Runs clang-tidy 14 (.clang-tidy) over our own files of a build, on all cores.

    tidy.py BUILD [BASE]     only what differs from the commit BASE, if it is given

What it finds in a header is told once. Exits with 1 if there is anything.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = ("src/", "shell/", "tests/")


def sources(build):
    """Our translation units in the compile database, in order."""
    files = {pathlib.Path(entry["file"]) for entry in
             json.loads((pathlib.Path(build) / "compile_commands.json").read_text())}
    own = [file for file in files if file.is_relative_to(ROOT)]
    return sorted(file for file in own if str(file.relative_to(ROOT)).startswith(OWN))


def changed(files, base):
    """Those that differ from `base`, themselves or by the header of their name."""
    names = subprocess.run(["git", "diff", "--name-only", base], cwd=ROOT, check=True,
                           capture_output=True, text=True).stdout.split()
    stems = {pathlib.PurePath(name).with_suffix("") for name in names}
    return [file for file in files if file.relative_to(ROOT).with_suffix("") in stems]


def tidy(build, file):
    done = subprocess.run(["clang-tidy-14", "-p", str(build), "--quiet", str(file)], check=False,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout


def findings(output):
    """{place and words: whole text} of what one run said."""
    found = {}
    for part in re.split(r"(?m)^(?=\S+:\d+:\d+: (?:warning|error): )", output):
        first = part.split("\n", 1)[0]
        if re.match(r"\S+:\d+:\d+: (?:warning|error): ", first):
            found[first] = part.rstrip()
    return found


def main(arguments):
    build = arguments[0]
    files = sources(build)
    if len(arguments) > 1:
        files = changed(files, arguments[1])
    told, broken = {}, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for file, (code, output) in zip(files, pool.map(lambda it: tidy(build, it), files)):
            new = {key: text for key, text in findings(output).items() if key not in told}
            told.update(new)
            for text in new.values():
                print(text.replace(f"{ROOT}/", ""), flush=True)
            if code != 0 and not findings(output):
                broken.append(file)
    for file in broken:
        print(f"clang-tidy failed on {file}")
    print(f"tidy: {len(files)} files, {len(told) + len(broken)} findings")
    return 1 if told or broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
