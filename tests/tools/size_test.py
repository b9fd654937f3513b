"""The size report counts what a first visit downloads, and nothing else."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "bench"))
import size  # noqa: E402


class FirstVisit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name)
        for name, text in {
            "index.html": '<link href="/style.1.css"><script src="/boot.2.js" data-spare="/spare.5.js">',
            "style.1.css": "a{}",
            "boot.2.js": 'import("./latchkey.3.js")',
            "boot.2.js.br": "compressed",
            "latchkey.3.js": '"latchkey.4.wasm"',
            "latchkey.4.wasm": "wasm",
            "spare.5.js": "x",
            "unused.js": "x",
            "app/index.html": "another page",
        }.items():
            (self.site / name).parent.mkdir(exist_ok=True)
            (self.site / name).write_text(text)

    def test_follows_names_from_the_page(self):
        names = sorted(file.relative_to(self.site).as_posix()
                       for file in size.first_visit(self.site))
        self.assertEqual(names, ["boot.2.js", "index.html", "latchkey.3.js", "latchkey.4.wasm",
                                 "style.1.css"])

    def test_finds_every_file_that_a_script_or_a_style_names(self):
        self.assertEqual(list(size.missing(self.site)), [])
        (self.site / "boot.2.js").write_text(
            'import("./latchkey.3.js");import{a as b}from"./gone.5.js";import"/gone.6.js";'
            'const u="./only-a-text.js",w=new URL("gone.7.wasm",location.href)')
        (self.site / "style.1.css").write_text('a{background:url(/gone.8.svg)}')
        with (self.site / "index.html").open("a") as page:
            page.write('<script src="/boot.2.js" data-page="/gone.9.js"></script>')
        self.assertEqual(sorted(size.missing(self.site)),
                         [("boot.2.js", "./gone.5.js"), ("boot.2.js", "/gone.6.js"),
                          ("index.html", "/gone.9.js"), ("style.1.css", "/gone.8.svg")])

    def test_adds_up(self):
        lines, total = size.report(self.site, size=lambda file: 10)
        self.assertEqual(total, 50)
        self.assertEqual(len(lines), 1 + 5 + 2)


if __name__ == "__main__":
    unittest.main()
