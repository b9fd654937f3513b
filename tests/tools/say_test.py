"""What ./dev shows of a long step: how far it is, on a terminal alone."""
import os
import pathlib
import pty
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def shell(script, **more):
    return subprocess.run(["bash", "-c", f"set -euo pipefail; . {ROOT}/.dev/say.sh; {script}"],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)


class Progress(unittest.TestCase):
    def progress(self, log, seconds):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(log)
            file.flush()
            return shell(f"progress {file.name} {seconds}").stdout

    def test_counts_what_is_done(self):
        for name, log, seconds, said in (
                ("nothing yet", "", 0, "0:00"),
                ("no count", "Reading package lists...\n", 65, "1:05"),
                ("ninja", "[1/12] Building a\n[2/12] Building b\n", 9, "2 of 12, 0:09"),
                ("ninja on a terminal", "[1/12] Building a\r[2/12] Building b\r", 9, "2 of 12, 0:09"),
                ("ninja and a warning", "[3/12] Building a\na.cpp:1: warning: [-Wx/y]\n", 600,
                 "3 of 12, 10:00"),
                ("ninja that begins anew", "[9/9] Linking\n[0/2] Re-checking\n", 1, "0 of 2, 0:01"),
                ("ctest", " 3/40 Test  #4: base ....   Passed    0.1 sec\n", 61, "3 of 40, 1:01"),
                ("a path with numbers", "see build/1/2 Test\n", 1, "0:01")):
            with self.subTest(name):
                self.assertEqual(self.progress(log, seconds), said)


class Step(unittest.TestCase):
    """A step under quietly, in a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "build/log").mkdir(parents=True)
        os.mkfifo(self.folder / "go-on")
        (self.folder / "step").write_text("echo '[1/3] one'; read -r status <go-on; exit $status\n")

    def on_a_terminal(self, status, term="xterm"):
        """What a person sees; the step goes on when its count has been shown, if it is."""
        terminal, theirs = pty.openpty()
        script = f". {ROOT}/.dev/say.sh; quietly step 'It failed.' bash step"
        with subprocess.Popen(["bash", "-c", script], cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=theirs, stderr=theirs, env={**os.environ, "TERM": term}) as step:
            os.close(theirs)
            seen = b""
            while term != "dumb" and b"1 of 3, " not in seen:
                seen += os.read(terminal, 1024)
            (self.folder / "go-on").write_text(f"{status}\n")
            while True:
                try:
                    part = os.read(terminal, 1024)
                except OSError:  # Linux's end of a terminal
                    break
                if not part:
                    break
                seen += part
        os.close(terminal)
        return step.returncode, seen.decode()

    def test_shows_its_count_and_takes_it_away(self):
        status, seen = self.on_a_terminal(0)
        self.assertEqual(status, 0)
        self.assertIn("\r\x1b[K   1 of 3, 0:", seen)
        self.assertTrue(seen.endswith("\r\x1b[K"), seen)
        self.assertEqual((self.folder / "build/log/step.log").read_text(), "[1/3] one\n")

    def test_that_fails_says_so_on_a_clean_line(self):
        status, seen = self.on_a_terminal(7)
        self.assertEqual(status, 1)
        self.assertIn("\r\x1b[Kdev: It failed. The end of build/log/step.log:", seen)

    def test_shows_nothing_on_a_terminal_that_cannot_move_its_cursor(self):
        self.assertEqual(self.on_a_terminal(0, term="dumb"), (0, ""))

    def test_shows_nothing_where_there_is_no_terminal(self):
        (self.folder / "step").write_text("echo '[1/3] one'\n")
        done = shell("quietly step 'It failed.' bash step", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
