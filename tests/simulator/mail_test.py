#!/usr/bin/env python3
"""The mails of latchkey-org, read by programs that are not ours: Python's email package, and
aiosmtpd as the mail server. LATCHKEY_ORG names the program."""
import asyncio
import email
import email.header
import email.policy
import html
import json
import os
import pathlib
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request

from aiosmtpd.controller import Controller

ORG = os.environ.get("LATCHKEY_ORG", "build/asan/latchkey-org")
GRACE = "grace@example.com"


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def policy_of(first, last, mail=None):
    """An org with one person, to whom the mail is sent at once."""
    return {"app": {"id": "0oa1", "clientId": "latchkey-demo", "label": "Demo",
                    "redirectUris": ["http://localhost:8080/login/callback/"],
                    "emailVerificationUrl": "http://localhost:8080/login/callback/"},
            "people": [{"id": "00u1", "login": GRACE, "email": GRACE, "firstName": first,
                        "lastName": last, "answerToIdentify": "sendAtOnce"}],
            **({"mail": mail} if mail else {})}


class MailServer:
    """Takes every mail, as long as nobody says otherwise."""

    def __init__(self, refusal=None, held=None):
        self.refusal = refusal
        self.held = held  # an event: mails are taken when it is set
        self.reached = threading.Event()
        self.mails = queue.Queue()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.reached.set()
        if self.held:
            await asyncio.get_running_loop().run_in_executor(None, self.held.wait)
        self.mails.put(envelope)
        return "250 OK"

    def __enter__(self):
        self.port, = free_ports(1)
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


class Org:
    """latchkey-org with `options`, until the end of the block; then `errors` is what it said."""

    def __init__(self, *options):
        self.port, = free_ports(1)
        self.url = f"http://localhost:{self.port}"
        self.options = options

    def __enter__(self):
        self.process = subprocess.Popen([ORG, "--port", str(self.port), *self.options], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for line in self.process.stdout:
            if line.startswith("ready:"):
                break
        # A pipe that nobody reads would stop the program some day.
        self.reader = threading.Thread(target=self.process.stdout.read)
        self.reader.start()
        self.errors = queue.Queue()
        self.listener = threading.Thread(
            target=lambda: [self.errors.put(line) for line in self.process.stderr])
        self.listener.start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "nothing"
        self.reader.join()
        self.listener.join()
        self.process.stdout.close()
        self.process.stderr.close()
        assert status == 0, f"latchkey-org ended with {status}: {list(self.errors.queue)}"

    def fetch(self, path, body=None, kind="application/json"):
        request = urllib.request.Request(self.url + path, body, {"Content-Type": kind})
        with urllib.request.urlopen(request) as response:
            return response.read()

    def post(self, path, body):
        return json.loads(self.fetch(path, json.dumps(body).encode()))

    def ask_for_mail(self, login=GRACE):
        """Starts a sign-in of somebody to whom the mail is sent at once."""
        form = {"client_id": "latchkey-demo", "scope": "openid", "state": "the-state",
                "redirect_uri": "http://localhost:8080/login/callback/", "nonce": "n",
                "code_challenge": "A" * 43, "code_challenge_method": "S256"}
        begun = json.loads(self.fetch("/oauth2/default/v1/interact",
                                      urllib.parse.urlencode(form).encode(),
                                      "application/x-www-form-urlencoded"))
        opened = self.post("/idp/idx/introspect",
                           {"interactionHandle": begun["interaction_handle"]})
        self.post("/idp/idx/identify",
                  {"identifier": login, "stateHandle": opened["stateHandle"]})
        return json.loads(self.fetch("/inbox.json"))[0]

    def inbox(self):
        return self.fetch("/inbox").decode()

    def inbox_with(self, sentence):
        """The inbox, as soon as it says that."""
        while sentence not in (shown := self.inbox()):
            assert self.process.poll() is None
        return shown


def parsed(message):
    return email.message_from_bytes(message, policy=email.policy.default)


def decoded(message, field):
    """As RFC 2047 6.2 has it: what is between two encoded words does not count. Python's newer
    parser, up to 3.12, shows it as a space where the words are a name before an address."""
    raw = dict(message.raw_items())[field].replace("\r\n", "")
    return str(email.header.make_header(email.header.decode_header(raw)))


def parts(message):
    """(text, HTML), with the line ends that Python likes."""
    return [message.get_body((kind,)).get_content() for kind in ("plain", "html")]


class Mails(unittest.TestCase):
    def check(self, message, mail):
        """Is this the message of that mail of /inbox.json?"""
        self.assertEqual([], [each.defects for each in message.walk() if each.defects])
        self.assertEqual([], [value for value in message.values() if value.defects])
        self.assertEqual("multipart/alternative", message.get_content_type())
        self.assertEqual(["text/plain", "text/html"],
                         [part.get_content_type() for part in message.iter_parts()])
        self.assertEqual(mail["subject"], message["Subject"])
        self.assertEqual(mail["to"], message["To"].addresses[0].addr_spec)
        self.assertEqual(mail["receivedAt"][:19], message["Date"].datetime.isoformat()[:19])
        for part in parts(message):
            self.assertIn(mail["code"], part)
            self.assertIn(mail["link"], part)

    def test_is_taken_by_a_mail_server(self):
        with MailServer() as server, Org("--smtp", f"127.0.0.1:{server.port}") as org:
            mail = org.ask_for_mail()
            envelope = server.mails.get()
            self.assertEqual("noreply@localhost", envelope.mail_from)
            self.assertEqual([GRACE], envelope.rcpt_tos)
            message = parsed(envelope.content)
            self.check(message, mail)
            self.assertEqual("Grace Hopper", message["To"].addresses[0].display_name)
            self.assertEqual("Latchkey demo", message["From"].addresses[0].display_name)
            self.assertRegex(message["Message-ID"], r"^<[\w-]{22}@localhost>$")
            org.inbox_with("The mail server took it.")

    def test_is_the_same_in_the_inbox_in_a_file_and_on_the_wire(self):
        with tempfile.TemporaryDirectory() as folder, MailServer() as server, \
                Org("--smtp", f"127.0.0.1:{server.port}", "--mail-dir", folder + "/new") as org:
            mail = org.ask_for_mail()
            sent = server.mails.get().content
            file, = pathlib.Path(folder, "new").iterdir()
            self.assertEqual(".eml", file.suffix)
            # It holds a code.
            self.assertEqual(0o600, file.stat().st_mode & 0o777)
            kept = file.read_bytes()
            self.assertEqual(kept, sent)
            self.assertEqual(kept, org.fetch(f"/inbox/{file.stem[-22:]}.eml"))
            self.check(parsed(kept), mail)

    def test_names_people_as_they_are_called(self):
        names = [("Zo\u00eb", "Br\u00fbl\u00e9"), ("\u5c0f\u6797", "\u592a\u90ce"),
                 ("x" * 99, "\U0001f511" * 30),
                 ("Ada\r\nBcc: eve@example.com", "<eve@example.com>,"),
                 ("=?UTF-8?Q?x?=", "O'Neil, Jr. \"Bob\""), ("${emailAuthenticationLink}", "#end")]
        for first, last in names:
            with self.subTest(first=first), tempfile.NamedTemporaryFile("w") as policy, \
                    MailServer() as server:
                json.dump(policy_of(first, last), policy)
                policy.flush()
                with Org("--policy", policy.name, "--smtp", f"127.0.0.1:{server.port}") as org:
                    mail = org.ask_for_mail()
                    message = parsed(server.mails.get().content)
                self.check(message, mail)
                self.assertEqual(None, message["Bcc"])
                self.assertEqual(" ".join(f"{first} {last} <{GRACE}>".split()),
                                 " ".join(decoded(message, "To").split()))
                for part in parts(message):
                    self.assertIn(" ".join(first.split())[:20],
                                  " ".join(html.unescape(part).split()))

    def test_of_an_own_template_links_to_the_app_at_once(self):
        own = {"subject": "${app.name}: ${verificationToken}", "sender": "hello@tide.example",
               "body": "<p>Dear ${user.profile.firstName}</p><a id=\"email-authentication-button\" "
                       "href=\"https://app.example/in?otp=${verificationToken}&amp;"
                       "state=${request.relayState}\">In</a>"}
        with tempfile.NamedTemporaryFile("w") as policy, MailServer() as server:
            json.dump(policy_of("Grace", "Hopper", own), policy)
            policy.flush()
            with Org("--policy", policy.name, "--smtp", f"127.0.0.1:{server.port}") as org:
                mail = org.ask_for_mail()
                envelope = server.mails.get()
        code = mail["code"]
        self.assertEqual(f"https://app.example/in?otp={code}&state=the-state", mail["link"])
        self.assertEqual("hello@tide.example", envelope.mail_from)
        message = parsed(envelope.content)
        self.assertEqual(f"Demo: {code}", message["Subject"])
        self.assertEqual(["text/plain", "text/html"],
                         [part.get_content_type() for part in message.iter_parts()])
        self.assertEqual(f"Dear Grace\n\nIn:\n{mail['link']}\n",
                         parts(message)[0].replace("\r\n", "\n").rstrip("\n") + "\n")

    def test_that_is_refused_is_said_to_be_so_without_its_code(self):
        with MailServer(refusal="550 no such person") as server, \
                Org("--smtp", f"127.0.0.1:{server.port}") as org:
            mail = org.ask_for_mail()
            said = org.errors.get()
            self.assertIn("was not delivered. The mail server refused it (550).", said)
            for secret in (mail["code"], mail["link"], "the-state", GRACE):
                self.assertNotIn(secret, said)
            self.assertIn("<strong>Not delivered.</strong> The mail server refused it (550).",
                          org.inbox_with("Not delivered"))

    def test_goes_nowhere_where_no_mail_server_is(self):
        nobody, = free_ports(1)
        with Org("--smtp", f"127.0.0.1:{nobody}") as org:
            org.ask_for_mail()
            self.assertIn("The mail server cannot be reached.", org.errors.get())
            org.inbox_with("Not delivered")

    def test_that_waits_for_a_slow_server_holds_nobody_up(self):
        held = threading.Event()
        with MailServer(held=held) as server, Org("--smtp", f"127.0.0.1:{server.port}") as org:
            try:
                first = org.ask_for_mail()
                second = org.ask_for_mail()
                self.assertNotEqual(first["code"], second["code"])
                self.assertTrue(server.mails.empty())
                self.assertEqual(2, org.inbox().count("On its way to the mail server."))
            finally:
                held.set()
            self.check(parsed(server.mails.get().content), first)
            self.check(parsed(server.mails.get().content), second)

    def test_under_way_does_not_keep_the_org_from_ending(self):
        held = threading.Event()
        with MailServer(held=held) as server:
            try:
                with Org("--smtp", f"127.0.0.1:{server.port}") as org:
                    org.ask_for_mail()
                    server.reached.wait()
            finally:
                held.set()


class Refusals(unittest.TestCase):
    def refused(self, *options):
        done = subprocess.run([ORG, *options], text=True, capture_output=True, timeout=60)
        self.assertEqual(1, done.returncode)
        return done.stderr

    def test_of_a_folder_that_cannot_be(self):
        with tempfile.NamedTemporaryFile() as file:
            self.assertEqual(f"latchkey-org: the folder {file.name}/x cannot be made\n",
                             self.refused("--mail-dir", file.name + "/x"))

    def test_of_a_template_that_names_nobody(self):
        with tempfile.NamedTemporaryFile("w") as policy:
            bad = policy_of("A", "B", {"subject": "Hi ${user.profile.shoeSize}"})
            json.dump(bad, policy, indent=1)
            policy.flush()
            said = self.refused("--policy", policy.name)
            self.assertRegex(said, r":\d+:\d+: \"mail.subject\" must be a template")

    def test_of_a_server_without_a_port(self):
        self.assertEqual("latchkey-org: \"mail.example\" cannot be the value of --smtp "
                         "(see --help)\n", self.refused("--smtp", "mail.example"))


if __name__ == "__main__":
    sys.exit(unittest.main())
