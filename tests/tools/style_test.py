#!/usr/bin/env python3
"""shell/style.css has no colour, and no number that is a token of the look: those come from
src/gui/tokens.h by var(). A literal that is not a token stands in one of the two tables here, with
the reason why it is none."""
import pathlib
import re
import unittest

STYLE = pathlib.Path(__file__).parents[2] / "shell/style.css"

# CSS Color 4, 6.1. The words for no colour and for the colours of the person's system are free.
NAMED = set("""aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink
indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral
lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen
lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta
maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red
rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
whitesmoke yellow yellowgreen""".split())
COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(")
NUMBER = re.compile(r"(?<![\w.#-])[-+]?(?:\d+\.?\d*|\.\d+)(?:[a-zA-Z]+|%)?(?![\w-])")

# Numbers that say no size of ours, wherever they stand.
FREE = {
    "0": "nothing",
    "-1": "in calc(): turned around",
    "1fr": "what is left",
    "100%": "all of it",
    "50%": "half: a circle, a middle",
    "100vh": "the window", "100dvh": "the window",
    "1turn": "once around",
}

# (selector, property): the numbers that are free there, and why each is no token.
HERE = {
    ("#card", "grid-row"): ("2", "an order"),
    (".footer", "grid-row"): ("4", "an order"),
    ("#form[inert]", "opacity"): (".5", "a form that no longer works; the painting is gone then"),
    ("#still", "animation"): ("0s 8s", "how long the page waits for boot.js"),
    (".brand img", "max-width"): ("8rem", "a logo of a site; the DOM shows it in both views"),
    ("input:has(+ .show)", "padding-inline-end"): ("4rem", "room for a word of unknown width"),
    (":is(.bad, .problem)::before", "clip-path"): ("94%", "the drawing of a triangle"),
    ("p.code", "font-size"): ("11vw", "smaller where the card is; the painting measures the text"),
    (".spoken", "width"): ("1px", "not seen, and still read out"),
    (".spoken", "height"): ("1px", "not seen, and still read out"),
    (".spoken", "margin"): ("-1px", "not seen, and still read out"),
    ("#plain", "z-index"): ("1", "an order"),
    ("#probe", "line-height"): ("1.3", "not seen: what is done to the page shows here"),
    ("#probe", "transition"): ("1ms", "not seen: what is done to the page shows here"),
    (".gl #form input[data-at][type=checkbox]", "opacity"): (".01", "not seen, and still used"),
}


def bare(css):
    """Without comments, strings, addresses and what comes from the tokens."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"url\([^)]*\)", "", css)
    css = re.sub(r"\"[^\"]*\"|'[^']*'", "\"\"", css)
    return re.sub(r"var\(--[\w-]+\)", "", css)


def declarations(css):
    """(selector, property, value) of each declaration; a condition of an at-rule is one, too."""
    css = bare(css)
    for condition in re.findall(r"(@media[^{]*)\{", css):
        yield condition.strip(), "", condition
    for selector, body in re.findall(r"([^{};]*)\{([^{}]*)\}", css):
        for declaration in filter(str.strip, body.split(";")):
            name, value = declaration.split(":", 1)
            yield " ".join(selector.split()), name.strip(), value.strip()


def literals(css):
    """(selector, property, literal) of what is neither a token nor free."""
    for selector, name, value in declarations(css):
        words = re.findall(r"[a-zA-Z][\w-]*", value)
        for literal in COLOR.findall(value) + [word for word in words if word.lower() in NAMED]:
            yield selector, name, literal
        free = HERE.get((selector, name), ("",))[0].split()
        for literal in NUMBER.findall(COLOR.sub("", value)):
            if literal not in FREE and literal not in free:
                yield selector, name, literal


class Literals(unittest.TestCase):
    def test_the_style_sheet_has_none_that_the_tokens_have(self):
        self.assertEqual(list(literals(STYLE.read_text(encoding="utf-8"))), [])

    def test_what_is_free_in_one_place_stands_there(self):
        stands = {(selector, name): value
                  for selector, name, value in declarations(STYLE.read_text(encoding="utf-8"))}
        for place, (numbers, _) in HERE.items():
            with self.subTest(place=place):
                self.assertEqual(NUMBER.findall(stands.get(place, "")) and
                                 set(numbers.split()) - set(NUMBER.findall(stands[place])), set())

    def test_are_found(self):
        for css, literal in [
                ("a { color: #fff; }", "#fff"),
                ("a { color: rgb(0 0 0 / 0); }", "rgb("),
                ("a { background: linear-gradient(Red, var(--card)); }", "Red"),
                ("a { color: color-mix(in srgb, var(--ink), transparent); }", "color-mix("),
                ("a { padding: 1rem var(--gap); }", "1rem"),
                ("a { border: 1px solid; }", "1px"),
                ("a { margin: calc(var(--gap) - .25rem); }", ".25rem"),
                ("a { font-weight: 650; }", "650"),
                ("a { line-height: 1.5; }", "1.5"),
                ("a { animation: turn .8s; }", ".8s"),
                ("a { width: 40%; }", "40%"),
                ("a { transform: translateX(-8px); }", "-8px"),
                ("@media (max-width: 30rem) { a { margin: 0; } }", "30rem"),
                ("@media print { a { margin: 2px; } }", "2px")]:
            with self.subTest(css=css):
                self.assertEqual([found for _, _, found in literals(css)], [literal])

    def test_are_not_seen_in_what_is_none(self):
        for css in ["a { color: transparent; background: canvas; }", "/* 12px #fff red */",
                    "a { content: \"12px red\"; background: url('1.svg#fff'); }", "h1 { margin: 0; }",
                    "a { margin: calc(-1 * var(--gap)); }", ".red, #fed { margin: 0; }"]:
            with self.subTest(css=css):
                self.assertEqual(list(literals(css)), [])


if __name__ == "__main__":
    unittest.main()
