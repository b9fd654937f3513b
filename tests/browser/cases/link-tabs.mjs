// Several tabs at one sign-in, where the browser itself decides: its locks, what its tabs hear of each
// other, what it copies, keeps and prepares.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {expireTransactions, fault, newestMail, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

// As a custom mail template makes it: straight to the app.
const direct = (code, state) => `${site}/login/callback/?otp=${code}&state=${state}`;
const metaOf = (person) => person.page.evaluate(() =>
  JSON.parse(sessionStorage.getItem('okta-transaction-storage')));

// Counts what all tabs of a browser ask of the org.
function counted(context) {
  const seen = {};
  context.on('request', (request) => {
    if (request.method() !== 'POST') return;
    const path = new URL(request.url()).pathname;
    seen[path] = (seen[path] ?? 0) + 1;
  });
  return seen;
}

async function isQuiet(people) {
  for (const {alert} of people) assert.equal(await alert.count(), 0);
}

journey('tabs: the link opened twice at once is answered and redeemed once', {view: 'plain'},
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    const {state} = await metaOf(person);
    const seen = counted(context);
    const others = [await newPerson(context), await newPerson(context)];
    await Promise.all(others.map(({page}) => page.goto(direct(code, state))));
    await Promise.all([person, ...others].map((each) => each.isSignedIn()));
    await isQuiet([person, ...others]);
    assert.equal(seen[paths.answer], 1);
    assert.equal(seen[paths.token], 1);
  });

journey('tabs: the code typed while the link is on its way is answered once', {view: 'plain'},
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    const {state} = await metaOf(person);
    const seen = counted(context);
    const other = await newPerson(context);
    await fault(paths.answer, 'latency-500');
    await Promise.all([other.page.goto(direct(code, state)), person.verify(code)]);
    await Promise.all([person.isSignedIn(), other.isSignedIn()]);
    assert.equal(seen[paths.answer], 1);
    assert.equal(seen[paths.token], 1);
  });

journey('tabs: both reloaded while the answer is on its way end in the app', {view: 'plain'},
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    const {state} = await metaOf(person);
    const other = await newPerson(context);
    await fault(paths.answer, 'latency-500');
    const answering = other.page.waitForRequest((it) => it.url().endsWith(paths.answer) &&
      it.method() === 'POST');
    await other.page.goto(direct(code, state));
    await answering;
    await Promise.all([person.page.reload(), other.page.reload()]);
    await Promise.all([person.isSignedIn(), other.isSignedIn()]);
    assert.deepEqual((await other.stored()).session, ['latchkey-departures']);
    assert.deepEqual((await person.stored()).session, ['latchkey-departures']);
  });

const missing = {
  'locks': () => { Object.defineProperty(navigator, 'locks', {value: undefined}); },
  'permission to use locks': () => {
    if (!navigator.locks) return;
    navigator.locks.request = async () => { throw new DOMException('no', 'SecurityError'); };
  },
  'a channel': () => { delete window.BroadcastChannel; },
  'a channel that works': () => {
    window.BroadcastChannel = class { constructor() { throw new Error('no'); } };
  },
  'storage events': () => {
    addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
  },
  'locks, channel and what else Safari 15 lacks': () => {
    Object.defineProperty(navigator, 'locks', {value: undefined});
    delete window.BroadcastChannel;
    delete window.requestIdleCallback;
    delete Promise.withResolvers;
    delete Array.prototype.at;
    delete Object.hasOwn;
    delete window.structuredClone;
  },
};
for (const [what, remove] of Object.entries(missing)) {
  journey(`tabs: without ${what} the first tab follows all the same`,
    {view: 'plain', prepare: (context) => context.addInitScript(remove)},
    async ({person, context, newPerson}) => {
      const {link} = await person.askForMail();
      const other = await newPerson(context);
      await other.page.goto(link);
      await other.isSignedIn();
      await person.isSignedIn();
    });
}

journey('tabs: a duplicate of the waiting tab shares its sign-in', {view: 'plain'},
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    const copied = await person.page.evaluate(() => ({...sessionStorage}));
    const duplicate = await newPerson(context);
    await duplicate.page.addInitScript((entries) => {
      if (location.protocol === 'about:' || sessionStorage.getItem('copied')) return;
      for (const name of Object.keys(entries)) sessionStorage.setItem(name, entries[name]);
      sessionStorage.setItem('copied', 'yes');
    }, copied);
    await duplicate.open();
    await duplicate.code.waitFor();
    await duplicate.verify(code);
    await Promise.all([person.isSignedIn(), duplicate.isSignedIn()]);
    assert.deepEqual((await duplicate.stored()).session, ['copied', 'latchkey-departures']);
    assert.deepEqual((await person.stored()).session, ['latchkey-departures']);
  });

journey('tabs: a page that the browser brings back from its memory looks around at once',
  {view: 'plain'}, async ({person, page, context, newPerson}) => {
    await ownClock(context);
    const {link} = await person.askForMail();
    // As when the page was frozen: it hears no storage event.
    await page.evaluate(() => {
      addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
      BroadcastChannel.prototype.addEventListener = () => {};
      window.deaf = true;
    });
    await page.evaluate(() => Object.defineProperty(document, 'hidden', {get: () => true}));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const other = await newPerson(context);
    await other.page.goto(link);
    await other.isSignedIn();
    await page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})));
    await person.isSignedIn();
  });

journey('tabs: a page that is only prepared asks the org for nothing until somebody wants it',
  {view: 'plain', prepare: (context) => context.addInitScript(() => {
    let isPrepared = true;
    Object.defineProperty(document, 'prerendering', {get: () => isPrepared});
    window.want = () => {
      isPrepared = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  })},
  async ({person, page}) => {
    const asked = [];
    page.on('request', (request) => request.url().startsWith(org) && asked.push(request.url()));
    await person.open();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked, []);
    await person.username.fill(ada);
    await page.evaluate(() => window.want());
    await person.button('Next').click();
    await person.button('Send me an email').waitFor();
  });

// Where nothing was spent, the address bar has the link again, as it was meant: a reload, or another
// browser, has to find it there. All else is gone from it.
const elsewhere = {heading: 'Did you just begin to sign in?', query: '?otp=<code>&state=of-nobody'};
const damaged = {heading: 'This link is damaged'};
const addresses = {
  '?otp=<code>&state=<state>': elsewhere,
  '?state=<state>&otp=<code>&utm=mail': elsewhere,
  '#otp=<code>&state=<state>': elsewhere,
  '#/login?otp=<code>&state=<state>': elsewhere,
  '#/?otp=<code>&state=<state>': elsewhere,
  '?OTP=<code>&STATE=<state>': elsewhere,
  '?otp=<code>&otp=<code>&state=<state>': elsewhere,
  '?%6Ftp=<code>': damaged,
  '?otp=<code>': damaged,
  '?error=access_denied&error_description=ada%40example.com': {heading: 'Sign in', query: ''},
  '?recoveryToken=<code>': {heading: 'This link is for your organization\u2019s page', query: ''},
};
journey('tabs: what the address bar shows of a link',
  {view: 'plain', allowed: [/^error: Latchkey: foreign-address/]},
  async ({person, context, newPerson}) => {
    const {code} = await person.askForMail();
    for (const [address, {heading, query}] of Object.entries(addresses)) {
      const other = await newPerson(context);
      await other.page.goto(`${site}/login/callback/` +
        address.replaceAll('<code>', code).replace('<state>', 'of-nobody'));
      await other.heading(heading).waitFor();
      const shown = new URL(other.page.url());
      if (query !== undefined) {
        assert.equal(shown.search + shown.hash, query.replace('<code>', code), address);
      }
      await other.page.close();
    }
  });

// However it ends: what the tabs keep, by name, and nothing of it secret.
const endings = {
  'by code': async ({person, code}) => {
    await person.verify(code);
    await person.isSignedIn();
  },
  'by the link in the same tab': async ({person, page, address}) => {
    await page.goto(address);
    await person.isSignedIn();
  },
  'by the link in another tab': async ({person, address, context, newPerson}) => {
    const other = await newPerson(context);
    await other.page.goto(address);
    await other.isSignedIn();
    await person.isSignedIn();
  },
  'by signing out': async ({person, code}) => {
    await person.verify(code);
    await person.isSignedIn();
    await person.button('Sign out').click();
    await person.username.waitFor();
  },
  'by starting over': async ({person}) => {
    await person.button('Back to sign in').click();
    await person.username.waitFor();
  },
  'by being too late': async ({person, code}) => {
    await expireTransactions();
    await person.verify(code);
    await person.username.waitFor();
  },
  'by a refusal of the tokens': async ({person, code}) => {
    await fault(paths.token, 'wrong-nonce');
    await person.verify(code);
    await person.page.waitForFunction(() => !document.getElementById('passcode'));
  },
};
for (const [how, end] of Object.entries(endings)) {
  journey(`tabs: ended ${how}, a sign-in leaves no secret behind`,
    {view: 'plain', allowed: [/^error: Latchkey: /]},
    async (stage) => {
      const {person, context} = stage;
      const {code} = await person.askForMail();
      const {state, nonce, codeVerifier, interactionHandle} = await metaOf(person);
      await end({...stage, code, address: direct(code, state)});
      for (const page of context.pages()) {
        const all = await page.evaluate(() => JSON.stringify([{...localStorage},
          {...sessionStorage}, history.state, document.cookie, location.href]));
        const secrets = {code, state, codeVerifier, interactionHandle};
        if (!all.includes('okta-token-storage')) secrets.nonce = nonce;
        for (const name of Object.keys(secrets)) {
          assert.ok(!all.includes(secrets[name]), `${name} in ${all}`);
        }
      }
    });
}
