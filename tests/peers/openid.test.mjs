// oauth4webapi and jose, which know nothing of Okta, take the simulated org for an OpenID provider.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {errors, jwtVerify} from 'jose';
import * as oauth from 'oauth4webapi';
import {ada, advance, clientId, fault, freshOrg, grace, issuer, redirectUri, rotateKey, scopes}
  from './support/org.mjs';
import {client, discover, fetch, interactionCode, keySet, noSecret, options, refresh, signIn, tokensOf}
  from './support/openid.mjs';
import {PlainBrowser} from './support/plain_browser.mjs';

async function signedIn() {
  const server = await discover();
  const {response, nonce} = await signIn(server);
  return {server, nonce, ...await tokensOf(server, response)};
}

const invalidGrant = {name: 'ResponseBodyError', error: 'invalid_grant', status: 400};

beforeEach(freshOrg);

test('discovery: the document is what OpenID Connect Discovery wants', async () => {
  const server = await discover();
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri',
    'response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported',
  ]) assert.ok(server[name], `${name} is required`);
  assert.ok(server.grant_types_supported.includes('interaction_code'));
  assert.ok(server.code_challenge_methods_supported.includes('S256'));
});

test('ID token: jose verifies it with the published keys', async () => {
  const {server, nonce, tokens} = await signedIn();
  const {payload, protectedHeader} = await jwtVerify(tokens.id_token, keySet(server),
    {issuer, audience: clientId, algorithms: ['RS256'], requiredClaims: ['sub', 'exp', 'iat']});
  assert.equal(payload.nonce, nonce);
  assert.equal(payload.email, grace);
  assert.deepEqual(payload.amr, ['email']);
  assert.ok(protectedHeader.kid);
});

test('ID token: oauth4webapi verifies its claims and, by itself, its signature', async () => {
  const server = await discover();
  const {response} = await signIn(server);
  const {claims} = await tokensOf(server, response);
  assert.equal(claims.iss, issuer);
  await oauth.validateApplicationLevelSignature(server, response, options);
});

test('access token: jose verifies it, and its scopes are those asked for', async () => {
  const {server, tokens} = await signedIn();
  const {payload} = await jwtVerify(tokens.access_token, keySet(server),
    {issuer, audience: 'api://default', algorithms: ['RS256']});
  assert.equal(payload.cid, clientId);
  assert.equal(payload.sub, grace);
  assert.deepEqual(payload.scp, scopes);
});

test('ID token: a signature that was touched is found by jose', async () => {
  const server = await discover();
  await fault('/oauth2/default/v1/token', 'bad-signature');
  const {response} = await signIn(server);
  const {tokens} = await tokensOf(server, response);
  await assert.rejects(jwtVerify(tokens.id_token, keySet(server)),
    errors.JWSSignatureVerificationFailed);
});

test('interaction code: it is taken once', async () => {
  const server = await discover();
  const {response, exchange} = await signIn(server);
  await tokensOf(server, response);
  await assert.rejects(async () => tokensOf(server, await exchange()), invalidGrant);
});

test('interaction code: another verifier is refused, and spends the code', async () => {
  const server = await discover();
  const verifier = oauth.generateRandomCodeVerifier();
  const code = await interactionCode(verifier, 'n');
  const exchange = async (codeVerifier) => tokensOf(server,
    await oauth.genericTokenEndpointRequest(server, client, noSecret, 'interaction_code',
      {interaction_code: code, code_verifier: codeVerifier, redirect_uri: redirectUri}, options));
  await assert.rejects(exchange(oauth.generateRandomCodeVerifier()), invalidGrant);
  await assert.rejects(exchange(verifier), invalidGrant);
});

test('interaction code: it lives for 60 seconds', async () => {
  const server = await discover();
  const verifier = oauth.generateRandomCodeVerifier();
  const code = await interactionCode(verifier, 'n');
  await advance(60);
  await assert.rejects(async () => tokensOf(server, await oauth.genericTokenEndpointRequest(server,
    client, noSecret, 'interaction_code',
    {interaction_code: code, code_verifier: verifier, redirect_uri: redirectUri}, options)),
  invalidGrant);
});

// RFC 6749 §4.1 with PKCE, as oauth4webapi has it from end to end; it knows nothing of Okta.
class Redirects {
  browser = new PlainBrowser();
  verifier = oauth.generateRandomCodeVerifier();
  state = oauth.generateRandomState();
  nonce = oauth.generateRandomNonce();

  async url(server, more = {}) {
    const url = new URL(server.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: clientId, redirect_uri: redirectUri, response_type: 'code',
      scope: scopes.join(' '), code_challenge_method: 'S256', state: this.state, nonce: this.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(this.verifier), ...more,
    });
    return url;
  }
  async tokens(server, location, checks = {}) {
    const said = oauth.validateAuthResponse(server, client, location, this.state);
    const response = await oauth.authorizationCodeGrantRequest(server, client, noSecret, said,
      redirectUri, this.verifier, options);
    return oauth.processAuthorizationCodeResponse(server, client, response,
      {expectedNonce: this.nonce, requireIdToken: true, ...checks});
  }
}

test('authorization code: a sign-in by redirects, whose tokens jose verifies', async () => {
  const server = await discover();
  const flow = new Redirects();
  const {location} = await flow.browser.signIn(await flow.url(server), grace);
  const tokens = await flow.tokens(server, location);
  const {payload} = await jwtVerify(tokens.id_token, keySet(server), {issuer, audience: clientId});
  assert.equal(payload.email, grace);
  assert.ok((await refresh(server, tokens.refresh_token)).tokens.access_token);
});

test('authorization code: without a prompt while the session of the org lasts', async () => {
  const server = await discover();
  const flow = new Redirects();
  const silent = await flow.url(server, {prompt: 'none'});
  const refused = {name: 'AuthorizationResponseError', error: 'login_required'};
  await assert.rejects(async () => flow.tokens(server, (await flow.browser.open(silent)).location),
    refused);
  await flow.browser.signIn(await flow.url(server), grace);
  const {location} = await flow.browser.open(silent);
  const tokens = await flow.tokens(server, location, {maxAge: 60});
  const first = oauth.getValidatedIdTokenClaims(tokens);
  await advance(100);
  const young = await flow.url(server, {prompt: 'none', max_age: 60});
  await assert.rejects(async () => flow.tokens(server, (await flow.browser.open(young)).location),
    refused);
  const again = await flow.tokens(server, (await flow.browser.open(silent)).location);
  const {auth_time: time} = oauth.getValidatedIdTokenClaims(again);
  assert.equal(time, first.auth_time);
});

test('authorization code: it is taken once, and with its verifier alone', async () => {
  const server = await discover();
  const flow = new Redirects();
  const {location} = await flow.browser.signIn(await flow.url(server), grace);
  await flow.tokens(server, location);
  await assert.rejects(flow.tokens(server, location), invalidGrant);
  const other = await flow.browser.open(await flow.url(server, {prompt: 'none'}));
  flow.verifier = oauth.generateRandomCodeVerifier();
  await assert.rejects(flow.tokens(server, other.location), invalidGrant);
});

test('authorization: whom the org does not know is told to the person, and to nobody else', async () => {
  const server = await discover();
  const flow = new Redirects();
  for (const wrong of [{client_id: '0oaStranger'}, {redirect_uri: 'https://evil.example/'}]) {
    const {status, location} = await flow.browser.open(await flow.url(server, wrong));
    assert.deepEqual([status, location], [400, null]);
  }
});

for (const [name, wrong, error] of [
  ['response type', {response_type: 'token'}, 'unsupported_response_type'],
  ['scope', {scope: 'openid everything'}, 'invalid_scope'],
  ['code challenge', {code_challenge: 'short'}, 'invalid_request'],
]) {
  test(`authorization: a wrong ${name} is told to the app`, async () => {
    const server = await discover();
    const flow = new Redirects();
    const {location} = await flow.browser.open(await flow.url(server, wrong));
    assert.throws(() => oauth.validateAuthResponse(server, client, location, flow.state),
      {name: 'AuthorizationResponseError', error});
  });
}

test('userinfo: it is about the person of the ID token', async () => {
  const {server, tokens, claims} = await signedIn();
  const info = await oauth.processUserInfoResponse(server, client, claims.sub,
    await oauth.userInfoRequest(server, client, tokens.access_token, options));
  assert.equal(info.email, grace);
  assert.notEqual(info.email, ada);
});

test('userinfo: without a good token there is a challenge', async () => {
  const server = await discover();
  const response = await oauth.userInfoRequest(server, client, 'nonsense', options);
  await assert.rejects(oauth.processUserInfoResponse(server, client, oauth.skipSubjectCheck,
    response), (error) => {
    assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
    assert.equal(error.cause[0].scheme, 'bearer');
    assert.equal(error.cause[0].parameters.error, 'invalid_token');
    return true;
  });
});

test('refresh: all tokens are new, the person and the time of the sign-in are not', async () => {
  const {server, tokens, claims} = await signedIn();
  const next = await refresh(server, tokens.refresh_token);
  assert.notEqual(next.tokens.refresh_token, tokens.refresh_token);
  assert.notEqual(next.tokens.access_token, tokens.access_token);
  assert.equal(next.claims.sub, claims.sub);
  assert.equal(next.claims.auth_time, claims.auth_time);
  await jwtVerify(next.tokens.id_token, keySet(server), {issuer, audience: clientId});
});

test('refresh: a lost answer is forgiven within the grace of 30 seconds', async () => {
  const {server, tokens} = await signedIn();
  await refresh(server, tokens.refresh_token);
  await advance(20);
  await refresh(server, tokens.refresh_token);
});

// Okta's guide to refresh token rotation: reuse ends the newest refresh token and all access tokens
// since the sign-in.
test('refresh: an old token after the grace is theft, and ends what came of it', async () => {
  const {server, tokens, claims} = await signedIn();
  const next = await refresh(server, tokens.refresh_token);
  await advance(31);
  await assert.rejects(refresh(server, tokens.refresh_token), invalidGrant);
  await assert.rejects(refresh(server, next.tokens.refresh_token), invalidGrant);
  for (const token of [tokens.access_token, next.tokens.access_token]) {
    const response = await oauth.userInfoRequest(server, client, token, options);
    await assert.rejects(oauth.processUserInfoResponse(server, client, claims.sub, response),
      oauth.WWWAuthenticateChallengeError);
  }
});

// Rotation does not prolong a chain of refresh tokens.
test('refresh: a chain of tokens ends when its first one would have ended', async () => {
  const {server, tokens} = await signedIn();
  const days = 86400;
  await advance(29 * days);
  const response = await oauth.refreshTokenGrantRequest(server, client, noSecret,
    tokens.refresh_token, options);
  const {refresh_token: next} = await response.json();
  await advance(days);
  await assert.rejects(refresh(server, next), invalidGrant);
});

test('revocation: a revoked token is none any more, and revoking it again is no error', async () => {
  const {server, tokens, claims} = await signedIn();
  const revoke = async (token) => oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, noSecret, token, options));
  await revoke(tokens.access_token);
  const response = await oauth.userInfoRequest(server, client, tokens.access_token, options);
  await assert.rejects(oauth.processUserInfoResponse(server, client, claims.sub, response),
    oauth.WWWAuthenticateChallengeError);
  const {tokens: next} = await refresh(server, tokens.refresh_token);
  await revoke(next.refresh_token);
  await assert.rejects(refresh(server, next.refresh_token), invalidGrant);
  await revoke(next.refresh_token);
});

test('introspection: an active token is told from a revoked one', async () => {
  const {server, tokens} = await signedIn();
  const ask = async () => oauth.processIntrospectionResponse(server, client,
    await oauth.introspectionRequest(server, client, noSecret, tokens.access_token, options));
  assert.equal((await ask()).active, true);
  await oauth.revocationRequest(server, client, noSecret, tokens.access_token, options);
  assert.equal((await ask()).active, false);
});

test('keys: after a rotation old and new tokens verify, with one key set', async () => {
  const {server, tokens} = await signedIn();
  const keys = keySet(server);
  const kidOf = async ({id_token: token}) =>
    (await jwtVerify(token, keys, {issuer, audience: clientId})).protectedHeader.kid;
  const old = await kidOf(tokens);
  await rotateKey();
  const next = await refresh(server, tokens.refresh_token);
  assert.notEqual(await kidOf(next.tokens), old);
  assert.equal(await kidOf(tokens), old);
});

test('keys: nothing of the private key is published', async () => {
  const {jwks_uri: uri} = await discover();
  const {keys} = await (await fetch(uri)).json();
  for (const key of keys) {
    assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  }
});
