#!/usr/bin/env python3
"""Makes what the programs read out of the catalogues of texts, src/screen/texts/*.json.

    texts.py cpp FOLDER OUT     OUT/keys.h, OUT/english.cpp and OUT/languages.cpp
    texts.py js FOLDER FILE     FILE, a module for boot.js, page.js and spare.js

src/screen/texts/README.md describes the catalogues. A mistake in one is told with its file and key,
and the exit code is 1.
"""
import hashlib
import json
import pathlib
import re
import sys

SOURCE = "en"
# Keys of these beginnings are for the scripts of the page, and for the HTML that prerender writes.
SHELL, PAGE = "shell", "page"

# In a compiled text a parameter is one control character. The lowest ones frame plural forms:
# BEGIN parameter (category text NEXT)* END.
BEGIN, NEXT, END = "\x01", "\x02", "\x03"
FIRST_PARAMETER, LAST_PARAMETER = 0x0E, 0x1F
CATEGORIES = {"zero": "z", "one": "o", "two": "t", "few": "f", "many": "m", "other": "x"}

PARAMETER = re.compile(r"\{(\w+)\}")
PLURAL = re.compile(r"\{(\w+), plural,((?: \w+ \{[^{}]*(?:\{\w+\}[^{}]*)*\})+)\}")
FORM = re.compile(r" (\w+) \{([^{}]*(?:\{\w+\}[^{}]*)*)\}")


class Mistake(Exception):
    """One sentence for the person who writes catalogues."""


def parameters_of(text):
    """The names in a text, each with its kind: {"count": "plural", "address": "text"}."""
    found = {name: "plural" for name, _ in PLURAL.findall(text)}
    # Without their braces, as a form of one word looks like a parameter.
    rest = PLURAL.sub(lambda plural: " ".join(form for _, form in FORM.findall(plural[2])), text)
    for name in PARAMETER.findall(rest):
        found.setdefault(name, "text")
    return found


def plurals_of(text):
    """The forms of each plural in a text, by category."""
    return [dict(FORM.findall(forms)) for _, forms in PLURAL.findall(text)]


def check_text(text):
    """Why a text cannot be compiled; nothing where it can."""
    if not isinstance(text, str) or not text.strip():
        return "must be a text"
    if re.search(r"[\x00-\x1f\x7f]", text):
        return "has a control character"
    for forms in plurals_of(text):
        unknown = set(forms) - set(CATEGORIES)
        if unknown:
            return f"knows no plural form {min(unknown)}"
        if "other" not in forms:
            return "has a plural without the form other"
    rest = PARAMETER.sub("", PLURAL.sub("", text))
    return "has a brace that belongs to nothing" if re.search(r"[{}]", rest) else None


def read(folder):
    """{"en": {key: text}, "de": ...}, English first and each in the order of English."""
    catalogues = {}
    files = sorted(pathlib.Path(folder).glob("*.json"), key=lambda file: (file.stem != SOURCE, file))
    for file in files:
        def unique(pairs, file=file):
            for i, (key, _) in enumerate(pairs):
                if key in [other for other, _ in pairs[:i]]:
                    raise Mistake(f"{file.name}: {key}: is there twice")
            return dict(pairs)
        catalogues[file.stem] = json.loads(file.read_text(encoding="utf-8"),
                                           object_pairs_hook=unique)
    if SOURCE not in catalogues:
        raise Mistake(f"{folder}: has no {SOURCE}.json")
    return {tag: checked(tag, catalogue, catalogues[SOURCE])
            for tag, catalogue in catalogues.items()}


def checked(tag, catalogue, english):
    """The catalogue in the order of the English one, which it has to match."""
    for key in english:
        if key not in catalogue:
            raise Mistake(f"{tag}.json: {key}: is missing")
    for key, text in catalogue.items():
        if key not in english:
            raise Mistake(f"{tag}.json: {key}: is not in {SOURCE}.json")
        if not re.fullmatch(r"[a-z][A-Za-z0-9]*", key):
            raise Mistake(f"{tag}.json: {key}: is no name")
        problem = check_text(text)
        if problem:
            raise Mistake(f"{tag}.json: {key}: {problem}")
        if parameters_of(text) != parameters_of(english[key]):
            raise Mistake(f"{tag}.json: {key}: has other parameters than {SOURCE}.json")
        if key.startswith(SHELL) and not set(parameters_of(text).values()) <= {"text"}:
            raise Mistake(f"{tag}.json: {key}: the page's scripts know no plural")
    if catalogue["pageDirection"] not in ("ltr", "rtl"):
        raise Mistake(f"{tag}.json: pageDirection: must be ltr or rtl")
    ordered = sorted(english, key=lambda key: (key.startswith(PAGE), key.startswith(SHELL)))
    return {key: catalogue[key] for key in ordered}


class Compiler:
    """Texts as the formatters read them."""

    def __init__(self, english):
        self.names = sorted({name for text in english.values() for name in parameters_of(text)})
        if FIRST_PARAMETER + len(self.names) > LAST_PARAMETER + 1:
            raise Mistake(f"{SOURCE}.json: has too many names of parameters")

    def sign(self, name):
        return chr(FIRST_PARAMETER + self.names.index(name))

    def named(self, text):
        return PARAMETER.sub(lambda parameter: self.sign(parameter[1]), text)

    def plural(self, plural):
        sign = self.sign(plural[1])
        forms = "".join(CATEGORIES[category] + form.replace("#", sign) + NEXT
                        for category, form in sorted(FORM.findall(plural[2]),
                                                     key=lambda form: form[0] == "other"))
        return BEGIN + sign + forms + END

    def compile(self, text):
        return self.named(PLURAL.sub(self.plural, text))


def quoted(text):
    """A C++ literal. Octal escapes are three digits long at most, so no digit can follow by chance."""
    escaped = "".join(f"\\{byte:03o}" if byte < 0x20 or byte > 0x7E or byte in b'"\\?' else chr(byte)
                      for byte in text.encode())
    return f'"{escaped}"'


def fingerprint(english):
    """Says whether a catalogue has the texts, in the order, that a program knows."""
    shape = json.dumps([[key, parameters_of(text)] for key, text in english.items()])
    return hashlib.sha256(shape.encode()).hexdigest()[:8]


def literal(lines):
    return "\n    ".join(quoted(line + "\n") for line in lines)


def keys_header(catalogues, compiler):
    english = catalogues[SOURCE]
    shell = [key for key in english if key.startswith(SHELL)]
    page = [key for key in english if key.startswith(PAGE)]
    parameters = "".join(f"  {name} = {ord(compiler.sign(name))},\n" for name in compiler.names)
    return f"""#pragma once

// Made by .dev/texts.py of src/screen/texts/en.json.

#include <cstddef>
#include <cstdint>

namespace latchkey::screen::texts {{

enum class Key : std::uint16_t {{
  {''.join(key + ', ' for key in english).rstrip(', ').replace(', ', ''',
  ''')}
}};

// As it stands in a compiled text.
enum class Parameter : char {{
{parameters}}};

inline constexpr std::size_t kScreenKeys = {len(english) - len(shell) - len(page)};
// With those of the page's scripts: what is published of a language.
inline constexpr std::size_t kPublishedKeys = {len(english) - len(page)};
// The first line of what is published.
inline constexpr char kFingerprint[] = "{fingerprint(english)}";

}}  // namespace latchkey::screen::texts
"""


def english_source(catalogues, compiler):
    lines = [compiler.compile(text) for key, text in catalogues[SOURCE].items()
             if not key.startswith((SHELL, PAGE))]
    return f"""// Made by .dev/texts.py of src/screen/texts/en.json.
#include "screen/texts/words.h"

namespace latchkey::screen::texts {{

const std::string_view kEnglish =
    {literal(lines)};

}}  // namespace latchkey::screen::texts
"""


def languages_source(catalogues, compiler):
    rows = "".join(
        f'    {{"{tag}",\n    {literal(compiler.compile(text) for text in catalogue.values())}}},\n'
        for tag, catalogue in catalogues.items())
    return f"""// Made by .dev/texts.py of src/screen/texts/*.json.
#include "screen/texts/languages.h"

namespace latchkey::screen::texts {{

const std::vector<Language>& languages() {{
  static const std::vector<Language> kAll = {{
{rows}  }};
  return kAll;
}}

}}  // namespace latchkey::screen::texts
"""


def shell_module(catalogues, compiler):
    """Constants by which the scripts name their texts, and the English ones."""
    english = catalogues[SOURCE]
    shell = [key for key in english if key.startswith(SHELL)]
    before = sum(not key.startswith((SHELL, PAGE)) for key in english)
    names = "".join(f"export var {key[len(SHELL)].lower() + key[len(SHELL) + 1:]} = {i};\n"
                    for i, key in enumerate(shell))
    texts = json.dumps([compiler.compile(english[key]) for key in shell], ensure_ascii=False)
    return f"""// Made by .dev/texts.py of src/screen/texts/en.json.
{names}export var english = {texts};
export var fingerprint = '{fingerprint(english)}';
export var linesBefore = {before + 1};
"""


def write(file, content):
    """Leaves what is the same as it was, so that nothing is built anew for it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists() or file.read_text(encoding="utf-8") != content:
        file.write_text(content, encoding="utf-8")


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in ("cpp", "js"):
        print("usage: texts.py cpp FOLDER OUT | texts.py js FOLDER FILE", file=sys.stderr)
        return 2
    kind, folder, out = arguments[0], arguments[1], pathlib.Path(arguments[2])
    try:
        catalogues = read(folder)
        compiler = Compiler(catalogues[SOURCE])
    except (Mistake, ValueError) as why:
        print(why, file=sys.stderr)
        return 1
    if kind == "js":
        write(out, shell_module(catalogues, compiler))
    else:
        write(out / "keys.h", keys_header(catalogues, compiler))
        write(out / "english.cpp", english_source(catalogues, compiler))
        write(out / "languages.cpp", languages_source(catalogues, compiler))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
