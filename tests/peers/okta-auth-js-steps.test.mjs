// okta-auth-js 8 as it comes: every call names its step. Where that breaks the
// email flow, the test says so: those are Okta's own mistakes, and the org is right.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {ada, clickedLink, freshOrg, grace, newestMail} from './support/org.mjs';
import {Browser, closeTabs} from './support/tab.mjs';

async function askForMail(tab) {
  const {idx} = tab.app;
  const started = await idx.start();
  assert.equal(started.status, 'PENDING');
  assert.ok(started.availableSteps.some(({name}) => name === 'identify'));
  const asked = await idx.proceed({step: 'identify', username: ada});
  assert.equal(asked.nextStep.name, 'authenticator-verification-data');
  const sent = await idx.proceed({step: 'authenticator-verification-data', methodType: 'email'});
  assert.equal(sent.nextStep.name, 'challenge-authenticator');
}

const answer = (tab, otp) => tab.app.idx.proceed({step: 'challenge-authenticator', otp});

beforeEach(freshOrg);
afterEach(closeTabs);

test('steps: a wrong code, then the right one', async () => {
  const tab = new Browser().openTab();
  await askForMail(tab);
  const {code} = await newestMail(ada);
  const refused = await answer(tab, code === '000000' ? '1' : '000000');
  assert.equal(refused.status, 'PENDING');
  assert.deepEqual(refused.messages.map(({i18n}) => i18n.key), ['api.authn.error.PASSCODE_INVALID']);
  const {status, tokens} = await answer(tab, code);
  assert.equal(status, 'SUCCESS');
  assert.equal(tokens.idToken.claims.preferred_username, ada);
});

test('steps: a resend is an action', async () => {
  const tab = new Browser().openTab();
  await askForMail(tab);
  const {code} = await newestMail(ada);
  const again = await tab.app.idx.proceed({actions: ['currentAuthenticatorEnrollment-resend']});
  assert.equal(again.nextStep.name, 'challenge-authenticator');
  const mail = await newestMail(ada);
  assert.notEqual(mail.code, code);
  assert.equal((await answer(tab, mail.code)).status, 'SUCCESS');
});

test('steps: a magic link needs its step named', async () => {
  const browser = new Browser();
  await askForMail(browser.openTab());
  const search = await clickedLink(ada);
  const {app: {idx}} = browser.openTab();
  await assert.rejects(idx.handleEmailVerifyCallback(search),
    {message: 'No `step` or `action` provided'});
  const {otp, state} = idx.parseEmailVerifyCallback(search);
  const {status, tokens} = await idx.proceed({step: 'challenge-authenticator', otp, state});
  assert.equal(status, 'SUCCESS');
  assert.equal(tokens.idToken.claims.email, ada);
});

test('steps: the tab that waited falls over its last poll', async () => {
  const browser = new Browser();
  const first = browser.openTab();
  await askForMail(first);
  const {otp, state} = Object.fromEntries(new URLSearchParams(await clickedLink(ada)));
  await browser.openTab().app.idx.proceed({step: 'challenge-authenticator', otp, state});
  await assert.rejects(first.app.idx.proceed({actions: ['currentAuthenticatorEnrollment-poll']}),
    {name: 'TypeError'});
});

test('steps: authenticate() is no way in any more', async () => {
  const {app} = new Browser().openTab();
  await assert.rejects(app.idx.authenticate({username: grace}),
    {message: 'No `step` or `action` provided'});
});
