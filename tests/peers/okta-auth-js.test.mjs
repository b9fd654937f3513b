// okta-auth-js 8 signs in at the simulated org, as an app of today does: in its legacy mode. What
// it makes of bad weather is what it makes of it at Okta; where it falls over, the test says so.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {ada, advance, clickedLink, expireTransactions, fault, freshOrg, grace, mailsTo, newestMail,
  redirectUri} from './support/org.mjs';
import {Browser, closeTabs, legacy} from './support/tab.mjs';

const token = '/oauth2/default/v1/token';
const answer = '/idp/idx/challenge/answer';

const openTab = () => new Browser().openTab(legacy);
const keysOf = ({messages = []}) => messages.map(({i18n}) => i18n.key);

// Up to where the code is asked for.
async function askForMail(tab, username = ada) {
  let transaction = await tab.app.idx.authenticate({username});
  if (username === ada) {
    assert.equal(transaction.nextStep.name, 'authenticator-verification-data');
    assert.deepEqual(await mailsTo(ada), [], 'no mail without being asked');
    transaction = await tab.app.idx.proceed({methodType: 'email'});
  }
  assert.equal(transaction.status, 'PENDING');
  assert.equal(transaction.nextStep.name, 'challenge-authenticator');
  assert.deepEqual(transaction.nextStep.inputs.map(({name}) => name), ['verificationCode']);
  assert.equal(transaction.nextStep.authenticator.key, 'okta_email');
  return transaction;
}

async function signIn(tab, username = ada) {
  await askForMail(tab, username);
  const {code} = await newestMail(username);
  const transaction = await tab.app.idx.proceed({verificationCode: code});
  isSignedIn(transaction);
  tab.app.tokenManager.setTokens(transaction.tokens);
  return transaction.tokens;
}

// Tokens come out only after okta-auth-js has checked the ID token: issuer, audience, times,
// signature and at_hash.
function isSignedIn(transaction, username = undefined) {
  assert.equal(transaction.status, 'SUCCESS');
  const {accessToken, idToken, refreshToken} = transaction.tokens;
  assert.ok(accessToken.accessToken && refreshToken.refreshToken);
  if (username) assert.equal(idToken.claims.preferred_username, username);
}

beforeEach(freshOrg);
afterEach(closeTabs);

for (const [username, sequence] of [[ada, ['challenge', 'challenge/answer']],
  [grace, ['challenge/answer']]]) {
  test(`code: ${username} signs in, and no request is wasted`, async () => {
    const tab = openTab();
    await askForMail(tab, username);
    const {code} = await newestMail(username);
    isSignedIn(await tab.app.idx.proceed({verificationCode: code}), username);
    assert.deepEqual(tab.requests, [
      'GET /oauth2/default/.well-known/openid-configuration',
      'POST /oauth2/default/v1/interact',
      'POST /idp/idx/introspect',
      'POST /idp/idx/identify',
      ...sequence.map((path) => `POST /idp/idx/${path}`),
      `POST ${token}`,
      'GET /oauth2/default/v1/keys',
    ]);
    assert.equal((await mailsTo(username)).length, 1);
  });
}

test('code: one call with the username and the method goes straight to the mail', async () => {
  const {app} = openTab();
  const transaction = await app.idx.authenticate({username: ada, methodType: 'email'});
  assert.equal(transaction.nextStep.name, 'challenge-authenticator');
  assert.equal((await mailsTo(ada)).length, 1);
});

test('code: who has a password besides chooses the email by its key', async () => {
  const {app} = openTab();
  const username = 'linus@example.com';
  const asked = await app.idx.authenticate({username});
  assert.equal(asked.nextStep.name, 'select-authenticator-authenticate');
  assert.deepEqual(asked.nextStep.inputs[0].options.map(({value}) => value).sort(),
    ['okta_email', 'okta_password']);
  // okta-auth-js leaves the method out, and is asked for it.
  const chosen = await app.idx.proceed({authenticator: 'okta_email'});
  assert.equal(chosen.nextStep.name, 'authenticator-verification-data');
  await app.idx.proceed({methodType: 'email'});
  const {code} = await newestMail(username);
  isSignedIn(await app.idx.proceed({verificationCode: code}), username);
});

test('mistakes: an unknown username is named, and can be corrected', async () => {
  const {app} = openTab();
  const refused = await app.idx.authenticate({username: 'nobody@example.com'});
  assert.equal(refused.status, 'PENDING');
  assert.deepEqual(keysOf(refused), ['idx.unknown.user']);
  assert.equal(refused.nextStep.name, 'identify');
  assert.equal((await app.idx.proceed({username: grace})).nextStep.name, 'challenge-authenticator');
});

test('mistakes: a wrong code, then the right one', async () => {
  const tab = openTab();
  await askForMail(tab);
  const {code} = await newestMail(ada);
  const refused = await tab.app.idx.proceed({verificationCode: code === '000000' ? '1' : '000000'});
  assert.equal(refused.status, 'PENDING');
  assert.equal(refused.requestDidSucceed, false);
  assert.deepEqual(keysOf(refused), ['api.authn.error.PASSCODE_INVALID']);
  isSignedIn(await tab.app.idx.proceed({verificationCode: code}), ada);
});

test('resend: a second mail comes, and the code of the first is refused', async () => {
  const tab = openTab();
  const waiting = await askForMail(tab);
  assert.ok(waiting.nextStep.canResend);
  const first = await newestMail(ada);
  const again = await tab.app.idx.proceed({resend: true});
  assert.equal(again.nextStep.name, 'challenge-authenticator');
  const mails = await mailsTo(ada);
  assert.equal(mails.length, 2);
  assert.notEqual(mails[0].code, first.code);
  const refused = await tab.app.idx.proceed({verificationCode: first.code});
  assert.deepEqual(keysOf(refused), ['api.authn.error.PASSCODE_INVALID']);
  isSignedIn(await tab.app.idx.proceed({verificationCode: mails[0].code}), ada);
});

test('cancel: the transaction is gone, and the next one begins anew', async () => {
  const tab = openTab();
  await askForMail(tab);
  assert.equal((await tab.app.idx.cancel()).status, 'CANCELED');
  assert.equal(tab.app.idx.canProceed(), false);
  await freshOrg();
  await signIn(tab);
});

test('link: opened in a new tab of the same browser, that tab finishes', async () => {
  const browser = new Browser();
  const first = browser.openTab(legacy);
  await askForMail(first);
  const second = browser.openTab(legacy);
  const search = await clickedLink(ada);
  assert.ok(second.app.idx.isEmailVerifyCallback(search));
  isSignedIn(await second.app.idx.handleEmailVerifyCallback(search), ada);
  assert.deepEqual(second.requests, ['POST /idp/idx/introspect', `POST ${answer}`, `POST ${token}`,
    'GET /oauth2/default/v1/keys']);
  // The tab that waited is told so by its next poll, and forgets its transaction.
  const told = await first.app.idx.proceed({actions: ['currentAuthenticatorEnrollment-poll']});
  assert.equal(told.status, 'TERMINAL');
  assert.deepEqual(keysOf(told), ['idx.transferred.to.new.tab']);
  assert.equal(first.app.idx.canProceed(), false);
});

test('link: opened in the tab that waits, it finishes there', async () => {
  const tab = openTab();
  await askForMail(tab, grace);
  isSignedIn(await tab.app.idx.handleEmailVerifyCallback(await clickedLink(grace)), grace);
});

test('link: in another browser there is only the code to be read', async () => {
  await askForMail(openTab());
  const {code} = await newestMail(ada);
  const {idx} = openTab().app;
  await assert.rejects(idx.handleEmailVerifyCallback(await clickedLink(ada)), (error) => {
    assert.ok(idx.isEmailVerifyCallbackError(error));
    assert.equal(error.otp, code);
    return true;
  });
});

test('poll: the org goes on asking for the code until there is an answer', async () => {
  const tab = openTab();
  const waiting = await askForMail(tab);
  const poll = waiting.availableSteps.find(({name}) =>
    name === 'currentAuthenticatorEnrollment-poll');
  assert.equal(poll.refresh, 4000);
  for (let i = 0; i < 3; ++i) {
    const {rawIdxState} = await waiting.actions['currentAuthenticatorEnrollment-poll']();
    assert.equal(rawIdxState.remediation.value[0].name, 'challenge-authenticator');
  }
  const {code} = await newestMail(ada);
  isSignedIn(await tab.app.idx.proceed({verificationCode: code}));
});

test('expired: the code comes too late, and the next sign-in works', async () => {
  const tab = openTab();
  await askForMail(tab);
  await expireTransactions();
  const {code} = await newestMail(ada);
  const refused = await tab.app.idx.proceed({verificationCode: code});
  assert.equal(refused.status, 'TERMINAL');
  assert.deepEqual(keysOf(refused), ['idx.session.expired']);
  assert.ok(tab.app.idx.canProceed(), 'okta-auth-js keeps the dead transaction');
  const fresh = await tab.app.idx.start();
  assert.equal(fresh.status, 'PENDING');
  await signIn(tab, grace);
});

// Okta sends application/ion+json, and okta-auth-js looks for an IDX document only in an answer of
// application/json: the reason is lost. The org is right.
test('expired: after a reload okta-auth-js does not understand the answer', async () => {
  const browser = new Browser();
  await askForMail(browser.openTab(legacy));
  const search = await clickedLink(ada);
  await expireTransactions();
  await assert.rejects(browser.openTab(legacy).app.idx.handleEmailVerifyCallback(search),
    {name: 'AuthApiError', message: ''});
});

test('429: after five wrong codes there is no form any more, until time has passed', async () => {
  const tab = openTab();
  await askForMail(tab);
  for (let i = 0; i < 5; ++i) {
    const refused = await tab.app.idx.proceed({verificationCode: '1'});
    assert.deepEqual(keysOf(refused), ['api.authn.error.PASSCODE_INVALID']);
  }
  const {code} = await newestMail(ada);
  const limited = await tab.app.idx.proceed({verificationCode: code});
  assert.equal(limited.status, 'TERMINAL');
  assert.deepEqual(keysOf(limited), ['tooManyRequests']);
  await advance(300);
  await tab.app.idx.proceed({resend: true});
  const mail = await newestMail(ada);
  isSignedIn(await tab.app.idx.proceed({verificationCode: mail.code}), ada);
});

// What okta-auth-js makes of each kind of error of an org.
const badWeather = [
  {kind: 'rate-limit-forms', status: 'PENDING', keys: ['tooManyRequests']},
  {kind: 'rate-limit-idx', status: 'TERMINAL', keys: ['tooManyRequests']},
  {kind: 'rate-limit-api', status: 'TERMINAL', keys: []},
  {kind: 'blocked', status: 'TERMINAL', keys: []},
  {kind: 'status-503', status: 'TERMINAL', keys: []},
  {kind: 'html-502', throws: {name: 'SyntaxError'}},
  {kind: 'lost-request', throws: {message: 'fetch failed'}},
  {kind: 'no-cors', throws: {message: 'Failed to fetch'}},
];
for (const {kind, status, keys, throws} of badWeather) {
  test(`weather: ${kind} to the code, and the second attempt signs in`, async () => {
    const tab = openTab();
    await askForMail(tab);
    const {code} = await newestMail(ada);
    // With no-cors the org has taken the code, although its answer is lost.
    await fault(answer, kind);
    const attempt = tab.app.idx.proceed({verificationCode: code});
    if (throws) {
      await assert.rejects(attempt, throws);
    } else {
      const {status: got, messages} = await attempt;
      assert.deepEqual([got, keysOf({messages})], [status, keys]);
    }
    const second = await tab.app.idx.proceed({verificationCode: code});
    if (kind !== 'no-cors') return isSignedIn(second, ada);
    assert.deepEqual(keysOf(second), ['idx.session.expired']);
  });
}

const flaws = [
  {kind: 'bad-signature', message: 'The token signature is not valid'},
  {kind: 'wrong-audience', message: /^The audience \[.*\] does not match/},
  {kind: 'expired-token', message: 'The JWT expired and is no longer valid'},
  {kind: 'token-from-future', message: 'The JWT was issued in the future'},
  {kind: 'unknown-kid', message: /^The key id, .* was not found in the server's keys$/},
];
for (const {kind, message} of flaws) {
  test(`ID token: ${kind} is refused`, async () => {
    const tab = openTab();
    await askForMail(tab);
    await fault(token, kind);
    const {code} = await newestMail(ada);
    await assert.rejects(tab.app.idx.proceed({verificationCode: code}), {message});
  });
}

// okta-auth-js sends a nonce and never compares it; Latchkey does.
test('ID token: wrong-nonce is taken, which it should not be', async () => {
  const tab = openTab();
  await askForMail(tab);
  await fault(token, 'wrong-nonce');
  const {code} = await newestMail(ada);
  isSignedIn(await tab.app.idx.proceed({verificationCode: code}));
});

test('tokens: who is signed in is asked for, until the access token is revoked', async () => {
  const tab = openTab();
  const {idToken} = await signIn(tab);
  assert.equal(await tab.app.isAuthenticated(), true);
  const user = await tab.app.getUser();
  assert.equal(user.sub, idToken.claims.sub);
  assert.equal(user.name, 'Ada Lovelace');
  assert.equal(user.email, ada);
  const {accessToken} = tab.app.tokenManager.getTokensSync();
  await tab.app.revokeAccessToken();
  assert.equal(await tab.app.isAuthenticated({onExpiredToken: 'none'}), false);
  await assert.rejects(tab.app.token.getUserInfo(accessToken, idToken),
    {name: 'OAuthError', errorCode: 'invalid_token', message: 'The access token is invalid.'});
});

test('tokens: they are renewed with the refresh token, which is a new one then', async () => {
  const tab = openTab();
  const before = await signIn(tab);
  const after = await tab.app.token.renewTokens();
  assert.notEqual(after.accessToken.accessToken, before.accessToken.accessToken);
  assert.equal(after.idToken.claims.sub, before.idToken.claims.sub);
  assert.equal(after.idToken.claims.auth_time, before.idToken.claims.auth_time);
  tab.app.tokenManager.setTokens(after);
  const kept = tab.app.tokenManager.getTokensSync().refreshToken.refreshToken;
  assert.notEqual(kept, before.refreshToken.refreshToken);
  assert.equal((await tab.app.getUser()).email, ada);
});

test('tokens: an expired access token renews itself when somebody asks', async () => {
  const tab = openTab();
  const {accessToken, ...others} = await signIn(tab);
  tab.app.tokenManager.setTokens({...others, accessToken: {...accessToken, expiresAt: 1}});
  assert.equal(await tab.app.isAuthenticated(), true);
  assert.ok(tab.requests.includes(`POST ${token}`));
});

// The text is what okta-auth-js goes by: with any other it keeps the dead token.
test('tokens: a revoked refresh token is refused and forgotten', async () => {
  const tab = openTab();
  const {refreshToken} = await signIn(tab);
  await tab.app.revokeRefreshToken(refreshToken);
  tab.app.tokenManager.setTokens({...tab.app.tokenManager.getTokensSync(), refreshToken});
  await assert.rejects(tab.app.token.renewTokens(), {name: 'OAuthError', errorCode: 'invalid_grant'});
  assert.equal(tab.app.tokenManager.getTokensSync().refreshToken, undefined);
});

test('interaction code: a callback in the address is exchanged', async () => {
  const {app} = openTab();
  await app.idx.authenticate({username: grace, exchangeCodeForTokens: false});
  const {code} = await newestMail(grace);
  const {status, interactionCode, meta} =
    await app.idx.proceed({verificationCode: code, exchangeCodeForTokens: false});
  assert.equal(status, 'SUCCESS');
  const back = new URLSearchParams({interaction_code: interactionCode, state: meta.state});
  await app.idx.handleInteractionCodeRedirect(`${redirectUri}?${back}`);
  assert.equal(await app.isAuthenticated(), true);
});
