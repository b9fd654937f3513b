"""fuzz.py tells a crash so that it can be repeated, and never counts a missing target as passed."""
import base64
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fuzz  # noqa: E402

CRASHES = """#!/bin/sh
for word in "$@"; do case $word in -artifact_prefix=*) room=${word#*=} ;; esac; done
printf 'ab\\377' >"${room}crash-1"
echo "BROKEN: a promise" >&2
exit 77
"""


def said_by(call, *arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call(*arguments)
    return out.getvalue()


class Fuzz(unittest.TestCase):
    def program(self, text):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = pathlib.Path(folder.name, "fuzz_landing")
        program.write_text(text)
        program.chmod(0o755)
        return folder.name

    def test_a_crash_is_told_with_its_input(self):
        said = said_by(fuzz.run_short, self.program(CRASHES), "landing")
        self.assertIn("FAILED: fuzz landing", said)
        self.assertIn("BROKEN: a promise", said)
        self.assertIn(base64.b64encode(b"ab\xff").decode(), said)
        self.assertIn("./dev fuzz landing crash", said)

    def test_what_was_not_built_has_failed(self):
        said = said_by(fuzz.run_all, self.program("#!/bin/sh\nexit 0\n"))
        passed, failed, skipped = map(int, said.splitlines()[-1].split())
        self.assertEqual((passed, skipped), (1, 0))
        self.assertEqual(failed, len(list((fuzz.TESTS / "fuzz").glob("*_fuzz.cpp"))) - 1)

    def test_every_target_has_seeds(self):
        for target in (fuzz.TESTS / "fuzz").glob("*_fuzz.cpp"):
            seeds = fuzz.TESTS / "fuzz/seeds" / target.name[:-len("_fuzz.cpp")]
            self.assertTrue(any(seeds.iterdir()), seeds)


if __name__ == "__main__":
    unittest.main()
