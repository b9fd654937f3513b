"""shell/config.schema.json, as a standard validator understands it, against what the reader says of a
configuration: tests/golden/config-verdicts.json, which config_mistakes_test.cpp keeps true."""
import json
import pathlib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "shell/config.schema.json").read_text())
VERDICTS = json.loads((ROOT / "tests/golden/config-verdicts.json").read_text())

# What the reader alone refuses, by what it says, and why the schema cannot.
PATHS = "what a path stands for takes decoding"
OTHERS = "JSON Schema cannot compare members"
READER_ALONE = {
    "its path must be plain names": PATHS,
    "must be the path of a file": PATHS,
    "or a URL of the redirectUri's origin": OTHERS,
    "must be another page than": OTHERS,
    "must be another name than": "the names are the reader's",
    "must be https": "localhost has many names",
    "is the admin console's address": "a rule of the client's",
}


def schema_says(config):
    """Nothing, or why the schema does not take it."""
    errors = list(jsonschema.Draft7Validator(SCHEMA).iter_errors(config))
    return errors[0].message if errors else None


def config_of(case):
    kept = {name: value for name, value in VERDICTS["sound"].items()
            if name not in case["without"]}
    return {**kept, **case["change"]}


def why_the_reader_alone(case):
    return next((why for part, why in READER_ALONE.items() if part in case["says"]), None)


class ConfigSchema(unittest.TestCase):
    def test_is_a_schema(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_takes_the_configurations_of_this_repository(self):
        files = [file for file in ROOT.glob("shell/config.*.json") if "schema" not in file.name]
        self.assertGreaterEqual(len(files), 2)
        for file in files:
            with self.subTest(file.name):
                self.assertIsNone(schema_says(json.loads(file.read_text())))
        self.assertIsNone(schema_says(VERDICTS["sound"]))

    def test_takes_and_refuses_what_the_reader_does(self):
        self.assertGreater(len(VERDICTS["cases"]), 250)
        for case in VERDICTS["cases"]:
            with self.subTest(case["name"], reader=case["says"]):
                said = schema_says(config_of(case))
                if case["says"] == "none":
                    self.assertIsNone(said)
                elif why_the_reader_alone(case) is None:
                    self.assertIsNotNone(said)

    def test_leaves_to_the_reader_what_it_cannot_say(self):
        left = [case for case in VERDICTS["cases"]
                if case["says"] != "none" and schema_says(config_of(case)) is None]
        for part in READER_ALONE:
            with self.subTest(part):
                self.assertTrue([case for case in left if part in case["says"]])


if __name__ == "__main__":
    unittest.main()
