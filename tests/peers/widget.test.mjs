// Okta's Sign-In Widget, both generations of it, signs in at the simulated org. What it shows is
// known from its source. Where the widget has a defect, the test says so, and the org is right.
import assert from 'node:assert/strict';
import {after} from 'node:test';
import {closeBrowsers} from '../browser/support/browser.mjs';
import {ownClock, passTime} from '../browser/support/clock.mjs';
import {walks} from '../browser/support/walks.mjs';
import {ada, clientId, expireTransactions, fault, freshOrg, issuer, mailsTo, newestMail, org,
  page as site, redirectUri, scopes} from './support/org.mjs';
import {servePage} from './support/site.mjs';
import {widgetPage} from './support/widget_page.mjs';
import {noteWhenPolls, WidgetUser} from './support/widget_user.mjs';

const answer = '/idp/idx/challenge/answer';
const poll = '/idp/idx/challenge/poll';
const resend = '/idp/idx/challenge/resend';
const invalid = 'Invalid code. Try again.';
const formErrors = 'We found some errors. Please review the form and make corrections.';
const tooMany = 'Too many attempts. Try again later.';
const overLimit = 'You exceeded the maximum number of requests. Try again in a while.';
const unsupported = 'There was an unsupported response from server.';
const loggedOut =
  'You have been logged out due to inactivity. Refresh or return to the sign in screen.';

const count = (list, item) => list.filter((one) => one === item).length;
const otherThan = (code) => (code === '000000' ? '000001' : '000000');

after(closeBrowsers);
const journey = walks({freshOrg, origins: {site, org}, meet: (page) => new WidgetUser(page)});

// Chromium's advice about fields of Gen3.
const allowed = [/should have autocomplete attributes/];

// walk(generation, name, steps), with the page's own time to be moved if `clock`.
function walk(generation, name, {clock = false}, steps) {
  const prepare = async (context) => {
    servePage(widgetPage(generation, {issuer, clientId, redirectUri, scopes}));
    if (!clock) return;
    await ownClock(context);
    await context.addInitScript(noteWhenPolls);
  };
  journey(`${generation}: ${name}`, {view: 'plain', prepare, allowed}, steps);
}

// Second by second: the widget sets its timers a while after it shows the screen they belong to.
async function polls(person, context, times) {
  const heard = person.page.waitForResponse((one) => one.url().endsWith(poll));
  while ((await person.polledAt()).length < times) await passTime(context, 1);
  return (await heard).status();
}

for (const generation of ['gen2', 'gen3']) {
  const older = generation === 'gen2';

  walk(generation, 'code', {}, async ({person}) => {
    const {code} = await person.askForMail();
    await person.reads('Verify with your email', ada);
    await person.codeInstead.click();
    await person.verify(code);
    await person.isSignedIn();
    assert.deepEqual(person.requests, [
      'GET /oauth2/default/.well-known/openid-configuration',
      'POST /oauth2/default/v1/interact',
      'POST /idp/idx/introspect',
      'POST /idp/idx/identify',
      'POST /idp/idx/challenge',
      `POST ${answer}`,
      'POST /oauth2/default/v1/token',
      'GET /oauth2/default/v1/keys',
    ]);
    assert.equal((await mailsTo(ada)).length, 1);
  });

  walk(generation, 'usernames that are refused can be corrected', {}, async ({person}) => {
    await person.open();
    await person.username.waitFor();
    for (const [username, sentence] of [
      ['nobody@example.com', 'There is no account with the Username nobody@example.com.'],
      ['mallory@example.com', 'Your account is locked because of too many authentication attempts.'],
      ['rosa@example.com', 'User is not assigned to this application.'],
    ]) {
      await person.correctUsername(username);
      await person.reads(sentence);
    }
    await person.correctUsername(ada);
    await person.button('Send me an email').waitFor();
  });

  walk(generation, 'who has a password besides chooses, and can use it', {}, async ({person}) => {
    await person.open();
    await person.identify('linus@example.com');
    await person.reads("Verify it's you with a security method", 'l***s@example.com');
    await person.choice('Select Email - l***s@example.com.').waitFor();
    await person.choice('Select Password.').click();
    await person.typeInto(person.password, 'wrong', 'Verify');
    await person.reads('Password is incorrect');
    await person.typeInto(person.password, 'correct horse battery staple', 'Verify');
    await person.isSignedIn('Linus Torvalds');
    assert.deepEqual(await mailsTo('linus@example.com'), []);
  });

  // Neither generation cancels the transaction at the org: it expires by itself.
  walk(generation, 'back to sign in begins a new transaction', {}, async ({person}) => {
    await person.askForMail();
    await person.startsAgain();
    assert.equal(count(person.requests, 'POST /oauth2/default/v1/interact'), 2);
    assert.equal(count(person.requests, 'POST /idp/idx/cancel'), 0);
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
  });

  walk(generation, 'link: another browser has only the code to show', {},
    async ({person, newProfile, newPerson}) => {
      const {code, link} = await person.askForMail();
      const other = await newPerson(await newProfile());
      await other.page.goto(link);
      await other.reads('Your verification code',
        'Enter the OTP in your original authentication location.');
      // Gen3 does not show it.
      await (older ? other.reads(code) : other.doesNotFind(other.sentence(code)));
      assert.deepEqual(other.requests.slice(1), []);
      await person.codeInstead.click();
      await person.verify(code);
      await person.isSignedIn();
    });

  walk(generation, 'a wrong code, then the right one', {}, async ({person}) => {
    const {code} = await person.askForMail();
    await person.codeInstead.click();
    await person.verify(otherThan(code));
    await person.reads(invalid, formErrors);
    await person.verify(code);
    await person.isSignedIn();
  });

  walk(generation, 'resend: offered after half a minute, and only the new code is taken',
    {clock: true}, async ({person, context}) => {
      const {code: stale} = await person.askForMail();
      await person.doesNotFind(person.sendAgain);
      await passTime(context, 31);
      const sent = person.page.waitForResponse((one) => one.url().endsWith(resend));
      await person.sendAgain.click();
      await person.sendAgain.waitFor({state: 'hidden'});
      await sent;  // Gen3 does not wait for it
      const {code} = await newestMail(ada);
      assert.equal((await mailsTo(ada)).length, 2);
      assert.notEqual(code, stale);
      await person.codeInstead.click();
      await person.verify(stale);
      await person.reads(invalid);
      await person.verify(code);
      await person.isSignedIn();
    });

  walk(generation, 'expired: the code comes too late', {}, async ({person}) => {
    const {code} = await person.askForMail();
    await person.codeInstead.click();
    await expireTransactions();
    await person.verify(code);
    await person.reads(loggedOut);
    await person.startsAgain();
    assert.equal(count(person.requests, 'POST /oauth2/default/v1/interact'), 2);
  });

  walk(generation, 'expired: found by a poll, and there are no more polls', {clock: true},
    async ({person, context}) => {
      await person.askForMail();
      await expireTransactions();
      await passTime(context, 5);
      await person.reads(loggedOut);
      await person.doesNotFind(person.code, person.codeInstead);
      // W12: Gen2 keeps the title of the screen that is gone.
      assert.equal(await person.title.count(), older ? 1 : 0);
      const polls = count(person.requests, `POST ${poll}`);
      await passTime(context, 30);
      await person.startsAgain();
      assert.equal(count(person.requests, `POST ${poll}`), polls);
    });

  // Gen3 keeps the form only when the answer brings one, which is a defect. An API error makes no
  // message in okta-auth-js, and only Gen2 translates its code; Gen3 shows the org's sentence only
  // for the answer to introspect, which goes another way.
  for (const {kind, said, form} of [
    {kind: 'rate-limit-forms', said: tooMany, form: true},
    {kind: 'rate-limit-idx', said: tooMany, form: older},
    {kind: 'rate-limit-api', said: older ? overLimit : unsupported, form: older},
  ]) {
    walk(generation, `429: ${kind} to the code`, {}, async ({person}) => {
      const {code} = await person.askForMail();
      await person.codeInstead.click();
      await fault(answer, kind);
      await person.verify(code);
      await person.reads(said);
      if (!form) {
        await person.doesNotFind(person.code);
        return person.startsAgain();
      }
      assert.equal(await person.code.inputValue(), code);
      await person.verify(code);
      await person.isSignedIn();
    });
  }

  for (const kind of ['rate-limit-idx', 'rate-limit-api']) {
    walk(generation, `429: ${kind} to a poll is silent, and the next comes a minute later`,
      {clock: true}, async ({person, context}) => {
        await person.askForMail();
        await fault(poll, kind);
        assert.equal(await polls(person, context, 1), 429);
        // A defect of Gen2: it takes the sentence and the button away with the error that it does not show.
        if (older) await person.codeInstead.waitFor({state: 'hidden'});
        assert.equal(await polls(person, context, 2), 200);
        const [limited, next] = await person.polledAt();
        assert.ok(next - limited >= 60000, `after ${next - limited} ms`);
        await person.back.waitFor();
        await person.doesNotFind(person.sentence(tooMany), person.sentence(overLimit));
      });
  }

  walk(generation, '429: the org itself says it, after five wrong codes', {}, async ({person}) => {
    const {code} = await person.askForMail();
    await person.codeInstead.click();
    for (let i = 0; i < 5; ++i) {
      const refused = person.page.waitForResponse((one) => one.url().endsWith(answer));
      await person.verify(otherThan(code));
      assert.equal((await refused).status(), 401);
      await person.reads(invalid);
    }
    await person.verify(code);
    await person.reads(tooMany);
  });
}

walk('gen2', 'link: a new tab of the same browser finishes, and the first one says so', {},
  async ({person, context, newPerson}) => {
    const {link} = await person.askForMail();
    const second = await newPerson(context);
    await second.page.goto(link);
    await second.isSignedIn();
    assert.ok(second.requests.includes(`POST ${answer}`));
    await person.reads('Flow continued in a new tab.');
  });

// A defect of Gen3: it never sends the code that the link brings. Its own guide has no other way for an app's
// page, so that the person has to type it.
walk('gen3', 'link: a new tab of the same browser asks for the code all the same', {},
  async ({person, context, newPerson}) => {
    const {link, code} = await person.askForMail();
    const second = await newPerson(context);
    await second.page.goto(link);
    await second.codeInstead.click();
    assert.ok(second.requests.includes('POST /idp/idx/introspect'));
    assert.ok(!second.requests.includes(`POST ${answer}`));
    await second.verify(code);
    await second.isSignedIn();
    await person.reads('Flow continued in a new tab.');
  });
