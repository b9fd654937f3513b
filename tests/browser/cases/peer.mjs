// An app that uses okta-auth-js goes on after our page signed the person in, and our page after it.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {binds, bindsOrg, keysOf} from '../support/bound.mjs';
import {ownClock, passTime} from '../support/clock.mjs';
import {inRoot, org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {advance} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const peer = await readFile(
  inRoot('tests/peers/node_modules/@okta/okta-auth-js/dist/okta-auth-js.min.js'), 'utf8');

// The peer brings code of its own, which the page's policy rightly forbids.
const withPeer = {profile: {bypassCSP: true}};

// What okta-auth-js says of what is stored; `act` may do something with it first.
const asked = (page, act = '', more = {}) => page.evaluate(async ({source, options, act}) => {
  (0, eval)(source);
  const client = new window.OktaAuth(options);
  if (act === 'renew') await client.tokenManager.setTokens(await client.token.renewTokens());
  const isAuthenticated = await client.isAuthenticated({onExpiredToken: 'none'});
  const {idToken} = await client.tokenManager.getTokens();
  await client.token.verify(idToken);
  const {email} = await client.getUser();
  return {isAuthenticated, email, name: idToken.claims.name};
}, {source: peer, act, options: {
  issuer: `${org}/oauth2/default`, redirectUri: `${site}/login/callback/`, clientId: 'latchkey-demo',
  ...more,
}});

const isAda = {isAuthenticated: true, email: ada, name: 'Ada Lovelace'};

const tokensOf = (page) => page.evaluate(() => {
  const {accessToken, refreshToken} = JSON.parse(localStorage.getItem('okta-token-storage'));
  return {access: accessToken.accessToken, refresh: refreshToken.refreshToken};
});

journey('peer: okta-auth-js takes the person for signed in, and can ask the org who it is', withPeer,
  async ({person, page}) => {
    await person.signInByCode(ada);
    assert.deepEqual(await asked(page), isAda);
  });

journey('peer: okta-auth-js renews the session with our refresh token, and our page goes on with that',
  withPeer,
  async ({person, page}) => {
    await person.signInByCode(ada);
    const before = await tokensOf(page);
    assert.deepEqual(await asked(page, 'renew'), isAda);
    const after = await tokensOf(page);
    assert.notEqual(after.access, before.access);
    assert.notEqual(after.refresh, before.refresh);
    await page.reload();
    await person.fact('Ada Lovelace').waitFor();
  });

journey('peer: okta-auth-js goes on with a session that our page renewed',
  {...withPeer, view: 'plain', prepare: ownClock},
  async ({person, page, context}) => {
    await person.signInByCode(ada);
    const before = await tokensOf(page);
    await advance(3545);
    await passTime(context, 3545);
    await page.waitForFunction((old) => {
      const stored = JSON.parse(localStorage.getItem('okta-token-storage'));
      return stored.accessToken.accessToken !== old;
    }, before.access);
    assert.deepEqual(await asked(page), isAda);
    await person.fact('Ada Lovelace').waitFor();
  });

journey('peer: okta-auth-js finds the key that the tokens of our page are bound to',
  {...withPeer, view: 'plain', policy: bindsOrg,
    prepare: (context) => binds(context, {scopes: ['openid', 'profile', 'email', 'offline_access']})},
  async ({person, page}) => {
    await person.signInByCode(ada);
    const {names} = await keysOf(page);
    assert.deepEqual(await asked(page, 'renew', {dpop: true}), isAda);
    assert.deepEqual((await keysOf(page)).names, names, 'and makes none of its own');
    await page.reload();
    await person.fact('Ada Lovelace').waitFor();
  });
