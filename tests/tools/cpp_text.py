"""Just enough C++ for checks by pattern: comments and the contents of literals are blanked, line
numbers and columns stay."""
import re

# Order matters: a raw string may hold anything, a digit separator (1'000) is no literal.
TOKEN = re.compile(
    r'(?P<raw>\bu?8?R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)")'
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>\b\d[\w']*)"
    r"|(?P<literal>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')",
    re.S)


def spaces(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """`text` with comments and the insides of literals replaced by spaces."""

    def blank(match):
        found = match[0]
        if match["comment"]:
            return spaces(found)
        if match["number"]:
            return found
        return found[0] + spaces(found[1:-1]) + found[-1]

    return TOKEN.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def calls(code, name):
    """(start, end) of the argument list of each call of a macro that matches `name`; `code` is
    code_only."""
    for match in re.finditer(rf"\b(?:{name})\s*\(", code):
        depth, position = 1, match.end()
        while depth and position < len(code):
            depth += {"(": 1, ")": -1}.get(code[position], 0)
            position += 1
        yield match.end(), position - 1
