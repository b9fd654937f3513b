// An app that uses okta-auth-js goes on after our page signed the person in.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {inRoot, org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {ada} from '../support/person.mjs';

const peer = await readFile(
  inRoot('tests/peers/node_modules/@okta/okta-auth-js/dist/okta-auth-js.min.js'), 'utf8');

journey('peer: okta-auth-js takes the person for signed in, and can ask the org who it is',
  // The peer brings code of its own, which the page's policy rightly forbids.
  {profile: {bypassCSP: true}},
  async ({person, page}) => {
    await person.signInByCode(ada);
    const seen = await page.evaluate(async ({source, issuer, redirectUri}) => {
      (0, eval)(source);
      const client = new window.OktaAuth({issuer, redirectUri, clientId: 'latchkey-demo'});
      const isAuthenticated = await client.isAuthenticated({onExpiredToken: 'none'});
      const {idToken} = await client.tokenManager.getTokens();
      await client.token.verify(idToken);
      const {email} = await client.getUser();
      return {isAuthenticated, email, name: idToken.claims.name};
    }, {source: peer, issuer: `${org}/oauth2/default`, redirectUri: `${site}/login/callback/`});
    assert.deepEqual(seen, {isAuthenticated: true, email: ada, name: 'Ada Lovelace'});
  });
