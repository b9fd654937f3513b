// Keys in the real browser: tokens that are bound to one (RFC 9449), and ID tokens on a curve.
import assert from 'node:assert/strict';
import {createHash, createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import {ownClock, passTime} from '../support/clock.mjs';
import {journey} from '../support/journey.mjs';
import {advance, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'));
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hashOf = (text) => createHash('sha256').update(text).digest('base64url');

// The site, built with `dpop: true`, and with scopes that leave the ID token without a name, so that
// the page asks who it is.
const binds = (context) => context.addInitScript(() => {
  document.addEventListener('DOMContentLoaded', () => {
    const config = document.getElementById('config').firstChild;
    config.data = JSON.stringify({...JSON.parse(config.data), dpop: true,
      scopes: ['openid', 'offline_access']});
  });
});

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

// Nobody can take it out of this browser.
const isKeySecret = async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const database = await done(indexedDB.open('OktaAuthJs', 1));
  const kept = await done(database.transaction('DPoPKeys').objectStore('DPoPKeys').getAll());
  return kept.length === 1 && !kept[0].privateKey.extractable;
};

journey('keys: tokens bound to a key, renewed, and shown to the org',
  {view: 'plain', policy: {dpop: {required: true}}, prepare: async (context) => {
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
    assert.equal(await page.evaluate(isKeySecret), true);
  });

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
  prepare: signsOnACurve(right, p256().privateKey)},
async ({person}) => {
  const {code} = await person.askForMail();
  await person.verify(code);
  await person.isTold('could not verify the answer');
  assert.deepEqual((await person.stored()).local.filter((name) => /token/.test(name)), []);
});
