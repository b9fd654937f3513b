#!/usr/bin/env python3
"""Checks what the compiler cannot: which layer may know which, and which doors are to be used.

    check_layers.py [ROOT]      prints one line for each breach; exit code 1 when there is any
"""
import pathlib
import re
import sys

from cpp_text import calls, code_only, line_of, spaces

# layer -> the layers it stands on directly. It may include those, and what they stand on.
EDGES = {
    "base": [],
    "http": ["base"],
    "jose": ["base"],
    "oauth": ["http", "jose"],
    "idx": ["oauth"],
    "session": ["oauth"],
    "signin": ["idx", "session"],
    "flow": ["signin"],
    "screen": ["signin"],
    "gui": ["screen"],
    "app": ["flow", "screen"],
    "simulator": ["base", "http"],
    "web": ["gui", "app"],
    "shell": ["app", "gui"],  # shell/prerender/, which writes the page
}

# third-party header -> the only places that may include it. A place is a layer or a file.
DOORS = {
    r"emscripten[./].*|GLES\d/.*|EGL/.*": ["web"],
    r"nlohmann/.*": ["src/base/json_reader.h", "src/base/json_reader.cpp",
                      "src/base/json_writer.cpp"],
    r"httplib\.h": ["src/simulator/http_front.cpp"],
    r"curl/.*": ["src/simulator/smtp_sender.cpp"],
    r"openssl/.*": ["simulator", "shell"],
    r"imgui_internal\.h": ["src/gui/draw_lists.cpp"],
    r"imgui.*|misc/freetype/.*|backends/imgui.*": ["gui", "web"],
}

# (places, pattern in the code, why not)
FORBIDDEN = [
    (["src/"], r"(?i)\w*emscripten\w*|\bEM_(?:JS|ASM)\w*", "src/ knows no Emscripten"),
    (["src/", "web/"], r"\bthrow\b|\btry\s*\{|\bcatch\s*\(", "exceptions are off"),
    (["src/", "web/"], r"\bdynamic_cast\b|\btypeid\b", "RTTI is off"),
    (["src/", "web/"],
     r"\bauto\s*\*\s*\w+\s*=\s*std::(?:\w+_element|\w+_bound|find\w*|search)\(",
     "an iterator is no pointer in newer libc++: write auto"),
    (["src/gui/"], r"\bImGui::(?:Text|BulletText|LabelText|SeparatorText)\w*|\bAddText\b",
     "text is painted as whole runs, not by ImGui"),
]

JSON_DOOR = ("src/base/json_reader.", "src/base/json_writer.")
# With exceptions off these abort on a document of an unexpected shape.
RAW_JSON = [
    (r"(?:\.|->)(?:at|value)\s*\(\s*\"", "at(\"name\") and value(\"name\") abort"),
    (r"(?:\.|->)value\s*\(\s*[^)\s]", "value(name, fallback) aborts"),
    (r"\)\s*->\s*at\s*\(", "at() aborts"),
    (r"(?:\.|->)(?:template\s+)?get\s*<", "get<>() aborts"),
    (r"(?:\.|->)(?:get_to|get_ref)\s*[<(]", "get_to() aborts"),
    (r"(?:\.|->)dump\s*\(", "dump() aborts on bad UTF-8: use writeJson"),
    (r"\bJson::parse\s*\(|\bnlohmann::", "use parseJson and Json"),
    (r"[)\]]\s*\[\s*\"", "[\"name\"] aborts"),
]
# By convention a document in a variable has the type Json; what is called on it is known then.
JSON_VARIABLE = re.compile(r"\bJson\s*(?:const\s*)?[&*]?\s*(\w+)\s*[;,)={]")
JSON_MEMBER = r"(?<![\w.>])(?:{0}|\(\*{0}\))\s*(?:\[|(?:\.|->)at\s*\()"

# ImGui marks what it keeps to itself, beside imgui_internal.h, with an underscore.
IMGUI_DOOR = "src/gui/draw_lists.cpp"
IMGUI_MEMBER = r"(?:\.|->)\s*_[A-Z]\w*"

# Emscripten 3.1.6 deletes or chokes on these when it optimises JavaScript.
JAVASCRIPT = [
    (r"\b(?:const|let|var)\s*[{\[]", "destructuring declarations vanish from EM_JS"),
    (r"\?\.(?!\d)", "?. breaks EM_JS"),
    (r"\{\s*\.\.\.", "object spread breaks EM_JS"),
    (r"[{,]\s*\[\s*\w+\s*\]\s*:", "computed keys vanish from EM_JS"),
    (r"\b\d+n\b", "BigInt literals break EM_JS"),
]


def below(layer):
    """Everything that `layer` may include."""
    allowed, open_ends = {layer}, [layer]
    while open_ends:
        fresh = set(EDGES[open_ends.pop()]) - allowed
        allowed |= fresh
        open_ends += fresh
    return allowed


def layer_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else parts[0]


def check_includes(path, text):
    layer = layer_of(path)
    if layer not in EDGES:
        yield 1, f"{layer} is not in the table of layers"
        return
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', text, re.M):
        line, name = line_of(text, match.start(2)), match[2]
        doors = [places for header, places in DOORS.items() if re.fullmatch(header, name)]
        if any(path not in places and layer not in places for places in doors):
            yield line, f"<{name}> is for {' and '.join(doors[0])} only"
        if match[1] == '"' and not doors:
            target = name.split("/")[0]
            if "/" not in name and layer in ("web", "shell"):
                continue  # the same folder; these two are not under the include root
            if "/" not in name or target not in EDGES:
                yield line, f'write "{name}" as "layer/file.h"'
            elif target not in below(layer):
                yield line, f"{layer} must not know {target}"


def check_forbidden(path, code):
    for places, pattern, why in FORBIDDEN:
        if path.startswith(tuple(places)):
            for match in re.finditer(pattern, code):
                yield line_of(code, match.start()), why


def check_json(path, code):
    if path.startswith(JSON_DOOR):
        return
    for pattern, why in RAW_JSON:
        for match in re.finditer(pattern, code):
            yield line_of(code, match.start()), f"{why}: read with base/json_reader"
    for name in sorted(set(JSON_VARIABLE.findall(code))):
        for match in re.finditer(JSON_MEMBER.format(name), code):
            yield line_of(code, match.start()), f"{name} is Json, and [] and at() on it abort"


def check_imgui(path, code):
    if path != IMGUI_DOOR:
        for match in re.finditer(IMGUI_MEMBER, code):
            yield line_of(code, match.start()), f"what ImGui keeps to itself is for {IMGUI_DOOR} only"


def javascript_in(code):
    return list(calls(code, r"\w*EM_(?:ASYNC_)?(?:JS|ASM)(?!_DEPS)\w*"))


def without_javascript(code):
    for start, end in javascript_in(code):
        code = code[:start] + spaces(code[start:end]) + code[end:]
    return code


def check_javascript(path, code):
    for start, end in javascript_in(code):
        for pattern, why in JAVASCRIPT:
            for match in re.finditer(pattern, code[start:end]):
                yield line_of(code, start + match.start()), why


def check_file(path, text):
    """`path` as seen from the root, with slashes. Answers sorted (line, why)."""
    code = code_only(text)
    found = set()
    cpp = without_javascript(code)
    found |= set(check_includes(path, text))
    found |= set(check_forbidden(path, cpp))
    found |= set(check_json(path, cpp))
    found |= set(check_imgui(path, cpp))
    if path.startswith("web/"):
        found |= set(check_javascript(path, code))
    return sorted(found)


def sources(root):
    # Not *.js: modules are hand-written, and never parsed by Emscripten.
    for folder in ("src", "web", "shell"):
        for pattern in ("*.h", "*.cpp"):
            yield from sorted((root / folder).rglob(pattern))


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parents[2])
    count = breaches = 0
    for file in sources(root):
        path = file.relative_to(root).as_posix()
        count += 1
        for line, why in check_file(path, file.read_text(encoding="utf-8")):
            breaches += 1
            print(f"{path}:{line}: {why}")
    print(f"layers: {count} files, {breaches} breaches")
    return 1 if breaches or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
