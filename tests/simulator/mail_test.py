#!/usr/bin/env python3
"""The mails of latchkey-org, read by programs that are not ours: Python's email package, and
aiosmtpd as the mail server. LATCHKEY_ORG names the program."""
import asyncio
import email
import email.policy
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
            kept = file.read_bytes()
            self.assertEqual(kept, sent)
            self.assertEqual(kept, org.fetch(f"/inbox/{file.stem[-22:]}.eml"))
            self.check(parsed(kept), mail)

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

    def test_of_a_server_without_a_port(self):
        self.assertEqual("latchkey-org: \"mail.example\" cannot be the value of --smtp "
                         "(see --help)\n", self.refused("--smtp", "mail.example"))


if __name__ == "__main__":
    sys.exit(unittest.main())
