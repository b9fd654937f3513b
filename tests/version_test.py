"""CMakeLists.txt has the version, and everything that can be asked says the same.
LATCHKEY_ORG and LATCHKEY_PRERENDER name the programs."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]


def version():
    text = (ROOT / "CMakeLists.txt").read_text()
    return re.search(r"^project\(latchkey VERSION (\S+) ", text, re.M)[1]


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def site_in(folder):
    """The pages that the site writer makes of the shell, by their path."""
    shell, out = folder / "shell", folder / "site"
    shutil.copytree(ROOT / "shell", shell)
    for name in ("boot.js", "page.js", "style.css"):
        (shell / name).write_text("")  # as bundled: nothing of them is in question
    (shell / "latchkey.wasm").write_bytes(b"\0asm")
    said(os.environ["LATCHKEY_PRERENDER"], "--config", str(ROOT / "shell/config.demo.json"),
         "--shell", str(shell), "--wasm-dir", str(shell), "--out", str(out))
    return {file.relative_to(out).as_posix(): file.read_text() for file in out.rglob("*.html")}


class Version(unittest.TestCase):
    def test_is_a_semantic_one(self):
        self.assertRegex(version(), r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")

    def test_is_said_by_dev(self):
        for word in ("--version", "version"):
            self.assertEqual(said("bash", str(ROOT / "dev"), word), f"latchkey {version()}\n")

    def test_is_said_by_the_org(self):
        self.assertEqual(said(os.environ["LATCHKEY_ORG"], "--version"),
                         f"latchkey-org {version()}\n")

    def test_is_in_every_page_of_the_site_and_in_no_name(self):
        with tempfile.TemporaryDirectory() as folder:
            pages = site_in(pathlib.Path(folder))
            names = [file.name for file in pathlib.Path(folder, "site").rglob("*")]
        self.assertIn("index.html", pages)
        for path, html in pages.items():
            with self.subTest(path):
                self.assertEqual(
                    html.count(f'<meta name="generator" content="Latchkey {version()}">'), 1)
                self.assertNotIn("@version@", html)
        # Another version of the same content is not to be fetched anew.
        self.assertFalse([name for name in names if version() in name])

    def test_has_its_place_in_the_list_of_changes(self):
        changes = (ROOT / "CHANGELOG.md").read_text()
        self.assertRegex(changes, rf"(?m)^## \[{re.escape(version())}\] - \d{{4}}-\d\d-\d\d$")
        released = re.findall(r"(?m)^## \[(\d+\.\d+\.\d+)\]", changes)
        self.assertEqual(released[0], version())

    def test_is_written_nowhere_else(self):
        for file in ("tests/browser/package.json", "tests/peers/package.json"):
            self.assertNotIn("version", json.loads((ROOT / file).read_text()))


if __name__ == "__main__":
    unittest.main()
