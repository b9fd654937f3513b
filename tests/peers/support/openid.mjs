// A sign-in at the org by libraries that know OpenID Connect and nothing of Okta.
import {createRemoteJWKSet, customFetch as joseFetch} from 'jose';
import * as oauth from 'oauth4webapi';
import {clientId, grace, issuer, newestMail, org, redirectUri, scopes} from './org.mjs';
import {pageFetch} from './page_fetch.mjs';

export const {fetch} = pageFetch();
export const client = {client_id: clientId};
export const noSecret = oauth.None();
// http is for tests only; everything else is as strict as the libraries are.
export const options = {[oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetch};

export const discover = async () => oauth.processDiscoveryResponse(new URL(issuer),
  await oauth.discoveryRequest(new URL(issuer), options));

export const keySet = (server) => createRemoteJWKSet(new URL(server.jwks_uri),
  {[joseFetch]: fetch, cooldownDuration: 0});

const post = async (url, body, type) => (await fetch(url, {method: 'POST', body,
  headers: {'Content-Type': type, Accept: type}, credentials: 'include'})).json();

// The forms of the org, by hand: neither library knows this part of Okta.
export async function interactionCode(verifier, nonce) {
  const {interaction_handle: interactionHandle} = await post(`${issuer}/v1/interact`,
    new URLSearchParams({
      client_id: clientId, scope: scopes.join(' '), redirect_uri: redirectUri,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256', state: oauth.generateRandomState(), nonce,
    }), 'application/x-www-form-urlencoded');
  const ion = 'application/ion+json; okta-version=1.0.0';
  const step = (path, body) => post(`${org}/idp/idx/${path}`, JSON.stringify(body), ion);
  const {stateHandle} = await step('introspect', {interactionHandle});
  await step('identify', {stateHandle, identifier: grace});
  const {code: passcode} = await newestMail(grace);
  const {successWithInteractionCode: success} =
    await step('challenge/answer', {stateHandle, credentials: {passcode}});
  return success.value.find(({name}) => name === 'interaction_code').value;
}

// `more`: further options of oauth4webapi, such as DPoP.
export async function signIn(server, more = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = oauth.generateRandomNonce();
  const code = await interactionCode(verifier, nonce);
  const parameters = {interaction_code: code, code_verifier: verifier, redirect_uri: redirectUri};
  const exchange = () => oauth.genericTokenEndpointRequest(server, client, noSecret,
    'interaction_code', parameters, {...options, ...more});
  return {response: await exchange(), exchange, nonce};
}

// A grant that the library does not know is processed like a refresh: the ID token is checked, and
// only the nonce is left to us.
export async function tokensOf(server, response) {
  const tokens = await oauth.processRefreshTokenResponse(server, client, response);
  return {tokens, claims: oauth.getValidatedIdTokenClaims(tokens)};
}

export const refresh = async (server, token, more = {}) => tokensOf(server,
  await oauth.refreshTokenGrantRequest(server, client, noSecret, token, {...options, ...more}));
