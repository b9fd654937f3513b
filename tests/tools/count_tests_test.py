"""count_tests.py never turns a broken run into a quiet success."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from count_tests import count  # noqa: E402

JUNIT = """<testsuite name="x" tests="5">
<testcase name="a" status="run"><system-out/></testcase>
<testcase name="b" status="run"/>
<testcase name="c" status="fail"><failure message="Failed"/></testcase>
<testcase name="d" status="notrun"><skipped message="SKIP_RETURN_CODE=4"/></testcase>
<testcase name="e" status="notrun"><skipped message="Unable to find executable: x"/></testcase>
</testsuite>"""
PARTS = """<testsuite name="x">
<testcase name="idx: part 0" status="run"/>
<testcase name="idx: part 1" status="fail"><failure message="Failed"/></testcase>
<testcase name="tools: y" status="run"/>
</testsuite>"""
GTEST = """<testsuites tests="4"><testsuite name="Url">
<testcase name="a" status="run" result="completed"/>
<testcase name="b" status="run" result="completed"><failure message="no"/></testcase>
<testcase name="c" status="run" result="skipped"><skipped message="no folder"/></testcase>
<testcase name="d" status="notrun" result="suppressed"/>
</testsuite></testsuites>"""
TAP = """TAP version 13
ok 1 - a
# tests 7
# pass 3
# fail 1
# cancelled 1
# skipped 2
# todo 0
"""


class Counting(unittest.TestCase):
    def test_counts(self):
        for name, kind, text, numbers in [
            ("ctest", "junit", JUNIT, (2, 2, 1)),
            ("ctest's parts, which count for themselves", "junit", PARTS, (1, 1, 0)),
            ("GoogleTest", "junit", GTEST, (1, 1, 2)),
            ("node", "tap", TAP, (3, 2, 2)),
            ("no file", "junit", "", (0, 1, 0)),
            ("half a file", "junit", JUNIT[:200], (0, 1, 0)),
            ("no tests", "junit", "<testsuite/>", (0, 1, 0)),
            ("node that died", "tap", "TAP version 13\n", (0, 1, 0)),
            ("node without tests", "tap", "# pass 0\n# fail 0\n", (0, 1, 0)),
        ]:
            with self.subTest(name):
                self.assertEqual(count(kind, text), numbers)


if __name__ == "__main__":
    unittest.main()
