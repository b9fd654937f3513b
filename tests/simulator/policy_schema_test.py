"""policy.schema.json, as a standard validator understands it, against what latchkey-org takes: what
the one accepts or refuses, the other does. LATCHKEY_ORG names the program."""
import copy
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema

ORG = os.environ["LATCHKEY_ORG"]
SOURCES = pathlib.Path(__file__).parents[2] / "src" / "simulator"
SCHEMA = json.loads((SOURCES / "policy.schema.json").read_text())
EXAMPLE = json.loads((SOURCES / "policy.example.json").read_text())

SMALLEST = {"app": {"id": "0oa1", "clientId": "c", "redirectUris": ["{site}/"]},
            "people": [{"id": "00u1", "login": "ada", "email": "ada@example.com"}]}

# A value for each text that must have a form, where the schema has a pattern for it.
TEXTS = {
    "^[A-Za-z0-9._-]+$": "a-word_1.2",
    "\\S": "a text",
    "^[^@\\s]+@[^@\\s]+$": "ada@example.com",
    "^[+]?[0-9][0-9 ()-]+$": "+1 (555) 0105",
    "^(https?://[^\\s/]+|\\{(site|org)\\})(/\\S*)?$": "{org}/there?x=1",
    "^(https?://[^\\s/]+|\\{(site|org)\\})$": "https://app.example.com:8443",
}
WRONG_TEXTS = {
    "^[A-Za-z0-9._-]+$": ["", "two words", "ä", "a/b"],
    "\\S": ["", "  "],
    "^[^@\\s]+@[^@\\s]+$": ["", "ada", "@b", "a@", "a@b@c", "a b@c"],
    "^[+]?[0-9][0-9 ()-]+$": ["", "+", "call me", "1x", "+(1)"],
    "^(https?://[^\\s/]+|\\{(site|org)\\})(/\\S*)?$": ["", "/x", "ftp://a/", "{page}/", "https:///x"],
    "^(https?://[^\\s/]+|\\{(site|org)\\})$": ["", "{site}/", "https://a/", "a.example"],
}
TEMPLATES = {"subject": "For ${app.name}", "body": "<p>${verificationToken}</p>"}

# What only the reader sees, and why.
READER_ALONE = {
    "two people with one id": "JSON Schema cannot compare elements",
    "two people with one login": "the same",
    "a template with an unknown variable": "templates have a grammar of their own",
    "a body without a code": "the same",
}


def reader_says(policy):
    """Nothing, or why the program does not take it. It stops for the folder, which is not there."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(policy, file)
        file.flush()
        missing = file.name + ".none"
        done = subprocess.run([ORG, "--policy", file.name, "--site", missing],
                              capture_output=True, text=True, check=False, timeout=60)
    said = done.stderr.removeprefix("latchkey-org: ").rstrip("\n")
    return None if said == f"there is no folder {missing}" else said


def schema_says(policy):
    errors = list(jsonschema.Draft7Validator(SCHEMA).iter_errors(policy))
    return errors[0].message if errors else None




def pointers(schema=SCHEMA, at=""):
    """Of every member that the schema names, with its schema."""
    for name, member in schema.get("properties", {}).items():
        if name == "$schema":
            continue
        here = f"{at}/{name}"
        yield here, member
        items = member.get("items", {})
        yield from pointers(member, here)
        yield from pointers(items, here + "/0")


def good(member, name=""):
    """A value that the member may have."""
    if name in TEMPLATES:
        return TEMPLATES[name]
    if "enum" in member:
        return member["enum"][0]
    kind = member["type"]
    if kind == "integer":
        return member["minimum"]
    if kind == "boolean":
        return True
    if kind == "string":
        return TEXTS[member["pattern"]] if "pattern" in member else "anything"
    if kind == "array":
        return [good(member["items"])]
    return {each: good(inner, each) for each, inner in member["properties"].items()}


def whole():
    """A policy in which every member that the schema knows is there."""
    policy = good(SCHEMA)
    policy["$schema"] = "policy.schema.json"
    policy["people"][0]["id"] = "00u1"
    policy["scopes"] = ["openid"]
    policy["profileFields"][0]["name"] = "email"
    return policy


def replaced(pointer, value):
    policy = whole()
    *path, last = pointer.split("/")[1:]
    here = policy
    for part in path:
        here = here[0] if part == "0" else here[part]
    here[last] = value
    return policy


def wrong_values(member):
    """(what is wrong, value)"""
    if "enum" in member:
        return [("unknown", "neither"), ("number", 1), ("null", None)]
    kind = member["type"]
    if kind == "integer":
        values = [("too small", member["minimum"] - 1), ("fraction", member["minimum"] + 0.5),
                  ("text", str(member["minimum"])), ("flag", True)]
        return values + ([("too large", member["maximum"] + 1)] if "maximum" in member else [])
    if kind == "boolean":
        return [("number", 1), ("text", "true"), ("null", None)]
    if kind == "string":
        texts = WRONG_TEXTS[member["pattern"]] if "pattern" in member else []
        return [(repr(text), text) for text in texts] + [("number", 7), ("list", ["a"])]
    if kind == "array":
        inner = wrong_values(member["items"])
        return [("object", {}), ("text", "x")] + [(f"one of {what}", [value])
                                                   for what, value in inner]
    known = {name: good(inner, name) for name, inner in member["properties"].items()}
    missing = [(f"no {name}", {other: value for other, value in known.items() if other != name})
               for name in member.get("required", [])]
    return missing + [("list", []), ("more", {**known, "nobodyKnowsThis": 1})]


class Schema(unittest.TestCase):
    def agree(self, policy):
        by_schema, by_reader = schema_says(policy), reader_says(policy)
        self.assertEqual(by_schema is None, by_reader is None,
                         f"schema: {by_schema}; reader: {by_reader}")
        return by_reader

    def test_is_a_schema(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_accepts_what_the_reader_accepts(self):
        for name, policy in {"example": EXAMPLE, "smallest": SMALLEST, "whole": whole()}.items():
            with self.subTest(name):
                self.assertIsNone(self.agree(policy))

    def test_and_reader_know_the_same_choices(self):
        for pointer, member in pointers():
            for choice in member.get("enum", []):
                with self.subTest(f"{pointer} = {choice}"):
                    self.assertIsNone(self.agree(replaced(pointer, choice)))

    def test_and_reader_know_the_same_greatest_numbers(self):
        policy = whole()
        for pointer, member in pointers():
            if "maximum" not in member:
                continue
            *path, last = pointer.split("/")[1:]
            here = policy
            for part in path:
                here = here[0] if part == "0" else here[part]
            here[last] = member["maximum"]
        self.assertIsNone(self.agree(policy))

    def test_refuses_of_each_member_what_the_reader_refuses(self):
        tried = 0
        for pointer, member in pointers():
            for what, value in wrong_values(member):
                with self.subTest(f"{pointer}: {what}"):
                    self.assertIsNotNone(self.agree(replaced(pointer, value)))
                    tried += 1
        self.assertGreater(tried, 300)

    def test_refuses_a_member_that_is_missing_or_unknown(self):
        for name in SCHEMA["required"]:
            with self.subTest(name):
                policy = whole()
                del policy[name]
                self.assertIsNotNone(self.agree(policy))
        self.assertIsNotNone(self.agree({**whole(), "lifetime": {}}))
        self.assertIsNotNone(self.agree([]))

    def test_has_the_rules_between_members(self):
        person = {"login": "b", "email": "b@example.com"}
        for name, change in {
                "no interval": {"pollRefresh": []},
                "no openid": {"scopes": ["email"]},
                "no address": {"profileFields": [{"name": "a", "label": "A"}]},
                "an id of something else": {"people": [{"id": "0oa1", **person}]},
                "nowhere to go": {"app": {**SMALLEST["app"], "redirectUris": []}},
                "a link to nowhere": {"magicLink": "direct"}}.items():
            with self.subTest(name):
                self.assertIsNotNone(self.agree({**copy.deepcopy(SMALLEST), **change}))

    def test_leaves_to_the_reader_what_it_cannot_say(self):
        ada, twin = SMALLEST["people"][0], {"id": "00u2", "login": "ADA", "email": "b@example.com"}
        policies = {
            "two people with one id": {"people": [ada, {**twin, "id": "00u1", "login": "b"}]},
            "two people with one login": {"people": [ada, twin]},
            "a template with an unknown variable": {"mail": {"subject": "${user.shoeSize}"}},
            "a body without a code": {"mail": {"body": "<p>Hello</p>"}},
        }
        self.assertEqual(READER_ALONE.keys(), policies.keys())
        for name, change in policies.items():
            with self.subTest(name):
                policy = {**SMALLEST, **change}
                self.assertIsNone(schema_says(policy))
                self.assertIsNotNone(reader_says(policy))


if __name__ == "__main__":
    unittest.main()
