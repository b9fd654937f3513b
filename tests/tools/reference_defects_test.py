"""Each defect of the reference client has a test of ours, and each of those tests exists."""
import pathlib
import re
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
NUMBERS = {str(number) for number in range(1, 19)}


def rows():
    for line in (TESTS / "reference-defects.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            number, what, file, *names = (cell.strip() for cell in line.split("|"))
            yield number, what, file, names


def is_there(name, source):
    """`Suite.Test` as GoogleTest defines it; anything in quotes, in any quotes, as it stands."""
    if name.startswith('"'):
        return re.search(r"""["'`]%s["'`]""" % re.escape(name[1:-1]), source) is not None
    suite, test = name.split(".")
    return re.search(rf"\bTEST(?:_[FP])?\({suite}, {test}\)", source) is not None


class Defects(unittest.TestCase):
    def test_are_all_answered(self):
        self.assertEqual(NUMBERS - {number for number, *_ in rows()}, set())

    def test_by_tests_that_exist(self):
        for number, what, file, names in rows():
            source = (TESTS / file).read_text()
            self.assertTrue(names, what)
            for name in names:
                with self.subTest(f"{number}: {what}: {name}"):
                    self.assertTrue(is_there(name, source))

    def test_and_a_test_that_does_not_exist_is_noticed(self):
        self.assertFalse(is_there("Url.Parses", "TEST(Url, ParsesMore) {"))
        self.assertFalse(is_there('"Row"', 'Row{"Rows"}'))


if __name__ == "__main__":
    unittest.main()
