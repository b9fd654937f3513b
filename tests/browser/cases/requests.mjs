// How often the org is asked until there are tokens, and how much of it one after the other: our page
// and okta-auth-js, in the same browser and at the same org.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {inRoot, org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {Ledger} from '../support/ledger.mjs';
import {fault, freshOrg, newestMail} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const peer = await readFile(
  inRoot('tests/peers/node_modules/@okta/okta-auth-js/dist/okta-auth-js.min.js'), 'utf8');

// Requests that do not wait for each other meet on their way.
const slowOrg = async () => {
  await freshOrg();
  await fault('/oauth2/', 'latency-50', {count: 1000});
  await fault('/idp/', 'latency-50', {count: 1000});
};

const told = ({total, preflights, chain}) =>
  `${total} (${preflights} of them preflights), ${chain} one after the other`;

const forget = (page) => page.evaluate(() => localStorage.removeItem('okta-token-storage'));

async function ours(person) {
  await person.page.goto('about:blank');
  const ledger = await Ledger.of(person.page, {not: `${site}/app/`});
  await slowOrg();
  await person.signInByCode(ada);
  await forget(person.page);
  return ledger;
}

// An app that does as okta-auth-js's own guide says, in the mode that signs people in by email.
async function theirs({page}) {
  await slowOrg();
  // An address without a page of ours: an empty document of the trusted origin.
  await page.goto(`${site}/an-app-of-its-own`);
  const ledger = await Ledger.of(page);
  await page.evaluate(async ({source, issuer, redirectUri, username}) => {
    (0, eval)(source);
    window.app = new window.OktaAuth({issuer, redirectUri, clientId: 'latchkey-demo',
      scopes: ['openid', 'profile', 'email', 'offline_access'], idx: {enableLegacyMode: true}});
    await window.app.idx.authenticate({username});
    await window.app.idx.proceed({methodType: 'email'});
  }, {source: peer, issuer: `${org}/oauth2/default`, redirectUri: `${site}/login/callback/`,
    username: ada});
  const {code} = await newestMail(ada);
  const status = await page.evaluate(async (verificationCode) =>
    (await window.app.idx.proceed({verificationCode})).status, code);
  assert.equal(status, 'SUCCESS');
  return ledger;
}

// The profile of a person who comes back another day: the storage is there, but the preflight cache
// of the browser is empty.
const anotherDay = async (context, newProfile) =>
  newProfile({storageState: await context.storageState()});

journey('requests: fewer than okta-auth-js, and fewer one after the other',
  // The peer brings code of its own; its empty document is the site's 404.
  {view: 'plain', profile: {bypassCSP: true}, allowed: [/an-app-of-its-own|favicon/]},
  async ({context, newProfile, newPerson}) => {
    let [our, their] = [context, await newProfile()];
    for (const visit of ['first', 'another day', 'at once again']) {
      if (visit === 'another day') {
        [our, their] = [await anotherDay(our, newProfile), await anotherDay(their, newProfile)];
      }
      const we = await ours(await newPerson(our));
      const they = await theirs(await newPerson(their));
      console.log(`requests, ${visit}: Latchkey ${told(we)}; okta-auth-js ${told(they)}`);
      if (visit === 'first') assert.ok(we.total < they.total && we.chain < they.chain);
    }
  });
