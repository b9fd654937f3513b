"""The report of the WebAssembly's functions, from a module that is written here byte by byte."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "bench"))
import symbols  # noqa: E402

LAYERS = {"idx", "gui", "web"}
STRING = ("std::__2::basic_string<char, std::__2::char_traits<char>, "
          "std::__2::allocator<char> >")


def named(text):
    return bytes([len(text)]) + text.encode()


def section(number, content):
    # A length of two bytes, as numbers over 127 have.
    return bytes([number, len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def module(names, bodies):
    """Imports one function, a table, a memory and a global, and has a function for each name."""
    imports = (named("a") + named("b") + b"\0\0" + named("a") + named("t") + b"\1\x70\1\2\3" +
               named("a") + named("m") + b"\2\0\1" + named("a") + named("g") + b"\3\x7f\0")
    code = b"".join(bytes([len(body)]) + body for body in bodies)
    table = b"".join(bytes([1 + at]) + named(name) for at, name in enumerate(names))
    table = bytes([len(names)]) + table
    return (b"\0asm\1\0\0\0" + section(2, b"\4" + imports) +
            section(10, bytes([len(bodies)]) + code) + section(11, b"constants") +
            section(0, named("producers") + b"\0") +
            section(0, named("name") + b"\0\2" + named("m") +
                    bytes([1, len(table) & 0x7F | 0x80, len(table) >> 7]) + table))


class Symbols(unittest.TestCase):
    def test_finds_the_code_of_each_name(self):
        found, constants = symbols.functions(module(["main", "free"], [b"xxx", b"y"]))
        self.assertEqual(found, [("main", b"xxx"), ("free", b"y")])
        self.assertEqual(constants, b"constants")

    def test_refuses_what_is_no_module(self):
        with self.assertRaises(ValueError):
            symbols.functions(b"\0asm\2\0\0\0")

    def test_knows_the_layer_of_a_function(self):
        for name, layer in {
            "latchkey::idx::parse(latchkey::http::Response const&)": "idx",
            "latchkey::(anonymous namespace)::Reader::next()": "base",
            "latchkey::Url::parse(std::__2::string)": "base",
            "std::__2::vector<latchkey::gui::Block, A>::push_back(latchkey::gui::Block&&)": "gui",
            "visit<latchkey::Overloaded<latchkey::gui::paint()::$_0> >": "gui",
            "std::__2::to_string(int)": "C++ library",
            "nlohmann::json::dump() const": "nlohmann_json",
            "ImDrawList::PathStroke(unsigned int, int, float)": "Dear ImGui",
            "latchkeyReply": "web",
            "main": "web",
            "strlen": "C library and glue",
        }.items():
            with self.subTest(name):
                self.assertEqual(symbols.layer_of(name, LAYERS), layer)

    def test_tells_templates_of_libraries_from_our_own_functions(self):
        for name, is_made in {
            "std::__2::vector<latchkey::gui::Block>::push_back(latchkey::gui::Block&&)": True,
            "void nlohmann::get<latchkey::idx::Field>()": True,
            "latchkey::idx::parse(std::__2::string)": False,
        }.items():
            with self.subTest(name):
                self.assertEqual(symbols.is_made_by_a_library(name), is_made)

    def test_finds_the_printf_family(self):
        names = ["printf", "snprintf", "vfprintf", "printf_core", "fmt_fp",
                 "std::__2::to_string(float)"]
        others = ["latchkey::sprintf()", "std::__2::to_string(int)", "free"]
        data = module(names + others, [b"x"] * 9)
        self.assertEqual(symbols.unwanted(data), sorted(names))

    def test_shortens_names(self):
        self.assertEqual(symbols.shortened(f"latchkey::f({STRING} const&)"),
                         "latchkey::f(std::string const&)")
        self.assertEqual(len(symbols.shortened("x" * 500)), 96)

    def test_reports_layers_and_functions_largest_first(self):
        data = module(["latchkey::idx::a()", "latchkey::gui::b()", "latchkey::gui::c()"],
                      [b"1234", b"12345", b"1"])
        self.assertEqual(symbols.report(data, LAYERS, 2, compressed=len), [
            "layer                          raw   templates    brotli",
            "constants and texts              9                     9",
            "gui                              6                     6",
            "idx                              4                     4",
            "",
            "the 2 largest of 3 functions",
            "       5  latchkey::gui::b()",
            "       4  latchkey::idx::a()",
        ])


if __name__ == "__main__":
    unittest.main()
