#!/usr/bin/env python3
"""Fetch the Debian source package of Dear ImGui that .dev/pinned.txt names, and unpack it.

    imgui_source.py DESTINATION

Debian stable has an older Dear ImGui, so the source comes from the testing suite of the mirror
that this machine already uses and trusts. apt runs with a private configuration (own source list,
own lists, own cache), so nothing of the machine's package state changes. apt checks signatures
and hashes as usual; only a Release file's expiry date is not held against it, because a mirror
frozen in time is still a good mirror. An old file that is offered anew changes nothing: only the
tarball with the SHA-256 in that list is taken.

DESTINATION/.pinned then says what was taken: its version and its hash.

Debian's only patch adds a Makefile, so the upstream tarball is unpacked as it is.
"""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

SUITES = ["testing", "forky"]
PINNED = pathlib.Path(__file__).with_name("pinned.txt")


class Unavailable(Exception):
    """One sentence for the person who runs ./dev."""


def pin_of(text):
    """What the list says of imgui: (version, SHA-256)."""
    match = re.search(r"^debian-source *\| imgui \| (\S+) \| sha256:([0-9a-f]{64}) \|", text, re.M)
    if not match:
        raise Unavailable(f"{PINNED.name} names no source package of Dear ImGui")
    return match[1], match[2]


def parse_one_line(text):
    """The `deb [options] uri suite component...` format: (uri, suites, components, signed_by)."""
    found = []
    for line in text.splitlines():
        match = re.match(r"\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)", line)
        if not match:
            continue
        options = dict(o.split("=", 1) for o in (match[1] or "").split() if "=" in o)
        found.append((match[2], [match[3]], match[4].split(), options.get("signed-by", "")))
    return found


def parse_deb822(text):
    """The .sources format, Signed-By possibly an inline key over several lines."""
    found = []
    for stanza in re.split(r"\n\s*\n", text):
        fields, last = {}, None
        for line in stanza.splitlines():
            if line.startswith("#"):
                continue
            if line[:1] in " \t" and last:
                fields[last] += "\n" + line
            elif ":" in line:
                last, value = line.split(":", 1)
                last = last.strip().lower()
                fields[last] = value.strip()
        if fields.get("enabled", "yes").lower() in ("no", "false", "0"):
            continue
        for uri in fields.get("uris", "").split():
            found.append((uri, fields.get("suites", "").split(),
                          fields.get("components", "").split(), fields.get("signed-by", "")))
    return found


def machine_sources(etc):
    """All entries of /etc/apt, in apt's order."""
    files = [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*"))]
    found = []
    for file in files:
        if file.suffix not in (".list", ".sources") or not file.is_file():
            continue
        text = file.read_text(errors="replace")
        found += parse_deb822(text) if file.suffix == ".sources" else parse_one_line(text)
    return found


def debian_mirror(sources, codename):
    """The entry for this Debian release itself: not updates, security, or another repository."""
    names = {codename, "stable", "testing", "unstable", "sid"}
    for uri, suites, components, signed_by in sources:
        if names & set(suites) and "main" in components and not uri.startswith("cdrom:"):
            return uri, signed_by
    raise Unavailable("no Debian mirror is configured in /etc/apt")


def stanza(uri, signed_by, suite):
    text = f"Types: deb-src\nURIs: {uri}\nSuites: {suite}\nComponents: main\n"
    return text + (f"Signed-By: {signed_by}\n" if signed_by else "")


def write_configuration(room, uri, signed_by, suite):
    """A private apt in `room`; answers the options that make apt use it."""
    shutil.rmtree(room, ignore_errors=True)
    for folder in ("parts", "lists/partial", "cache/archives/partial"):
        (room / folder).mkdir(parents=True)
    (room / "parts" / "latchkey.sources").write_text(stanza(uri, signed_by, suite))
    lines = [
        # Hooks are for the machine's own updates.
        "#clear APT::Update::Pre-Invoke;",
        "#clear APT::Update::Post-Invoke;",
        "#clear APT::Update::Post-Invoke-Success;",
        'Dir::Etc::sourcelist "/dev/null";',
        f'Dir::Etc::sourceparts "{room}/parts";',
        f'Dir::State::lists "{room}/lists";',
        f'Dir::Cache "{room}/cache";',
        'Acquire::Check-Valid-Until "false";',
        'Acquire::Languages "none";',
        'Acquire::Retries "3";',
    ]
    if os.geteuid() == 0:
        # The checkout need not be readable for apt's own user.
        lines.append('APT::Sandbox::User "root";')
    configuration = room / "apt.conf"
    configuration.write_text("\n".join(lines) + "\n")
    return ["-c", str(configuration)]


def run(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print("$", *command, "\n" + done.stdout)
    return done


def package_version(listed, version):
    """The newest Debian revision of that upstream version, in what showsrc lists."""
    found = [v for v in re.findall(r"^Version: (\S+)", listed, re.M)
             if re.fullmatch(rf"{re.escape(version)}-[^-]+", v)]
    if not found:
        raise Unavailable(f"the mirror has no source package of Dear ImGui {version}")
    return found[-1]


def download(options, room, version):
    """The upstream tarball of that version, if the private apt knows it."""
    # update answers 0 although a Release file could not be had; the version list tells.
    run("apt-get", *options, "update")
    listed = run("apt-cache", *options, "showsrc", "--only-source", "imgui").stdout
    done = run("apt-get", *options, "source", "--download-only", "--only-source",
               f"imgui={package_version(listed, version)}", cwd=room)
    tarballs = list(room.glob("imgui_*.orig.tar.*"))
    if done.returncode != 0 or not tarballs:
        raise Unavailable("the source package of Dear ImGui could not be downloaded")
    return tarballs[0]


def hold_against(tarball, sha256):
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != sha256:
        raise Unavailable(f"the source package of Dear ImGui has the SHA-256 {found}, which "
                          f"{PINNED.name} does not name")


def unpack(tarball, destination, pinned):
    """All or nothing: a half-unpacked folder must not look like a cache."""
    partial = destination.with_name(destination.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    done = run("tar", "-xf", str(tarball), "-C", str(partial), "--strip-components=1")
    if done.returncode != 0 or not (partial / "imgui.cpp").is_file():
        raise Unavailable("the source package of Dear ImGui could not be unpacked")
    (partial / ".pinned").write_text(pinned + "\n")
    shutil.rmtree(destination, ignore_errors=True)
    partial.rename(destination)


def fetch(destination, etc, codename):
    if not shutil.which("apt-get"):
        raise Unavailable("there is no apt-get on this machine")
    version, sha256 = pin_of(PINNED.read_text())
    uri, signed_by = debian_mirror(machine_sources(etc), codename)
    room = destination.with_name("apt")
    try:
        for suite in SUITES:
            try:
                options = write_configuration(room, uri, signed_by, suite)
                tarball = download(options, room, version)
                hold_against(tarball, sha256)
                unpack(tarball, destination, f"{version} sha256:{sha256}")
                return
            except Unavailable as problem:
                if suite == SUITES[-1]:
                    raise Unavailable(f"{problem} ({uri})") from problem
    finally:
        shutil.rmtree(room, ignore_errors=True)


def codename_of(os_release):
    match = re.search(r'^VERSION_CODENAME="?([a-z]+)', os_release, re.M)
    return match[1] if match else ""


def main(arguments):
    try:
        release = pathlib.Path("/etc/os-release").read_text()
        fetch(pathlib.Path(arguments[0]).resolve(), pathlib.Path("/etc/apt"),
              codename_of(release))
    except (Unavailable, OSError) as problem:
        print(problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
