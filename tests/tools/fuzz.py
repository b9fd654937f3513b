#!/usr/bin/env python3
"""Runs the libFuzzer targets (tests/fuzz/NAME_fuzz.cpp).

    fuzz.py FOLDER --all                  each for its time, as many at once as there are cores
    fuzz.py FOLDER NAME [SECONDS]         one of them, 600 s unless told; what it learns is kept
    fuzz.py FOLDER NAME FILE              one input once more

FOLDER is where the programs fuzz_NAME are. With --all the last line is "PASSED FAILED 0", for the
count of ./dev test. A crash is printed as base64, with the way to repeat it.
"""
import base64
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
# A whole sign-in, or a run of requests, for each input.
SECONDS = {"org": 60, "sign_in": 60}
USUAL_SECONDS = 30
LONG_SECONDS = 600
# A run that needs more than this for one input is a bug as well.
LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
LONGEST_INPUT = {"idx_document": 32_768}
USUAL_LONGEST_INPUT = 4_096
FIXTURES = {"idx_document": "idx"}


def targets(folder):
    return sorted(file.name[len("fuzz_"):] for file in pathlib.Path(folder).glob("fuzz_*")
                  if file.is_file() and os.access(file, os.X_OK))


def recorded_seeds(name, into):
    """Recorded answers, where there are any: in the form that the target reads."""
    fixtures = os.environ.get("LATCHKEY_FIXTURES") or TESTS.parent.parent / "shared/fixtures"
    source = pathlib.Path(fixtures) / FIXTURES.get(name, "none")
    for number, file in enumerate(sorted(source.glob("**/*.json"))):
        (into / f"recorded-{number}").write_bytes(b"200\n" + file.read_bytes())


def command(folder, name, corpus, seeds, artifacts, more):
    dictionary = TESTS / f"fuzz/{name}.dict"
    words = [f"-dict={dictionary}"] if dictionary.is_file() else []
    return [str(pathlib.Path(folder, f"fuzz_{name}").resolve()), *LIMITS, *words, *more,
            f"-max_len={LONGEST_INPUT.get(name, USUAL_LONGEST_INPUT)}",
            f"-artifact_prefix={artifacts}/", str(corpus), *map(str, seeds)]


def summary(output):
    """"12345 runs, 678 edges", of what libFuzzer says at the end."""
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", output)
    ways = re.findall(r" cov: (\d+) ", output)
    return f"{runs[1] if runs else '?'} runs, {ways[-1] if ways else '?'} edges"


def report(name, output, artifacts):
    """What a person needs to repeat a crash: its words, its input, a command."""
    lines = [line for line in output.splitlines()
             if re.match(r"(BROKEN|FOUND|SUMMARY|==\d+==ERROR|.*runtime error)", line)]
    print(f"FAILED: fuzz {name}", *(f"  | {line[:300]}" for line in lines[:8]), sep="\n")
    found = sorted(pathlib.Path(artifacts).iterdir())
    if not found:
        print(*(f"  | {line}" for line in output.splitlines()[-20:]), sep="\n")
    for file in found:
        print(f"  input: {base64.b64encode(file.read_bytes()).decode()}")
        print(f"  again: echo INPUT | base64 -d >crash && ./dev fuzz {name} crash")


def run_short(folder, name):
    with tempfile.TemporaryDirectory() as room:
        room = pathlib.Path(room)
        for part in ("corpus", "recorded", "artifacts"):
            (room / part).mkdir()
        recorded_seeds(name, room / "recorded")
        seconds = SECONDS.get(name, USUAL_SECONDS)
        # The same start each time: what it finds in its minute is no matter of luck.
        more = [f"-max_total_time={seconds}", "-seed=1"]
        seeds = [TESTS / "fuzz/seeds" / name, room / "recorded"]
        done = subprocess.run(command(folder, name, room / "corpus", seeds, room / "artifacts", more),
                              capture_output=True, stdin=subprocess.DEVNULL, check=False)
        output = done.stderr.decode(errors="replace")
        if done.returncode == 0:
            print(f"fuzz {name}: {summary(output)}", flush=True)
            return True
        report(name, output, room / "artifacts")
        return False


def run_all(folder):
    # The longest first, so that no core waits for it alone.
    names = sorted(targets(folder), key=lambda name: -SECONDS.get(name, USUAL_SECONDS))
    missing = {file.name[:-len("_fuzz.cpp")] for file in (TESTS / "fuzz").glob("*_fuzz.cpp")}
    missing -= set(names)
    for name in sorted(missing):
        print(f"FAILED: fuzz {name} was not built")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = list(pool.map(lambda name: run_short(folder, name), names))
    failed = results.count(False) + len(missing)
    print(results.count(True), failed if names else max(failed, 1), 0)
    return 0


def run_one(folder, name, what):
    if name not in targets(folder):
        print(f"there is no target {name}; there are: {' '.join(targets(folder))}")
        return 2
    if pathlib.Path(what).is_file():
        return subprocess.run([pathlib.Path(folder, f"fuzz_{name}"), *LIMITS, what],
                              check=False).returncode
    kept = TESTS.parent / "build/fuzz" / name
    for part in ("corpus", "recorded", "artifacts"):
        (kept / part).mkdir(parents=True, exist_ok=True)
    recorded_seeds(name, kept / "recorded")
    more = [f"-max_total_time={int(what)}"]
    seeds = [TESTS / "fuzz/seeds" / name, kept / "recorded"]
    return subprocess.run(command(folder, name, kept / "corpus", seeds, kept / "artifacts", more),
                          check=False).returncode


def main(arguments):
    folder, name = arguments[0], arguments[1]
    if name == "--all":
        return run_all(folder)
    what = arguments[2] if len(arguments) > 2 else str(LONG_SECONDS)
    if not what.isdigit() and not pathlib.Path(what).is_file():
        print(f"{what} is neither a number of seconds nor a file")
        return 2
    return run_one(folder, name, what)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
