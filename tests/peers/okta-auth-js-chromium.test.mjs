// okta-auth-js in Chromium, with its real storages, cookies and preflights, in both of its modes.
// What it makes of each answer in detail is in the tests that run it in Node.
import assert from 'node:assert/strict';
import {after} from 'node:test';
import {closeBrowsers} from '../browser/support/browser.mjs';
import {walks} from '../browser/support/walks.mjs';
import {ada, expireTransactions, fault, freshOrg, mailsTo, newestMail, org,
  page as site} from './support/org.mjs';
import {AppUser, authJsPage, modes} from './support/auth_js_page.mjs';
import {servePage} from './support/site.mjs';

const answer = '/idp/idx/challenge/answer';
const success = {status: 'SUCCESS', step: undefined, keys: [], name: 'Ada Lovelace'};
const invalid = {status: 'PENDING', step: 'challenge-authenticator',
  keys: ['api.authn.error.PASSCODE_INVALID'], name: undefined};

after(closeBrowsers);

for (const [mode, {options}] of Object.entries(modes)) {
  const journey =
    walks({freshOrg, origins: {site, org}, meet: (page) => new AppUser(page, mode)});
  const walk = (name, steps) => journey(`${mode}: ${name}`, {view: 'plain',
    prepare: () => servePage(authJsPage(options))}, steps);

  walk('code', async ({person}) => {
    const {code} = await person.askForMail();
    assert.deepEqual(await person.answer(code), success);
    assert.equal(await person.isAuthenticated(), true);
    assert.equal((await mailsTo(ada)).length, 1);
  });

  walk('link in a new tab', async ({person, context, newPerson}) => {
    const {link} = await person.askForMail();
    const second = await newPerson(context);
    await second.page.goto(link);
    assert.deepEqual(await second.link(), success);
    assert.equal(await person.isAuthenticated(), true, 'the tokens are for all tabs');
  });

  walk('link in another browser', async ({person, newProfile, newPerson}) => {
    const {code, link} = await person.askForMail();
    const other = await newPerson(await newProfile());
    await other.page.goto(link);
    const {error} = await other.link();
    assert.equal(error, mode === 'legacy' ? 'EmailVerifyCallbackError' : 'AuthSdkError');
    assert.deepEqual(await person.answer(code), success);
  });

  walk('a wrong code, then the right one', async ({person}) => {
    const {code} = await person.askForMail();
    assert.deepEqual(await person.answer(code === '000000' ? '000001' : '000000'), invalid);
    assert.deepEqual(await person.answer(code), success);
  });

  walk('resend', async ({person}) => {
    const {code: stale} = await person.askForMail();
    assert.equal((await person.resend()).step, 'challenge-authenticator');
    const {code} = await newestMail(ada);
    assert.deepEqual(await person.answer(stale), invalid);
    assert.deepEqual(await person.answer(code), success);
  });

  walk('expired: the code comes too late', async ({person}) => {
    const {code} = await person.askForMail();
    await expireTransactions();
    const {status, keys} = await person.answer(code);
    assert.deepEqual([status, keys], ['TERMINAL', ['idx.session.expired']]);
    assert.equal((await person.idx(['start'])).status, 'PENDING');
  });

  for (const [kind, status, keys] of [
    ['rate-limit-forms', 'PENDING', ['tooManyRequests']],
    ['rate-limit-idx', 'TERMINAL', ['tooManyRequests']],
    ['rate-limit-api', 'TERMINAL', []],
  ]) {
    walk(`429: ${kind}, and the second attempt signs in`, async ({person}) => {
      const {code} = await person.askForMail();
      await fault(answer, kind);
      const limited = await person.answer(code);
      assert.deepEqual([limited.status, limited.keys], [status, keys]);
      assert.deepEqual(await person.answer(code), success);
    });
  }
}

const legacy = (options = {}) => [
  walks({freshOrg, origins: {site, org}, meet: (page) => new AppUser(page, 'legacy')}),
  {view: 'plain', prepare: () => servePage(authJsPage({...modes.legacy.options, ...options}))},
];

// Its key stays in the browser's database; its proofs are answered with a nonce first.
const [bound, withProofs] = legacy({dpop: true});
bound('legacy: tokens that are bound to a key of the browser', withProofs, async ({person}) => {
  const {code} = await person.askForMail();
  assert.deepEqual(await person.answer(code), success);
  const {type, user} = await person.page.evaluate(async () => ({
    type: window.app.tokenManager.getTokensSync().accessToken.tokenType,
    user: await window.app.getUser(),
  }));
  assert.deepEqual([type, user.email], ['DPoP', ada]);
});

// In a frame, with prompt=none and okta_post_message: how it renews tokens without a refresh token.
const [framed, plain] = legacy();
framed('legacy: tokens from the session of the org, without a prompt', plain, async ({person}) => {
  const silently = () => person.page.evaluate(async () => {
    try {
      const {tokens} = await window.app.token.getWithoutPrompt();
      return tokens.idToken.claims.email;
    } catch (error) {
      return error.errorCode;
    }
  });
  await person.open();
  assert.equal(await silently(), 'login_required');
  const {code} = await person.askForMail();
  assert.deepEqual(await person.answer(code), success);
  assert.equal(await silently(), ada);
});

const [redirected, atCallback] = legacy();
redirected('legacy: by redirects, through the page of the org', atCallback, async ({person}) => {
  const {page} = person;
  await person.open();
  await page.evaluate(() => window.app.signInWithRedirect());
  await page.getByLabel('Username').fill(ada);
  await page.getByRole('button', {name: 'Next'}).click();
  await page.getByRole('button', {name: 'Send me an email'}).click();
  const field = page.getByLabel('Enter code');
  await field.waitFor();
  await field.fill((await newestMail(ada)).code);
  await page.getByRole('button', {name: 'Next'}).click();
  await page.waitForURL((url) => url.origin === site);
  const name = await page.evaluate(async () => {
    const {tokens} = await window.app.token.parseFromUrl();
    return tokens.idToken.claims.name;
  });
  assert.equal(name, 'Ada Lovelace');
});
