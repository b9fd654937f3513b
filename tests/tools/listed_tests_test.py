"""Lists of known faults, each with the test of ours that shows it: the ids are complete, and each of
those tests exists."""
import pathlib
import re
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]


def ids(letter, count, without=()):
    return {f"{letter}{number}" for number in range(1, count + 1)} - set(without)


# The ids that each list has to answer; it may have others, too.
LISTS = {
    # Of okta-auth-js, by number.
    "reference-defects.txt": ids("", 18),
    # A: reported by people (languages and brand are features and not faults). N: found by trying.
    # M and L: the security review, by severity.
    "complaints.txt": ids("A", 28, without=["A7", "A17"]) | ids("N", 17) | ids("M", 3) | ids("L", 10),
}


def rows(text):
    for line in text.splitlines():
        if line and not line.startswith("#"):
            number, what, file, *names = (cell.strip() for cell in line.split("|"))
            yield number, what, file, names


def is_there(name, source):
    """`Suite.Test` as GoogleTest defines it; anything in quotes, in any quotes, as it stands."""
    if name.startswith('"'):
        return re.search(r"""["'`]%s["'`]""" % re.escape(name[1:-1]), source) is not None
    suite, test = name.split(".")
    return re.search(rf"\bTEST(?:_[FP])?\({suite}, {test}\)", source) is not None


class ListedFaults(unittest.TestCase):
    def test_are_all_answered(self):
        for name, wanted in LISTS.items():
            with self.subTest(name):
                answered = {number for number, *_ in rows((TESTS / name).read_text())}
                self.assertEqual(wanted - answered, set())

    def test_by_tests_that_exist(self):
        for list_name in LISTS:
            for number, what, file, names in rows((TESTS / list_name).read_text()):
                source = (TESTS / file).read_text()
                self.assertTrue(names, what)
                for name in names:
                    with self.subTest(f"{list_name}: {number}: {what}: {name}"):
                        self.assertTrue(is_there(name, source))

    def test_and_a_test_that_does_not_exist_is_noticed(self):
        self.assertFalse(is_there("Url.Parses", "TEST(Url, ParsesMore) {"))
        self.assertFalse(is_there('"Row"', 'Row{"Rows"}'))

    def test_and_a_row_has_an_id_a_sentence_a_file_and_tests(self):
        self.assertEqual(list(rows('# a comment\n\nN2 | a stray link | a_test.cpp | A.B | "Row"\n')),
                         [("N2", "a stray link", "a_test.cpp", ["A.B", '"Row"'])])


if __name__ == "__main__":
    unittest.main()
