"""The catalogues of texts: what .dev/texts.py refuses, and that each text has a use and each use a text."""
import json
import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".dev"))

import texts  # noqa: E402  (lies in .dev)

CATALOGUES = ROOT / "src/screen/texts"
SOURCES = [file for folder in ("src/screen", "src/app", "src/flow", "web", "shell/prerender")
           for file in sorted((ROOT / folder).rglob("*.cpp"))]
CODE = {file.relative_to(ROOT).as_posix(): file.read_text() for file in SOURCES}

ENGLISH = {"pageDirection": "ltr", "greet": "Good day, {name}.",
           "wait": "In {count, plural, one {# second} other {# seconds}}.", "shellGo": "Go"}


def read(**catalogues):
    with tempfile.TemporaryDirectory() as folder:
        for tag, catalogue in catalogues.items():
            content = catalogue if isinstance(catalogue, str) else json.dumps(catalogue)
            (pathlib.Path(folder) / f"{tag}.json").write_text(content)
        return texts.read(folder)


class Refused(unittest.TestCase):
    def assert_mistake(self, sentence, **catalogues):
        with self.assertRaises(texts.Mistake) as caught:
            read(**{"en": ENGLISH, **catalogues})
        self.assertIn(sentence, str(caught.exception))

    def test_catalogues_that_do_not_match(self):
        def without(key):
            return {other: text for other, text in ENGLISH.items() if other != key}
        plural = "{count, plural, one {# second} other {# seconds}}"
        rows = {
            "a key that is missing": (without("greet"), "greet: is missing"),
            "a key too many": ({**ENGLISH, "more": "More"}, "more: is not in en.json"),
            "another parameter": ({**ENGLISH, "greet": "Guten Tag, {nome}."}, "other parameters"),
            "a parameter left out": ({**ENGLISH, "greet": "Guten Tag."}, "other parameters"),
            "a parameter too many": ({**ENGLISH, "shellGo": "Los, {name}"}, "other parameters"),
            "no plural": ({**ENGLISH, "wait": "In {count} Sekunden."}, "other parameters"),
            "a plural without the form other": (
                {**ENGLISH, "wait": "{count, plural, one {#}}"}, "without the form other"),
            "a plural form that there is not": (
                {**ENGLISH, "wait": "{count, plural, two1 {#} other {#}}"}, "no plural form two1"),
            "an exact form": ({**ENGLISH, "wait": "{count, plural, =1 {#} other {#}}"}, "brace"),
            "a select": ({**ENGLISH, "greet": "{name, select, other {x}}"}, "brace"),
            "a brace that stays open": ({**ENGLISH, "greet": "Guten Tag, {name}{."}, "brace"),
            "a plural in a plural": (
                {**ENGLISH, "wait": "{count, plural, other {" + plural + "}}"}, "brace"),
            "a control character": ({**ENGLISH, "shellGo": "L\x0eos"}, "control character"),
            "two lines": ({**ENGLISH, "shellGo": "Los\nlos"}, "control character"),
            "no text": ({**ENGLISH, "shellGo": " "}, "must be a text"),
            "a number": ({**ENGLISH, "shellGo": 1}, "must be a text"),
            "no direction": ({**ENGLISH, "pageDirection": "left"}, "must be ltr or rtl"),
            "a key twice": (json.dumps(ENGLISH)[:-1] + ', "greet": "Hallo, {name}"}',
                            "greet: is there twice"),
        }
        for name, (catalogue, sentence) in rows.items():
            with self.subTest(name):
                self.assert_mistake(sentence, de=catalogue)

    def test_a_plural_in_a_script(self):
        self.assert_mistake("know no plural", en={**ENGLISH, "shellGo": ENGLISH["wait"]})

    def test_a_key_that_is_no_name(self):
        self.assert_mistake("is no name", en={**ENGLISH, "Go-on": "Go on"})

    def test_a_folder_without_english(self):
        with self.assertRaises(texts.Mistake):
            read(de=ENGLISH)


class Compiled(unittest.TestCase):
    def test_languages_have_the_order_of_english_with_the_pages_own_texts_at_the_end(self):
        german = dict(reversed(ENGLISH.items()))
        self.assertEqual(list(read(en=ENGLISH, de=german)["de"]),
                         ["greet", "wait", "shellGo", "pageDirection"])

    def test_a_parameter_is_one_character_and_the_form_other_the_last(self):
        compiler = texts.Compiler(ENGLISH)
        self.assertEqual(compiler.compile("{name} {count, plural, other {a #} one {b {name}}}"),
                         "\x0f \x01\x0eob \x0f\x02xa \x0e\x02\x03")

    def test_an_escape_in_cpp_ends_before_a_digit(self):
        self.assertEqual(texts.quoted("\x0e1“a\""), '"\\0161\\342\\200\\234a\\042"')


    def test_a_form_of_one_word_is_no_parameter(self):
        text = "{count, plural, zero {now} other {in {place} #}}"
        self.assertEqual(texts.parameters_of(text), {"count": "plural", "place": "text"})


class Unreviewed(unittest.TestCase):
    """Catalogues that no second person has read yet. They are not offered, but kept in step: they
    may lack texts that are new, and must not have what English has not."""

    def test_are_fit_to_be_offered_once_they_are_read(self):
        english = texts.read(CATALOGUES)["en"]
        files = sorted((CATALOGUES / "unreviewed").glob("*.json"))
        offered = {file.stem for file in CATALOGUES.glob("*.json")}
        for file in files:
            with self.subTest(file.name):
                self.assertNotIn(file.stem, offered)
                texts.checked(file.stem, {**english, **json.loads(file.read_text())}, english)


class Catalogues(unittest.TestCase):
    def setUp(self):
        self.catalogues = texts.read(CATALOGUES)
        self.english = self.catalogues["en"]

    def test_every_text_of_the_screen_has_a_use(self):
        used = set(re.findall(r"\bKey::(\w+)", "".join(CODE.values())))
        of_screen = {key for key in self.english if not key.startswith((texts.SHELL, texts.PAGE))}
        self.assertEqual(sorted(of_screen - used), [], "nothing uses these keys")

    def test_every_text_of_the_page_has_a_use(self):
        scripts = "".join(file.read_text() for file in (ROOT / "shell").glob("*.js"))
        used = set(re.findall(r"\btexts\.(\w+)", scripts))
        for names in re.findall(r"import \{([^}]*)\} from './texts\.js'", scripts):
            used |= set(re.findall(r"\w+", names))
        in_cpp = set(re.findall(r"\bKey::(\w+)", "".join(CODE.values())))
        module = texts.shell_module(self.catalogues, texts.Compiler(self.english))
        names = dict(zip(re.findall(r"^export var (\w+) = \d+;$", module, re.M),
                         [key for key in self.english if key.startswith(texts.SHELL)]))
        unused = {key for name, key in names.items() if name not in used} - in_cpp
        unused |= {key for key in self.english if key.startswith(texts.PAGE)} - in_cpp
        self.assertEqual(sorted(unused), [], "nothing uses these keys")
        others = {"english", "fingerprint", "linesBefore"}
        self.assertEqual(sorted(used - set(names) - others - {"js"}), [], "no such keys")

    def test_scripts_have_no_sentences_of_their_own(self):
        # Those for the people who run the page are behind report() or `told`, in asset.js `advice`.
        for name in ("shell/boot.js", "shell/page.js", "shell/language.js", "web/locale.js"):
            code = re.sub(r"^\s*//.*$", "", (ROOT / name).read_text(), flags=re.M)
            code = re.sub(r"report\([^;]*;", "", code)
            found = re.findall(r"'([A-Z][^']* [^']*)'", code)
            self.assertEqual(found, [], f"{name}: these belong into en.json")

    def test_the_parameters_that_a_text_gets_are_those_that_it_has(self):
        call = re.compile(r"\bKey::(\w+),\s*\{((?:\{Parameter::\w+,[^;]*?\},?\s*)+)\}\)")
        calls = [(file, *match) for file, code in CODE.items() for match in call.findall(code)]
        self.assertGreater(len(calls), 5)
        for file, key, arguments in calls:
            given = set(re.findall(r"Parameter::(\w+)", arguments))
            self.assertEqual(given, set(texts.parameters_of(self.english[key])), f"{file}: {key}")

    def test_screens_have_no_sentences_of_their_own(self):
        names = {"Okta Verify"}
        for file, code in CODE.items():
            if not file.startswith("src/screen/"):
                continue
            code = re.sub(r"//.*", "", code)
            found = set(re.findall(r'"([A-Za-z][^"\\]* [^"\\]*)"', code)) - names
            of_html = {text for text in found if re.fullmatch(r"[a-z]+ [a-z]*", text)}
            self.assertEqual(found - of_html, set(), f"{file}: these belong into en.json")

    def test_texts_are_written_as_books_are(self):
        for tag, catalogue in self.catalogues.items():
            for key, text in catalogue.items():
                with self.subTest(f"{tag}: {key}"):
                    self.assertNotRegex(text, r"""["']|\.\.\.|  |!|^ | $""")
        for key, text in self.catalogues["de"].items():
            self.assertNotRegex(text, "[“](?=\\w)|”", f"de: {key}: quotation marks are „ and “")
            self.assertNotRegex(text, r"\b(du|dich|dir|dein\w*)\b", f"de: {key}")


if __name__ == "__main__":
    unittest.main()
