#!/usr/bin/env python3
"""Every C++ file is as clang-format 14 writes it (newer versions differ in details).

    check_format.py [--fix]     prints the files that differ; exit code 1 when there are any
"""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ["src", "web", "tests", "shell"]


def clang_format():
    for name in ("clang-format-14", "clang-format"):
        if shutil.which(name):
            version = subprocess.run([name, "--version"], capture_output=True, text=True).stdout
            if " 14." in version:
                return name
    sys.exit("clang-format 14 is not installed")


def sources():
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".h", ".cpp") and "node_modules" not in file.parts:
                yield file.relative_to(ROOT).as_posix()


def main(arguments):
    files = list(sources())
    if not files:
        sys.exit("format: no C++ files found")
    mode = ["-i"] if arguments == ["--fix"] else ["--dry-run"]
    done = subprocess.run([clang_format(), "--style=file", *mode, *files], cwd=ROOT,
                          capture_output=True, text=True)
    differing = sorted(set(re.findall(r"^(\S+?):\d+:\d+: warning", done.stderr, re.M)))
    for file in differing:
        print(f"{file}: not as clang-format writes it (./dev format)")
    if done.returncode != 0:
        print(done.stderr, end="")
    print(f"format: {len(files)} files, {len(differing)} differ")
    return 1 if differing or done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
