// Bad weather between the page and the org: a sentence, what was typed still there, a way on.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {org} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {expireTransactions, fault, newestMail, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

// Chromium's own words for a request without an answer, and for a forbidden one; and ours.
const allowed = [/Failed to load resource/, /blocked by CORS policy/, /error: Latchkey: /];
// What the network does has nothing to do with the painting, which takes its time.
const plain = {view: 'plain', allowed};

// The org did nothing, and this came instead of an answer. `lost` is no answer at all.
const undone = ['status-500', 'html-200', 'html-502', 'garbage', 'empty-body', 'rate-limit-api',
  'rate-limit-idx', 'rate-limit-forms', 'blocked', 'lost'];
// The org did what was asked, but the answer never came.
const unheard = ['half-body', 'no-cors'];

async function happens(page, path, kind) {
  if (kind !== 'lost') return fault(path, kind);
  return page.route(`${org}${path}`, (route) => route.abort('connectionreset'), {times: 1});
}

// A sentence of ours: not a code, not the org's HTML, nothing of a program.
async function isAPlainSentence(person, kind) {
  await person.alert.first().waitFor();
  const text = await person.alert.first().innerText();
  assert.match(text, /^\W*[A-Z][^<>{}]+[.]\s*$/u, `${kind}: ${text}`);
  assert.doesNotMatch(text, /error|exception|undefined|null|JSON|HTTP|E0000|\b[45]\d\d\b/i,
    `${kind}: ${text}`);
}

// Presses `button` once for each fault, and waits for what is said. While the org wants to be left
// alone a press would send nothing, so that time passes first.
async function endure(person, path, button, isUnharmed) {
  const context = person.page.context();
  for (const kind of undone) {
    await happens(person.page, path, kind);
    const answered = Promise.race([
      person.page.waitForResponse((response) => isOf(response.request(), path)),
      person.page.waitForEvent('requestfailed', (request) => isOf(request, path)),
    ]);
    await person.button(button).click();
    await answered;
    await isAPlainSentence(person, kind);
    await isUnharmed(kind);
    if (kind.startsWith('rate-limit')) await passTime(context, 61);
  }
}
const isOf = (request, path) =>
  request.method() === 'POST' && new URL(request.url()).pathname === path;

journey('weather: at the username', plain, async ({person, context}) => {
  await ownClock(context);
  await person.open();
  await person.username.fill(ada);
  await endure(person, paths.identify, 'Next', async (kind) =>
    assert.equal(await person.username.inputValue(), ada, kind));
  await person.button('Next').click();
  await person.button('Send me an email').waitFor();
});

for (const kind of unheard) {
  journey(`weather: at the username, ${kind}: the second try goes on`, plain, async ({person}) => {
    await fault(paths.identify, kind);
    await person.open();
    await person.identify(ada);
    await isAPlainSentence(person, kind);
    assert.equal(await person.username.inputValue(), ada);
    await person.button('Next').click();
    await person.button('Send me an email').waitFor();
  });

  journey(`weather: at the code, ${kind}: the second try signs in`, plain, async ({person}) => {
    const {code} = await person.askForMail();
    await fault(paths.answer, kind);
    await person.verify(code);
    await isAPlainSentence(person, kind);
    assert.equal(await person.code.inputValue(), code);
    await person.button('Verify').click();
    await person.isSignedIn();
  });
}

journey('weather: when the mail is asked for', plain, async ({person, context}) => {
  await ownClock(context);
  await person.open();
  await person.identify(ada);
  await endure(person, paths.challenge, 'Send me an email', () => {});
  await person.button('Send me an email').click();
  await person.code.waitFor();
});

journey('weather: at the code', plain, async ({person, context}) => {
  await ownClock(context);
  const {code} = await person.askForMail();
  await person.code.fill(code);
  await endure(person, paths.answer, 'Verify', async (kind) =>
    assert.equal(await person.code.inputValue(), code, kind));
  await person.button('Verify').click();
  await person.isSignedIn();
});

// This answer is no IDX document, and after a firewall's refusal there is no second try.
for (const kind of undone.filter((name) => !/idx|forms|blocked/.test(name))) {
  journey(`weather: at the tokens, ${kind}`, plain, async ({person, page}) => {
    const {code} = await person.askForMail();
    await happens(page, paths.token, kind);
    await person.verify(code);
    await isAPlainSentence(person, kind);
    // By itself after a while, or at once.
    await person.button('Try again').click();
    await person.isSignedIn();
  });
}

journey('weather: while the page opens', plain, async ({person, page, context}) => {
  await ownClock(context);
  for (const path of [paths.interact, paths.introspect]) await fault(path, 'status-500');
  await person.open();
  await person.username.fill(ada);
  await isAPlainSentence(person, 'status-500');
  await person.button('Next').click();
  await isAPlainSentence(person, 'status-500');
  assert.equal(await person.username.inputValue(), ada);
  await person.button('Next').click();
  await person.button('Send me an email').waitFor();
});

journey('weather: a poll that fails is not shown', plain, async ({person, page, context}) => {
  await ownClock(context);
  const {code} = await person.askForMail();
  for (const kind of ['status-500', 'html-502', 'half-body']) {
    await fault(paths.poll, kind);
    const polled = page.waitForResponse((response) => isOf(response.request(), paths.poll));
    await passTime(context, 61);
    await polled;
  }
  await person.code.fill(code);
  assert.equal(await person.alert.count(), 0);
  await person.button('Verify').click();
  await person.isSignedIn();
});

// The sign-in is over at the org: a new one begins, and the username is still there.
async function beginsAnew(person) {
  await person.username.waitFor();
  await person.status('we started again').waitFor();
  assert.equal(await person.username.inputValue(), ada);
  await person.button('Next').click();
  await person.button('Send me an email').click();
  await person.code.waitFor();
  await person.verify((await newestMail(ada)).code);
  await person.isSignedIn();
}

journey('weather: the session ends before the username is sent', plain, async ({person, page}) => {
  const introspected = page.waitForResponse(/introspect/);
  await person.open();
  await introspected;
  await expireTransactions();
  await person.identify(ada);
  await beginsAnew(person);
});

journey('weather: the session ends before the code is typed', plain, async ({person}) => {
  const {code} = await person.askForMail();
  await expireTransactions();
  await person.verify(code);
  await beginsAnew(person);
});

// The org has given the tokens away, but they never came: the second try meets a spent code.
for (const kind of unheard) {
  journey(`weather: the tokens get lost on the way, ${kind}`, plain, async ({person, page}) => {
    const {code} = await person.askForMail();
    await happens(page, paths.token, kind);
    await person.verify(code);
    await isAPlainSentence(person, kind);
    await person.button('Try again').click();
    await beginsAnew(person);
  });
}

for (const kind of ['wrong-nonce', 'wrong-audience', 'bad-signature', 'unknown-kid']) {
  journey(`weather: an ID token with ${kind} signs nobody in`, plain, async ({person}) => {
    const {code} = await person.askForMail();
    await fault(paths.token, kind);
    await person.verify(code);
    await isAPlainSentence(person, kind);
    assert.deepEqual((await person.stored()).local, []);
    await person.button('Start again').click();
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
  });
}

journey('weather: offline and back', plain, async ({person, context}) => {
  await person.askForMail();
  const {code} = await newestMail(ada);
  await context.setOffline(true);
  await person.verify(code);
  await person.isTold('You seem to be offline');
  assert.equal(await person.code.inputValue(), code);
  await context.setOffline(false);
  await person.isSignedIn();
});
