// Keys in the real browser: tokens that are bound to one (RFC 9449), and ID tokens on a curve.
import assert from 'node:assert/strict';
import {createHash, createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import {binds, bindsOrg, keysOf} from '../support/bound.mjs';
import {ownClock, passTime} from '../support/clock.mjs';
import {site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {advance, fault, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'));
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hashOf = (text) => createHash('sha256').update(text).digest('base64url');

// What a request proves, checked as an org would: {claims, key}.
async function proofOf(request) {
  const proof = await request.headerValue('dpop');
  const [head, body, signature] = proof.split('.');
  const {typ, alg, jwk} = decoded(head);
  assert.equal(typ, 'dpop+jwt');
  assert.equal(alg, 'RS256');
  assert.deepEqual(Object.keys(jwk).sort(), ['e', 'kty', 'n'], 'nothing of the private key');
  const key = createPublicKey({key: jwk, format: 'jwk'});
  assert.ok(verify('sha256', `${head}.${body}`, key, Buffer.from(signature, 'base64url')));
  const claims = decoded(body);
  assert.equal(claims.htm, request.method());
  assert.equal(claims.htu, request.url());
  return {claims, key: jwk.n};
}

const pairOf = (page, area = 'localStorage') => page.evaluate((name) => {
  const {accessToken, refreshToken} = JSON.parse(window[name].getItem('okta-token-storage'));
  return accessToken.dpopPairId === refreshToken.dpopPairId && accessToken.dpopPairId;
}, area);

journey('keys: tokens bound to a key, renewed, and shown to the org',
  {view: 'plain', policy: bindsOrg, prepare: async (context) => {
    await ownClock(context);
    await binds(context);
  }},
  async ({person, page, context}) => {
    const sent = [];
    const prove = (request) => request.method() === 'POST' && request.url().endsWith(paths.token);
    context.on('request', (request) => prove(request) && sent.push(request));
    const asked = page.waitForResponse((response) => response.url().endsWith('/v1/userinfo') &&
      response.request().method() === 'GET');
    const {code} = await person.askForMail();
    await person.verify(code);
    await person.isSignedIn('00u1adaLovelace0g4');
    const who = await asked;
    assert.equal(who.status(), 200);

    for (let renewals = 0; renewals < 2; ++renewals) {
      const before = await page.evaluate(() => localStorage.getItem('okta-token-storage'));
      await advance(3545);
      await passTime(context, 3545);
      await page.waitForFunction((old) => localStorage.getItem('okta-token-storage') !== old, before);
    }

    // Signing in: a page knows no nonce before it was told one. The app's page is another one, and
    // its second renewal needs no telling.
    const proofs = await Promise.all([...sent, who.request()].map(proofOf));
    assert.deepEqual(proofs.map(({claims}) => Boolean(claims.nonce)),
      [false, true, false, true, true, false]);
    assert.equal(new Set(proofs.map(({claims}) => claims.jti)).size, 6, 'each for one request');
    assert.equal(new Set(proofs.map(({key}) => key)).size, 1, 'one key');
    const token = (await who.request().headerValue('authorization')).replace(/^DPoP /, '');
    assert.equal(proofs.at(-1).claims.ath, hashOf(token));
    assert.ok(!(await person.stored()).text.includes(token), 'renewed since');
    assert.deepEqual(await keysOf(page), {names: [await pairOf(page)], areSecret: true});
  });

const nobody = '00u1adaLovelace0g4';  // as the scopes tell no name

journey('keys: of two tabs with a session each, the end of one leaves the key of the other',
  {view: 'plain', policy: bindsOrg, prepare: async (context) => {
    await ownClock(context);
    await binds(context, {tokenStorage: 'session'});
  }},
  async ({person, page, context, newPerson}) => {
    const other = await newPerson(context);
    for (const each of [person, other]) {
      const {code} = await each.askForMail();
      await each.verify(code);
      await each.isSignedIn(nobody);
    }
    const own = await pairOf(other.page, 'sessionStorage');
    const both = [await pairOf(page, 'sessionStorage'), own];
    assert.deepEqual((await keysOf(page)).names, both.sort());
    await person.button('Sign out').click();
    await person.username.waitFor();
    assert.deepEqual((await keysOf(page)).names, [own]);

    const renewed = other.page.waitForResponse((response) =>
      response.url().endsWith(paths.token) && response.status() === 200);
    await advance(3545);
    await passTime(context, 3545);
    await renewed;
    await other.page.reload();
    await other.isSignedIn(nobody);
    await other.button('Sign out').click();
    await other.username.waitFor();
    assert.deepEqual((await keysOf(page)).names, []);
  });

journey('keys: of a sign-in that ends without tokens none is left',
  {view: 'plain', policy: bindsOrg, prepare: binds, allowed: [/^error: Latchkey: /]},
  async ({person, page}) => {
    const {code} = await person.askForMail();
    await fault(paths.token, 'wrong-audience', {count: 2});  // the first answer asks for a nonce
    await person.verify(code);
    await person.isTold('could not verify the answer');
    // Without this page's help there is no such database yet.
    assert.deepEqual(await page.evaluate(async () =>
      (await indexedDB.databases()).map(({name}) => name)), []);
  });

journey('keys: of a session that ends the page leaves when its key is gone, and not before',
  {view: 'plain', policy: bindsOrg, prepare: (context) => binds(context, {signOut: 'here'})},
  async ({person, page}) => {
    const {code} = await person.askForMail();
    await person.verify(code);
    await person.isSignedIn(nobody);
    await person.button('Sign out').click();
    await person.username.waitFor();
    assert.deepEqual((await keysOf(page)).names, []);
  });

const databases = [
  {name: 'is missing', act: () => Object.defineProperty(window, 'indexedDB', {value: undefined})},
  {name: 'is refused', act: () => {
    IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };
  }},
  {name: 'has another shape', act: () => {
    if (location.protocol !== 'about:') indexedDB.open('OktaAuthJs', 1);
  }},
  {name: 'takes no keys', act: () => {
    IDBObjectStore.prototype.add = () => { throw new DOMException('no', 'DataCloneError'); };
  }},
  {name: 'never answers', act: () => { IDBFactory.prototype.open = () => ({}); }},
];
for (const {name, act} of databases) {
  journey(`keys: where the database ${name} the tokens stay on the page too`,
    {view: 'plain', policy: bindsOrg, prepare: async (context) => {
      await binds(context);
      await context.addInitScript(act);
    }},
    async ({person, page}) => {
      const {code} = await person.askForMail();
      await person.verify(code);
      await person.fact(nobody).waitFor();
      await page.getByText('you are signed in on this page only').first().waitFor();
      assert.equal(page.url(), `${site}/`);
      const {local, session} = await person.stored();
      assert.deepEqual([...local, ...session].filter((entry) => /token/.test(entry)), []);
    });
}

// The org, as if it signed on a curve: the same claims under another header, with `key`.
const p256 = () => generateKeyPairSync('ec', {namedCurve: 'P-256'});
function signsOnACurve({publicKey}, signingKey) {
  const jwk = {...publicKey.export({format: 'jwk'}), kid: 'curve', alg: 'ES256', use: 'sig'};
  return async (context) => {
    await context.route(/\/v1\/keys$/, async (route) => route.fulfill({
      response: await route.fetch(), json: {keys: [jwk]}}));
    await context.route(/\/v1\/token$/, async (route) => {
      const response = await route.fetch();
      if (!response.ok()) return route.fulfill({response});
      const answer = await response.json();
      const input = `${encoded({kid: 'curve', alg: 'ES256'})}.${answer.id_token.split('.')[1]}`;
      const signature = sign('sha256', input, {key: signingKey, dsaEncoding: 'ieee-p1363'});
      answer.id_token = `${input}.${signature.toString('base64url')}`;
      return route.fulfill({response, json: answer});
    });
  };
}

const right = p256();
journey('keys: an ID token on a curve', {view: 'plain',
  prepare: signsOnACurve(right, right.privateKey)},
async ({person}) => {
  await person.signInByCode(ada);
});

journey('keys: an ID token on a curve, of somebody else, is refused', {view: 'plain',
  allowed: [/^error: Latchkey: /], prepare: signsOnACurve(right, p256().privateKey)},
async ({person}) => {
  const {code} = await person.askForMail();
  await person.verify(code);
  await person.isTold('could not verify the answer');
  assert.deepEqual((await person.stored()).local.filter((name) => /token/.test(name)), []);
});
