// The magic link: in the same browser it finishes, in another one it shows the code.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {mailsTo, newestMail} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const secrets = /[?&#](otp|state|code|interaction_code)=/;

// Tells the test each address that the page shows from its first element on, and each one that it
// puts into the history.
async function reportAddresses(context) {
  const shown = [];
  await context.exposeBinding('reportAddress', (_, address) => shown.push(address));
  await context.addInitScript(() => {
    const tell = (address) => window.reportAddress(String(address));
    for (const name of ['pushState', 'replaceState']) {
      const original = history[name].bind(history);
      history[name] = (data, title, address) => {
        tell(new URL(address, location.href).href);
        return original(data, title, address);
      };
    }
    const body = new MutationObserver(() => {
      if (!document.body) return;
      body.disconnect();
      tell(location.href);
    });
    body.observe(document, {childList: true, subtree: true});
    document.addEventListener('DOMContentLoaded', () => tell(location.href));
    addEventListener('pagehide', () => tell(location.href));
  });
  return shown;
}

for (const view of ['painted', 'plain']) {
  journey(`link: opened in a second tab it finishes there, and the first follows (${view})`, {view},
    async ({person, context, newPerson}) => {
      const {link, code} = await person.askForMail();
      const shown = await reportAddresses(context);
      const second = await newPerson(context);
      const addresses = [];
      const referrers = [];
      second.page.on('request', async (request) => {
        addresses.push(request.url());
        referrers.push((await request.allHeaders()).referer ?? '');
      });
      await second.page.goto(link);
      await second.isSignedIn();
      await person.isSignedIn();

      assert.ok(shown.length >= 3, 'addresses were reported');
      assert.deepEqual(shown.filter((address) => secrets.test(address)), []);
      assert.deepEqual(referrers.filter((address) => secrets.test(address)), []);
      const landings = addresses.filter((address) => secrets.test(address));
      assert.equal(landings.length, 1, 'only the landing itself has them');
      assert.ok(landings[0].startsWith(`${site}/login/callback/?`));
      for (const each of [person, second]) {
        const {local, session, text} = await each.stored();
        assert.deepEqual({local, session}, {local: ['okta-token-storage'], session: ['latchkey-departures']});
        assert.ok(!text.includes(code));
      }
    });
}

journey('link: going back does not lead into it', async ({person, context, newPerson}) => {
  const {link} = await person.askForMail();
  const second = await newPerson(context);
  await second.page.goto(`${org}/inbox`);
  await second.page.goto(link);
  await second.isSignedIn();
  await second.page.goBack();
  assert.equal(second.page.url(), `${org}/inbox`);
});

journey('link: in another browser it shows the code for the first one',
  async ({person, newProfile, newPerson}) => {
    const {link, code} = await person.askForMail();
    const elsewhere = await newProfile({permissions: ['clipboard-read', 'clipboard-write']});
    const other = await newPerson(elsewhere);
    await other.page.goto(link);
    await other.heading('Did you just begin to sign in?').waitFor();
    await other.page.getByText('the page you began on was not ours').waitFor();
    await other.button('Yes, show the code').click();
    await other.heading('One more step').waitFor();
    await other.page.getByText(code.split('').join(' '), {exact: true}).waitFor();

    await other.button('Copy code').click();
    await other.status('Copied').waitFor();
    const copied = await other.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, code);
    await person.verify(copied);
    await person.isSignedIn();
    assert.deepEqual((await other.stored()).local, [], 'the other browser is not signed in');
    await other.button('Sign in here instead').click();
    await other.username.waitFor();
    assert.doesNotMatch(other.page.url(), secrets);
  });

// The browser of a mail program opens in the device's own one what its address bar says.
journey('link: what another browser was shown is still there for the one that it is for',
  async ({person, context, newProfile, newPerson}) => {
    const {link} = await person.askForMail();
    const other = await newPerson(await newProfile());
    await other.page.goto(link);
    await other.button('Yes, show the code').click();
    await other.page.reload();
    await other.button('Yes, show the code').click();
    await other.page.goto(`${org}/inbox`);
    await other.page.goBack();
    await other.heading('Did you just begin to sign in?').or(other.heading('One more step'))
      .waitFor();

    const own = await newPerson(context);
    await own.page.goto(other.page.url());
    await own.isSignedIn();
    await person.isSignedIn();
  });

journey('link: one that a mail program has damaged says so and begins nothing',
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    const second = await newPerson(context);
    const asked = [];
    second.page.on('request', (request) => asked.push(request.url()));
    await second.page.goto(`${site}/login/callback/?otp=${code}&amp;sta`);
    await second.heading('This link is damaged').waitFor();
    await second.page.reload();
    await second.heading('This link is damaged').waitFor();
    assert.deepEqual(asked.filter((address) => address.startsWith(org)), []);
    await second.button('Go on where you were').click();
    await second.verify(code);
    await second.isSignedIn();
    await person.isSignedIn();
  });

journey('link: where the clipboard is forbidden the page says so',
  {prepare: (context) => context.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {value: undefined});
    document.execCommand = () => false;
  })},
  async ({person, newProfile, newPerson}) => {
    const {link} = await person.askForMail();
    const other = await newPerson(await newProfile());
    await other.page.goto(link);
    await other.button('Yes, show the code').click();
    await other.button('Copy code').click();
    await other.status('did not let us copy').waitFor();
  });

journey('link: of an older mail it is refused, and the newest code still works',
  async ({person, page, context, newPerson}) => {
    await ownClock(context);
    const {link} = await person.askForMail();
    await passTime(context, 31);
    await person.button('Send again').click();
    await person.status('We sent you another email').waitFor();
    // The org itself refuses an older link: it leads to a page of the org, and nothing is lost.
    const second = await newPerson(context);
    await second.page.goto(link);
    await second.page.getByRole('heading', {name: 'out of date'}).waitFor();
    await person.verify((await newestMail(ada)).code);
    await person.isSignedIn();
  });

// As a custom mail template makes it: straight to the app, so the page meets the stale code.
const direct = (code, state) => `${site}/login/callback/?otp=${code}&state=${state}`;
const stateOf = (person) => person.page.evaluate(() =>
  JSON.parse(sessionStorage.getItem('okta-transaction-storage')).state);

journey('link: with a code that is no longer good it says so and goes on',
  async ({person, page, context, newPerson}) => {
    await ownClock(context);
    const old = await person.askForMail();
    const state = await stateOf(person);
    await passTime(context, 31);
    await person.button('Send again').click();
    await person.status('We sent you another email').waitFor();
    const second = await newPerson(context);
    await second.page.goto(direct(old.code, state));
    await second.isTold('That link no longer works');
    await second.verify((await newestMail(ada)).code);
    await second.isSignedIn();
    await person.isSignedIn();
  });

journey('link: used once more it leads to the app of who is signed in',
  async ({person, context, newPerson}) => {
    const {link, code} = await person.askForMail();
    const state = await stateOf(person);
    await person.verify(code);
    await person.isSignedIn();
    for (const address of [link, direct(code, state)]) {
      const again = await newPerson(context);
      await again.page.goto(address);
      await again.isSignedIn();
    }
    assert.equal((await mailsTo(ada)).length, 1);
  });

journey('link: used after signing out it signs nobody in and has a way on',
  async ({person, page}) => {
    const {code} = await person.askForMail();
    const state = await stateOf(person);
    await person.verify(code);
    await person.isSignedIn();
    await person.button('Sign out').click();
    await person.username.waitFor();
    await page.goto(direct(code, state));
    await person.isTold('That link belongs to a sign-in that is over');
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
    assert.deepEqual((await person.stored()).local.includes('okta-token-storage'), false);
  });
