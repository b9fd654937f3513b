#!/usr/bin/env python3
"""What a first visit downloads, per file, raw and as brotli -q 11, against the budget.

    size.py SITE      exit code 1 when the first visit is over the budget, or when a script or a
                      style names a file that is not there

A first visit is index.html and every file that is named, directly or through another file, in it.
"""
import pathlib
import re
import subprocess
import sys

BUDGET = 150_000  # bytes, brotli: everything that a first visit downloads


def first_visit(site):
    """index.html and what it leads to. Other pages (index.html in a folder) are other visits, the
    spare script is loaded only where something is wrong, and the texts of a language (.txt) by
    people who speak it."""
    others = {file.name: file for file in site.rglob("*")
              if file.is_file() and file.suffix not in (".html", ".br", ".gz", ".txt")
              and not file.name.startswith("spare.")}
    found, open_ends = [site / "index.html"], [site / "index.html"]
    while open_ends:
        text = open_ends.pop().read_bytes()
        for name in sorted(others):
            if others[name] not in found and name.encode() in text:
                found.append(others[name])
                open_ends.append(others[name])
    return found


# import "x", import x from "x", import("x"), new URL("x", import.meta.url), @import "x", url(x)
NAMED = re.compile(rb"""(?:\bimport\s*\(?|\bfrom\s*|\bnew URL\(\s*|\burl\(\s*)["'`]?"""
                   rb"""((?:\.{0,2}/)[\w./-]+\.\w+)""")
# src="/x.js", href="/x.css", data-page="/x.js"
NAMED_BY_PAGE = re.compile(rb"""\b(?:src|href|data-\w+)="(/[\w./-]+\.\w+)""")


def missing(site):
    """Pairs of a file of the first visit and a name in it that leads nowhere."""
    for file in first_visit(site):
        if file.suffix not in (".html", ".js", ".css"):
            continue
        pattern = NAMED_BY_PAGE if file.suffix == ".html" else NAMED
        for name in sorted({found.decode() for found in pattern.findall(file.read_bytes())}):
            base = site if name.startswith("/") else file.parent
            if not (base / name.lstrip("/")).is_file():
                yield file.relative_to(site).as_posix(), name


def brotli_size(file):
    done = subprocess.run(["brotli", "-q", "11", "-c", str(file)], stdout=subprocess.PIPE,
                          check=True)
    return len(done.stdout)


def report(site, size=brotli_size):
    """The lines of the report, and the first visit's bytes."""
    rows = [(str(file.relative_to(site)), file.stat().st_size, size(file))
            for file in first_visit(site)]
    total = ("first visit", sum(r[1] for r in rows), sum(r[2] for r in rows))
    lines = [f"{'file':<44}{'raw':>10}{'brotli':>10}"]
    lines += [f"{name:<44}{raw:>10}{small:>10}" for name, raw, small in [*rows, total]]
    lines.append(f"{'budget':<44}{'':>10}{BUDGET:>10}")
    for file in sorted(site.rglob("assets/*.txt")):
        lines.append(f"{'and in another language: ' + file.name:<44}{file.stat().st_size:>10}"
                     f"{size(file):>10}")
    return lines, total[2]


def main(arguments):
    site = pathlib.Path(arguments[0])
    if not (site / "index.html").is_file():
        sys.exit(f"there is no index.html in {site}")
    lines, total = report(site)
    print(*lines, sep="\n")
    lost = [f"{file} names {name}, which is not on the site" for file, name in missing(site)]
    if lost:
        print(*lost, sep="\n")
        return 1
    if total > BUDGET:
        print(f"over the budget by {total - BUDGET} bytes")
        return 1
    print(f"{BUDGET - total} bytes to spare")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
