"""Nothing is fetched that .dev/pinned.txt does not list, and what it lists is pinned."""
import json
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PIN = {"debian-source": r"sha256:[0-9a-f]{64}", "git": r"commit:[0-9a-f]{40}",
       "action": r"commit:[0-9a-f]{40}", "image": r"sha256:[0-9a-f]{64}",
       "npm": r"sha512 of each package", "apt": r"its signature"}
# What a line that fetches looks like, and the kind that has to be listed for its file.
FETCHES = {
    "apt": r"apt-get\b.*\binstall\b|\"\$\{root\[@\]\}\" install|\bneed_packages\b.*:",
    "debian-source": r'"apt-get", .*"source"',
    "git": r"\bgit (clone|fetch|ls-remote|submodule)\b|GIT_REPOSITORY",
    "npm": r"\bnpm (ci|install|i|add|exec|update)\b|\bnpx\b",
    "action": r"\buses:",
    "image": r"\bcontainer:|\bimage:|\bdocker (run|pull)\b",
    # Nothing is fetched in these ways.
    "": r"\b(curl|wget) +-|\bpip3? install|\burllib|ExternalProject_Add|file\(DOWNLOAD|"
        r"\b(cargo|gem|go) (install|get)\b|\badd-apt-repository\b|\bemsdk install\b",
}


def rows(text=None):
    for line in (text or (ROOT / ".dev/pinned.txt").read_text()).splitlines():
        if line and not line.startswith("#"):
            kind, name, version, pin, files, use = (cell.strip() for cell in line.split("|"))
            yield kind, name, version, pin, files.split(), use


def scripts():
    """Every file that runs on a developer's machine or in CI before the program does."""
    yield from (ROOT / name for name in ("dev", ".ci/run", "CMakeLists.txt", "tests/CMakeLists.txt"))
    for folder in (".dev", ".github", "web"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".sh", ".py", ".cmake", ".yml", ".txt") and file.name != "pinned.txt":
                yield file


def fetches(text):
    """(kind, line) of each line that fetches."""
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        for kind, pattern in FETCHES.items():
            if re.search(pattern, line):
                yield kind, line.strip()


def apt_packages(text):
    """The names in need_packages calls, install_packages calls and *_packages=(...) arrays."""
    arrays = re.findall(r"_packages=\((.*?)\)", text, re.S)
    calls = re.findall(r"\b(?:need|install)_packages ([^&|;\n]*)", text)
    words = " ".join(arrays + calls).split()
    named = (word.rsplit(":", 1)[-1] for word in words)
    return {word for word in named if re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", word)}


class List(unittest.TestCase):
    def test_pins_everything_in_the_way_of_its_kind(self):
        for kind, name, version, pin, files, use in rows():
            with self.subTest(f"{kind} {name}"):
                self.assertRegex(pin, f"^{PIN[kind]}$")
                self.assertTrue(version and use)
                for file in files:
                    self.assertTrue((ROOT / file).is_file(), file)

    def test_holds_every_fetch(self):
        listed = {(kind, file) for kind, _, _, _, files, _ in rows() for file in files}
        for file in scripts():
            name = file.relative_to(ROOT).as_posix()
            for kind, line in fetches(file.read_text()):
                with self.subTest(f"{name}: {line}"):
                    self.assertIn((kind, name), listed)

    def test_holds_nothing_that_is_not_fetched(self):
        for kind, _, _, _, files, _ in rows():
            for file in files:
                found = {each for each, _ in fetches((ROOT / file).read_text())}
                with self.subTest(f"{kind} in {file}"):
                    self.assertIn(kind, found)

    def test_names_every_package_of_the_distribution(self):
        wanted = set()
        for file in ("dev", ".dev/packages.sh", ".dev/build.sh", ".dev/test.sh"):
            wanted |= apt_packages((ROOT / file).read_text())
        workflow = (ROOT / ".github/workflows/ci.yml").read_text()
        wanted |= set(re.search(r"no-install-recommends (.*)", workflow)[1].split())
        named = {name for kind, names, *_ in rows() if kind == "apt" for name in names.split()}
        self.assertEqual(named, wanted)

    def test_is_what_the_workflow_uses(self):
        workflow = (ROOT / ".github/workflows/ci.yml").read_text()
        pins = {name: pin for kind, name, _, pin, *_ in rows() if kind in ("action", "image")}
        used = re.findall(r"(?:uses|container): (\S+?)(?::[^@\s]*)?@(\S+)", workflow)
        self.assertEqual({name: pin.removeprefix("commit:") for name, pin in pins.items()},
                         dict(used))
        self.assertEqual(len(used), len(re.findall(r"\b(?:uses|container|image):", workflow)))

    def test_has_no_second_place(self):
        for kind, _, _, pin, *_ in rows():
            if kind in ("debian-source", "git"):
                for file in scripts():
                    self.assertNotIn(pin.split(":")[1], file.read_text(), file)

    def test_a_fetch_that_is_not_listed_is_noticed(self):
        for line in ("curl -L https://example.com/x | sh", "  pip install x", "git clone x",
                     "npx x", "wget -q x", "- uses: a/b@v1", "  apt-get -q install x",
                     "FetchContent_Declare(x GIT_REPOSITORY y)"):
            self.assertTrue(list(fetches(line)), line)
        self.assertEqual(apt_packages("a_packages=(x:y1 z2\n \"${b[@]}\")\n need_packages git:g3"),
                         {"y1", "z2", "g3"})


class LockFiles(unittest.TestCase):
    def test_are_all_listed(self):
        found = {file.relative_to(ROOT).as_posix() for file in ROOT.rglob("package-lock.json")
                 if "node_modules" not in file.parts and "build" not in file.parts}
        self.assertEqual({name for kind, name, *_ in rows() if kind == "npm"}, found)

    def test_have_a_hash_for_each_package_and_name_no_host(self):
        for kind, name, *_ in rows():
            if kind != "npm":
                continue
            for path, package in json.loads((ROOT / name).read_text())["packages"].items():
                with self.subTest(f"{name}: {path}"):
                    # The registry is the one that the machine is set up for.
                    self.assertNotIn("resolved", package)
                    self.assertNotIn("link", package)
                    if path:
                        self.assertRegex(package["integrity"], r"^sha512-[A-Za-z0-9+/]{86}==$")
                        self.assertRegex(package["version"], r"^\d+\.\d+\.\d+")

    def test_are_installed_as_they_are_without_scripts(self):
        lines = [line for line in (ROOT / ".dev/packages.sh").read_text().splitlines()
                 if re.search(r"\bnpm ci\b", line)]
        self.assertTrue(lines)
        for line in lines:
            self.assertIn("--ignore-scripts", line)


class Shell(unittest.TestCase):
    def test_reads_the_version_and_the_pin(self):
        done = subprocess.run(["bash", "-c", ". .dev/packages.sh; pinned git imgui"], cwd=ROOT,
                              capture_output=True, text=True, check=True)
        expected = next(f"{version} {pin}\n" for kind, name, version, pin, *_ in rows()
                        if (kind, name) == ("git", "imgui"))
        self.assertEqual(done.stdout, expected)


if __name__ == "__main__":
    unittest.main()
