"""./dev says what it fetched, takes only what is pinned, and fetches it once. Programs that would
fetch are stand-ins."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PIN = "1.92.2b+ds sha256:" + "a" * 64
LIST = f"""# kind | name | version | pin | fetched by | for
debian-source | imgui | {PIN.replace(" ", " | ")} | x | y
git           | imgui | v1.92.2b | commit:{"b" * 40} | x | y
"""
# The source package can be had, or it cannot.
FETCHES = f"""mkdir -p build/deps/imgui && touch build/deps/imgui/imgui.cpp
echo '{PIN}' >build/deps/imgui/.pinned"""
FAILS = "echo 'the mirror is closed'; exit 1"


class Fetched(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name in ("programs", "build/log", ".dev"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / ".dev/pinned.txt").write_text(LIST)
        self.stand_in("id", "echo 0")
        self.stand_in("apt-get", "exit 0")
        self.stand_in("dpkg-query", "shift 3; printf ' %s 1.2-3,' \"$@\"")

    def stand_in(self, name, text):
        program = self.folder / "programs" / name
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)

    def said(self, command):
        script = f"""set -euo pipefail
            . {ROOT}/.dev/say.sh; . {ROOT}/.dev/packages.sh; callers_folder=$PWD; {command}"""
        path = f"{self.folder}/programs:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "IMGUI_DIR": ""}
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, env=environment)
        return done.stdout + done.stderr

    def have(self, pinned):
        (self.folder / "build/deps/imgui").mkdir(parents=True)
        (self.folder / "build/deps/imgui/imgui.cpp").touch()
        if pinned:
            (self.folder / "build/deps/imgui/.pinned").write_text(pinned + "\n")

    def test_packages_of_the_distribution_are_named_with_their_versions(self):
        self.assertIn("== installed from the distribution: cmake 1.2-3, ninja-build 1.2-3\n",
                      self.said("install_packages cmake ninja-build"))

    def test_imgui_is_named_with_its_hash(self):
        self.stand_in("python3", FETCHES)
        self.assertIn(f"== fetched Dear ImGui from the distribution's mirror: {PIN}\n",
                      self.said("need_imgui"))

    def test_imgui_as_pinned_is_not_fetched_again(self):
        self.stand_in("python3", FAILS)
        self.have(PIN)
        self.assertEqual(self.said("need_imgui"), "")

    def test_imgui_of_another_pin_or_of_none_is_fetched_anew(self):
        self.stand_in("python3", FETCHES)
        for pinned in ("", "1.92.2b+ds sha256:" + "c" * 64):
            with self.subTest(pinned):
                self.have(pinned)
                self.assertIn(f"fetched Dear ImGui from the distribution's mirror: {PIN}",
                              self.said("need_imgui"))
                subprocess.run(["rm", "-r", str(self.folder / "build/deps/imgui")], check=True)

    def test_where_it_cannot_be_had_the_commit_is_named_and_nothing_else_is_taken(self):
        self.stand_in("python3", FAILS)
        self.stand_in("git", "exit 0")
        self.have("1.92.1 sha256:" + "c" * 64)
        said = self.said("need_imgui")
        self.assertIn("the mirror is closed: fetching it from the upstream repository", said)
        self.assertIn("commit:" + "b" * 40, said)
        self.assertFalse((self.folder / "build/deps/imgui").exists())

    def test_npm_packages_are_counted(self):
        self.stand_in("npm", "exit 0")
        (self.folder / "tests/browser/node_modules").mkdir(parents=True)
        (self.folder / "tests/browser/package-lock.json").write_text(
            '{"integrity": "x",\n"integrity": "y"}\n')
        self.assertIn("== installed from the npm registry: 2 packages, each with the version and the "
                      "hash that tests/browser/package-lock.json names\n",
                      self.said("need_npm browser"))
        self.assertEqual(self.said("need_npm browser"), "")


if __name__ == "__main__":
    unittest.main()
