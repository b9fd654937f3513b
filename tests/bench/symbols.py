#!/usr/bin/env python3
"""Which functions the WebAssembly is made of: by layer (a folder of src, web, or a library), and the
largest.

    symbols.py WASM [NUMBER]      WASM was linked with --profiling-funcs, which keeps the names;
                                  exit code 1 where the printf family is among them

A function belongs to the first of our namespaces in its name that has a folder. What the C++ library
and nlohmann_json make for our types is named so, too, and counted beside our own code.
With link-time optimisation a function holds what was inlined into it.
"""
import collections
import pathlib
import re
import subprocess
import sys

LARGEST = 40

IMPORT, CODE, DATA, CUSTOM = 2, 10, 11, 0
FUNCTION_NAMES = 1


class Reader:
    """Reads the WebAssembly binary format, version 1: numbers are LEB128, names have a length."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def number(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def bytes(self, length):
        self.at += length
        return self.data[self.at - length:self.at]

    def text(self):
        return self.bytes(self.number()).decode()

    def is_before(self, end):
        return self.at < end


def sections(data):
    """Pairs of a section's number and its content."""
    if data[:8] != b"\0asm\1\0\0\0":
        raise ValueError("this is no WebAssembly of version 1")
    reader = Reader(data, 8)
    while reader.is_before(len(data)):
        yield reader.byte(), reader.bytes(reader.number())


def imported_functions(section):
    reader, count = Reader(section), 0
    for _ in range(reader.number()):
        reader.text(), reader.text()
        kind = reader.byte()
        if kind == 0:
            count += 1
            reader.number()
        elif kind == 3:
            reader.bytes(2)
        else:  # a table has a type before its limits
            if kind == 1:
                reader.byte()
            for _ in range(1 + (reader.byte() & 1)):
                reader.number()
    return count


def bodies(section):
    reader = Reader(section)
    return [reader.bytes(reader.number()) for _ in range(reader.number())]


def function_names(section):
    """{index: name} of a custom section; nothing where it is another than "name"."""
    reader, names = Reader(section), {}
    if reader.text() != "name":
        return names
    while reader.is_before(len(section)):
        kind, part = reader.byte(), Reader(reader.bytes(reader.number()))
        if kind == FUNCTION_NAMES:
            for _ in range(part.number()):
                index = part.number()
                names[index] = part.text()
    return names


def functions(data):
    """Pairs of a name and the code of the function, and the bytes of all data."""
    imported, code, names, constants = 0, [], {}, b""
    for number, section in sections(data):
        if number == IMPORT:
            imported = imported_functions(section)
        elif number == CODE:
            code = bodies(section)
        elif number == DATA:
            constants += section
        elif number == CUSTOM:
            names.update(function_names(section))
    return [(names.get(imported + at, "(no name)"), body) for at, body in enumerate(code)], constants


OURS = re.compile(r"\blatchkey::(?:(\w+)::)?")
OF_WEB = re.compile(r"main$|latchkey[A-Z]\w*$")  # what JavaScript calls has a name of C


def layer_of(name, layers):
    """Of latchkey::idx::parse() idx, and of std::vector<latchkey::idx::Field>::push_back() as well."""
    spaces = OURS.findall(name)
    if spaces:
        return next((space for space in spaces if space in layers), "base")
    if OF_WEB.match(name):
        return "web"
    if "nlohmann::" in name:
        return "nlohmann_json"
    if re.match(r"(\w+ )*\*?Im[A-Z]\w*", name):
        return "Dear ImGui"
    return "C++ library" if "std::" in name else "C library and glue"


def is_made_by_a_library(name):
    """A template of a library, for a type of ours."""
    return bool(re.match(r"[^(]*?\b(std|nlohmann)::", name.split("latchkey::")[0]))


# What brings printf is a thirtieth of the program, and has come in unseen before.
PRINTF = re.compile(r"v?(?:f|s|sn|as|d)?i?printf(_core)?$|fmt_(?:fp|u|x|o)$|std::__2::to_string\((?:float|double)")


def unwanted(data):
    """Functions that should not be linked."""
    return sorted(name for name, _ in functions(data)[0] if PRINTF.match(name))


def brotli_size(data):
    done = subprocess.run(["brotli", "-q", "11", "-c"], input=data, stdout=subprocess.PIPE, check=True)
    return len(done.stdout)


def shortened(name, length=96):
    """Without what the C++ library adds to each of its names."""
    for long, short in (("std::__2::", "std::"), ("(anonymous namespace)::", ""),
                        ("std::char_traits<char>", "t"), ("std::allocator<char>", "a"),
                        ("std::basic_string<char, t, a >", "std::string"),
                        ("std::basic_string_view<char, t >", "std::string_view")):
        name = name.replace(long, short)
    name = re.sub(r"std::chrono::time_point<.*?> > >", "Instant", name)
    name = re.sub(r"decltype\(auto\) std::\S*__dispatcher<(\d+)ul>::__dispatch<\S*__value_visitor<",
                  r"visit \1 of <", name)
    return name if len(name) <= length else name[:length - 3] + "..."


def report(data, layers, largest=LARGEST, compressed=brotli_size):
    """The lines of the report. Brotli of each layer by itself: together they are a little less."""
    found, constants = functions(data)
    code, made = collections.defaultdict(bytes), collections.Counter()
    for name, body in found:
        layer = layer_of(name, layers)
        code[layer] += body
        if is_made_by_a_library(name):
            made[layer] += len(body)
    code["constants and texts"] = constants
    lines = [f"{'layer':<24}{'raw':>10}{'templates':>12}{'brotli':>10}"]
    for layer in sorted(code, key=lambda it: -len(code[it])):
        lines.append(f"{layer:<24}{len(code[layer]):>10}{made[layer] or '':>12}"
                     f"{compressed(code[layer]):>10}")
    lines += ["", f"the {largest} largest of {len(found)} functions"]
    for name, body in sorted(found, key=lambda it: -len(it[1]))[:largest]:
        lines.append(f"{len(body):>8}  {shortened(name)}")
    return lines


def main(arguments):
    source = pathlib.Path(__file__).parents[2]
    layers = {folder.name for folder in (source / "src").iterdir() if folder.is_dir()} | {"web"}
    largest = int(arguments[1]) if len(arguments) > 1 else LARGEST
    data = pathlib.Path(arguments[0]).read_bytes()
    print(*report(data, layers, largest), sep="\n")
    found = unwanted(data)
    if found:
        print("these should not be linked:", *found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
