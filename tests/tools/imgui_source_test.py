"""The mirror for Dear ImGui's source is found in whatever form the machine names it."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / ".dev"))
import imgui_source  # noqa: E402

ONE_LINE = """# deb http://commented.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/tool.gpg] https://tool.example/apt bookworm stable
deb http://security.example/debian-security bookworm-security main
deb [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian bookworm main contrib
deb http://mirror.example/debian bookworm-updates main
"""
DEB822 = """Types: deb
URIs: https://off.example/debian
Suites: bookworm
Components: main
Enabled: no

# a comment
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
"""


class Mirror(unittest.TestCase):
    def test_one_line_format(self):
        found = imgui_source.debian_mirror(imgui_source.parse_one_line(ONE_LINE), "bookworm")
        self.assertEqual(found, ("http://mirror.example/debian", "/usr/share/keyrings/debian.gpg"))

    def test_deb822_format(self):
        uri, key = imgui_source.debian_mirror(imgui_source.parse_deb822(DEB822), "bookworm")
        self.assertEqual(uri, "http://mirror.example/debian")
        self.assertIn("\n abc", key)
        self.assertIn("Signed-By: \n -----BEGIN", imgui_source.stanza(uri, key, "testing"))

    def test_no_mirror_is_one_sentence(self):
        with self.assertRaisesRegex(imgui_source.Unavailable, "no Debian mirror"):
            imgui_source.debian_mirror([], "bookworm")

    def test_both_formats_are_read_and_other_files_ignored(self):
        with tempfile.TemporaryDirectory() as folder:
            etc = pathlib.Path(folder)
            (etc / "sources.list").write_text(ONE_LINE)
            (etc / "sources.list.d").mkdir()
            (etc / "sources.list.d/debian.sources").write_text(DEB822)
            (etc / "sources.list.d/old.list.save").write_text(ONE_LINE)
            self.assertEqual(len(imgui_source.machine_sources(etc)), 5)

    def test_the_private_apt_stays_in_its_room(self):
        with tempfile.TemporaryDirectory() as folder:
            room = pathlib.Path(folder) / "apt"
            options = imgui_source.write_configuration(room, "http://m.example", "", "testing")
            text = pathlib.Path(options[1]).read_text()
            for name in ("Dir::Etc::sourceparts", "Dir::State::lists", "Dir::Cache"):
                self.assertIn(f'{name} "{room}', text)
            self.assertIn('Acquire::Check-Valid-Until "false";', text)


if __name__ == "__main__":
    unittest.main()
