"""What the README owes to those who run the page: what cannot be had, or costs something, is said.
The table of the configuration is held against the code by tests/prerender/config_document_test.cpp."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def section(heading):
    """The text below `heading`, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#)", README, re.M | re.S)
    return found.group(1) if found else ""


class Readme(unittest.TestCase):
    def test_names_the_oldest_browsers_that_the_build_is_made_for(self):
        build = (ROOT / ".dev/build.sh").read_text()
        targets = dict(re.findall(r"(chrome|firefox|safari)(\d+)", build))
        self.assertEqual(set(targets), {"chrome", "firefox", "safari"})
        for version in targets.values():
            self.assertRegex(section("Browsers"), rf"\b{version}\b")

    def test_says_what_tokens_in_local_storage_cost(self):
        text = section("Where tokens are kept, and what that costs")
        for word in ("localStorage", "refresh token", '"dpop": true', '"tokenStorage": "memory"'):
            self.assertIn(word, text)

    def test_says_what_third_party_cookies_do_to_keep_me_signed_in(self):
        text = section("Cookies of the org")
        for word in ("Keep me signed in", "third-party cookies", "custom domain"):
            self.assertIn(word, text)

    def test_says_that_activation_and_recovery_links_are_the_orgs(self):
        text = section("Links of other mails")
        for word in ("activation_token", "recoveryToken", "stateToken"):
            self.assertIn(word, text)


if __name__ == "__main__":
    unittest.main()
