"""The tables of src/base/unicode.cpp against Python's Unicode Character Database.

Python's may be older than ours: of a character that it does not know, nothing is said.
"""
import pathlib
import re
import sys
import unicodedata
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src/base/unicode.cpp"
NARROWED = {*range(0xFF01, 0xFF5F), *range(0xFE50, 0xFE6C)}
# Default_Ignorable_Code_Point is no category; these are all that are neither Cf nor unassigned.
IGNORABLE = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x180E), 0x180F, 0x3164,
             *range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0100, 0xE01F0)}


def numbers(table):
    body = re.search(rf"\b{table}\b[^=;]*= ?\{{(.*?)\}};", SOURCE.read_text(), re.S)[1]
    return [int(number, 16) for number in re.findall(r"0x([0-9A-F]+)", body)]


def table(name):
    found = numbers(name)
    return {c for first, last in zip(found[::2], found[1::2]) for c in range(first, last + 1)}


def known():
    return (c for c in range(sys.maxunicode + 1)
            if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co"))


def of(*categories):
    return {c for c in known() if unicodedata.category(chr(c)) in categories}


class Tables(unittest.TestCase):
    def assert_same(self, ours, theirs):
        wrong = (ours & set(known())) ^ theirs
        self.assertEqual([f"U+{c:04X}" for c in sorted(wrong)], [])

    def test_digits(self):
        ours = {zero + value: value for zero in numbers("kZeros") for value in range(10)}
        self.assert_same(set(ours), of("Nd"))
        for c in of("Nd"):
            self.assertEqual(ours[c], unicodedata.decimal(chr(c)), f"U+{c:04X}")

    def test_blanks(self):
        spaces = {c for c in of("Cc") if chr(c).isspace()}
        self.assert_same(table("kBlanks"), of("Zs", "Zl", "Zp") | spaces | {0x2800})

    def test_what_is_not_seen(self):
        controls = of("Cc") - table("kBlanks")
        self.assert_same(table("kInvisible"), of("Cf") | controls | IGNORABLE | {0xFFFC})

    def test_joining_characters_are_not_seen_alone(self):
        self.assertEqual(table("kJoining") - table("kInvisible"), set())

    def test_dashes(self):
        self.assert_same(table("kDashes"), of("Pd") | {0x2043, 0x2212, 0x30FC, 0xFF70})

    def test_brackets_and_quotes(self):
        ours = table("kBracketsAndQuotes")
        wanted = of("Ps", "Pe", "Pi", "Pf") - NARROWED
        self.assertEqual(wanted - ours, set())
        letters = {c for c in ours if unicodedata.category(chr(c))[0] in "LMNZ"}
        self.assertEqual(letters, set())

    def test_small_forms(self):
        forms = re.search(r'kSmallForms = U"(.*)";', SOURCE.read_text())[1].replace("\\\\", "\\")
        for place, form in enumerate(forms):
            plain = unicodedata.normalize("NFKC", chr(0xFE50 + place))
            self.assertEqual(form, plain if plain.isascii() else " ")


if __name__ == "__main__":
    unittest.main()
