"""The mirror for Dear ImGui's source is found in whatever form the machine names it."""
import pathlib
import re
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


LISTED = """Package: imgui
Version: 1.92.2b+ds-1
Package: imgui
Version: 1.92.2b+ds-2
Package: imgui
Version: 1.92.2b+ds1-1
Package: imgui
Version: 1.92.5+ds-1
"""
PINNED = "debian-source | imgui | 1.92.2b+ds | sha256:" + "0" * 64 + " | x | y\n"


class Pin(unittest.TestCase):
    def test_is_what_the_list_says(self):
        self.assertEqual(imgui_source.pin_of("# a\n" + PINNED), ("1.92.2b+ds", "0" * 64))
        self.assertEqual(imgui_source.pin_of(imgui_source.PINNED.read_text())[0][:5], "1.92.")

    def test_without_one_nothing_is_fetched(self):
        for text in ("", PINNED.replace("sha256", "md5"), PINNED.replace("00", "zz"), "# " + PINNED):
            with self.assertRaisesRegex(imgui_source.Unavailable, "names no source package"):
                imgui_source.pin_of(text)

    def test_takes_that_version_and_not_the_newest(self):
        self.assertEqual(imgui_source.package_version(LISTED, "1.92.2b+ds"), "1.92.2b+ds-2")
        with self.assertRaisesRegex(imgui_source.Unavailable, "no source package of Dear ImGui 1.92.3"):
            imgui_source.package_version(LISTED, "1.92.3")

    def test_another_file_of_that_version_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            tarball = pathlib.Path(folder, "imgui.orig.tar.xz")
            tarball.write_bytes(b"abc")
            # FIPS 180-2, appendix B.1.
            imgui_source.hold_against(
                tarball, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            tarball.write_bytes(b"abcd")
            with self.assertRaisesRegex(imgui_source.Unavailable, "does not name"):
                imgui_source.hold_against(
                    tarball, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


class Build(unittest.TestCase):
    def test_compiles_nothing_of_it_but_its_lists_and_what_they_stand_on(self):
        text = (imgui_source.PINNED.parent / "cmake/ImGui.cmake").read_text()
        self.assertEqual(re.findall(r"/(imgui\w*\.cpp)[ )]", text.split("add_library(imgui")[1]),
                         ["imgui.cpp", "imgui_draw.cpp"])


if __name__ == "__main__":
    unittest.main()
