#!/usr/bin/env python3
"""Counts the tests of one run.

    count_tests.py junit FILE... | tap FILE      prints "PASSED FAILED SKIPPED"

A run that left no file, an unreadable one, or no test at all counts as one failure.
The files of junit are ctest's own and those that its parts left, GoogleTest's.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree


def count_junit(text):
    """ctest --output-junit, or --gtest_output=xml. A test that could not be started is a failure."""
    passed = failed = skipped = 0
    for case in xml.etree.ElementTree.fromstring(text).iter("testcase"):
        if case.get("status") == "run" and case.find("failure") is None:
            # A part that went well left a file of its own, which counts its tests.
            is_part = ": part " in case.get("name", "")
            if case.get("result") == "skipped":
                skipped += 1
            elif not is_part:
                passed += 1
        elif case.get("status") in ("notrun", "disabled") and not missing(case):
            skipped += 1
        else:
            failed += 1
    return passed, failed, skipped


def missing(case):
    """ctest writes a test whose program is not there as "notrun", like a skipped one."""
    skipped = case.find("skipped")
    reason = skipped.get("message", "") if skipped is not None else ""
    return any(word in reason for word in ("NOT_AVAILABLE", "Unable to find", "not found"))


def count_tap(text):
    """node --test --test-reporter=tap: its own summary; a cancelled test is a failure."""
    numbers = {key: int(value) for key, value in
               re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", text, re.M)}
    if "pass" not in numbers:
        raise ValueError("no summary")
    return (numbers["pass"], numbers.get("fail", 0) + numbers.get("cancelled", 0),
            numbers.get("skipped", 0) + numbers.get("todo", 0))


def count(kind, text):
    try:
        numbers = {"junit": count_junit, "tap": count_tap}[kind](text)
    except (ValueError, xml.etree.ElementTree.ParseError):
        return 0, 1, 0
    return numbers if sum(numbers) else (0, 1, 0)


def main(arguments):
    kind, files = arguments[0], [pathlib.Path(name) for name in arguments[1:]]
    numbers = [count(kind, file.read_text(errors="replace") if file.is_file() else "")
               for file in files]
    print(*map(sum, zip(*numbers)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
