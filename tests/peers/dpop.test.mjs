// Tokens that are bound to a key (RFC 9449): oauth4webapi makes the proofs, jose looks at what the
// org makes of them, and makes those that no library would.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {calculateJwkThumbprint, exportJWK, jwtVerify, SignJWT} from 'jose';
import * as oauth from 'oauth4webapi';
import {advance, freshOrg, grace, issuer} from './support/org.mjs';
import {client, discover, fetch, keySet, options, refresh, signIn, tokensOf}
  from './support/openid.mjs';

async function newKey(algorithm = 'ES256') {
  const pair = await oauth.generateKeyPair(algorithm, {extractable: true});
  return {pair, algorithm, DPoP: oauth.DPoP(client, pair)};
}

// With the nonce that the org asks for at the first attempt.
async function boundTokens(key) {
  const server = await discover();
  const {response, exchange} = await signIn(server, {DPoP: key.DPoP});
  await assert.rejects(tokensOf(server, response), (error) => oauth.isDPoPNonceError(error));
  return {server, ...await tokensOf(server, await exchange())};
}

const askWho = async (server, token, claims, more) => oauth.processUserInfoResponse(server, client,
  claims.sub, await oauth.userInfoRequest(server, client, token, {...options, ...more}));

const userinfo = `${issuer}/v1/userinfo`;
const hashOf = async (token) => Buffer.from(
  await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url');

// A proof by hand; `claims` and `header` replace what would be right.
async function proof({pair, algorithm}, token, claims = {}, header = {}) {
  const jwk = await exportJWK(pair.publicKey);
  return new SignJWT({htm: 'GET', htu: userinfo, jti: oauth.generateRandomState(),
    iat: Math.floor(Date.now() / 1000), ath: await hashOf(token), ...claims})
    .setProtectedHeader({alg: algorithm, typ: 'dpop+jwt', jwk, ...header}).sign(pair.privateKey);
}

const show = (token, headers) =>
  fetch(userinfo, {headers: {Authorization: `DPoP ${token}`, ...headers}});

const challenged = (error) => error instanceof oauth.WWWAuthenticateChallengeError;

beforeEach(freshOrg);

for (const algorithm of ['ES256', 'RS256']) {
  test(`tokens: bound to the key of an ${algorithm} proof, after a nonce was asked for`, async () => {
    const key = await newKey(algorithm);
    const {server, tokens, claims} = await boundTokens(key);
    assert.equal(tokens.token_type, 'dpop');
    const {payload} = await jwtVerify(tokens.access_token, keySet(server), {issuer});
    assert.equal(payload.cnf.jkt, await calculateJwkThumbprint(await exportJWK(key.pair.publicKey)));
    assert.equal((await askWho(server, tokens.access_token, claims, key)).email, grace);
  });
}

test('discovery: says which algorithms a proof may have', async () => {
  const {dpop_signing_alg_values_supported: algorithms} = await discover();
  for (const algorithm of ['ES256', 'RS256']) assert.ok(algorithms.includes(algorithm));
});

test('userinfo: a bound token without a proof, or with that of another key, is refused', async () => {
  const key = await newKey();
  const {server, tokens, claims} = await boundTokens(key);
  await assert.rejects(askWho(server, tokens.access_token, claims, {}), challenged);
  await assert.rejects(askWho(server, tokens.access_token, claims, await newKey()), challenged);
  assert.equal((await askWho(server, tokens.access_token, claims, key)).email, grace);
});

test('userinfo: a bearer token is none for a proof', async () => {
  const server = await discover();
  const {tokens, claims} = await tokensOf(server, (await signIn(server)).response);
  assert.equal(tokens.token_type, 'bearer');
  await assert.rejects(askWho(server, tokens.access_token, claims, await newKey()), challenged);
});

test('refresh: wants a proof of the same key, and binds the new tokens to it', async () => {
  const key = await newKey();
  const {server, tokens, claims} = await boundTokens(key);
  await assert.rejects(refresh(server, tokens.refresh_token), {name: 'ResponseBodyError'});
  const other = await newKey();
  const withOther = () => refresh(server, tokens.refresh_token, {DPoP: other.DPoP});
  await assert.rejects(withOther(), (error) => oauth.isDPoPNonceError(error));
  await assert.rejects(withOther(), {name: 'ResponseBodyError'});
  const next = await refresh(server, tokens.refresh_token, {DPoP: key.DPoP});
  assert.equal(next.tokens.token_type, 'dpop');
  assert.equal((await askWho(server, next.tokens.access_token, claims, key)).email, grace);
});

test('refresh: a proof by a clock that is days behind is refused', async () => {
  const key = await newKey();
  const {server, tokens} = await boundTokens(key);
  const days = 86400;
  await advance(2 * days);
  await assert.rejects(refresh(server, tokens.refresh_token, {DPoP: key.DPoP}),
    {name: 'ResponseBodyError', error: 'invalid_dpop_proof'});
});

const broken = [
  {name: 'for another method', claims: {htm: 'POST'}},
  {name: 'for another address', claims: {htu: `${issuer}/v1/token`}},
  {name: 'made an hour ago', claims: {iat: Math.floor(Date.now() / 1000) - 3600}},
  {name: 'made in an hour', claims: {iat: Math.floor(Date.now() / 1000) + 3600}},
  {name: 'without a number of its own', claims: {jti: undefined}},
  {name: 'for another token', claims: {ath: 'x'}},
  {name: 'without a token', claims: {ath: undefined}},
  {name: 'of another kind', header: {typ: 'JWT'}},
];
for (const {name, claims, header} of broken) {
  test(`proof: ${name} is refused`, async () => {
    const key = await newKey();
    const {tokens: {access_token: token}} = await boundTokens(key);
    const {status} = await show(token, {DPoP: await proof(key, token, claims, header)});
    assert.equal(status, 401);
    const right = await show(token, {DPoP: await proof(key, token)});
    assert.equal(right.status, 200);
  });
}

test('proof: one that was used is refused', async () => {
  const key = await newKey();
  const {tokens: {access_token: token}} = await boundTokens(key);
  const once = await proof(key, token);
  assert.equal((await show(token, {DPoP: once})).status, 200);
  assert.equal((await show(token, {DPoP: once})).status, 401);
});

test('proof: the private key in it is refused', async () => {
  const key = await newKey();
  const {tokens: {access_token: token}} = await boundTokens(key);
  const jwk = await exportJWK(key.pair.privateKey);
  assert.equal((await show(token, {DPoP: await proof(key, token, {}, {jwk})})).status, 401);
});
