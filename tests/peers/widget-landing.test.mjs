// Okta's Sign-In Widget waits for a link that leads to a page of the org: its own polls tell it of the
// success.
import './support/landing_policy.mjs';
import assert from 'node:assert/strict';
import {after} from 'node:test';
import {closeBrowsers} from '../browser/support/browser.mjs';
import {walks} from '../browser/support/walks.mjs';
import {ada, clientId, freshOrg, issuer, newestMail, org, page as site, redirectUri, scopes}
  from './support/org.mjs';
import {servePage} from './support/site.mjs';
import {hostedWidgetPage, widgetPage} from './support/widget_page.mjs';
import {WidgetUser} from './support/widget_user.mjs';

after(closeBrowsers);
const journey = walks({freshOrg, origins: {site, org}, meet: (page) => new WidgetUser(page)});
const allowed = [/should have autocomplete attributes/];

async function saysYes(person, context, newPerson, link) {
  const second = await newPerson(context);
  await second.page.goto(link);
  await second.button("Yes, it's me").click();
  await second.page.getByRole('heading', {name: 'Go back to the first tab'}).waitFor();
}

// The PKCE challenge has no verifier: the code is not redeemed here.
const authorize = `${issuer}/v1/authorize?${new URLSearchParams({
  client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid',
  state: 'the-state', code_challenge_method: 'S256',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
})}`;

const app = {issuer, clientId, redirectUri, scopes};
const walk = (generation, name, steps, more = []) => journey(`${generation}: ${name}`, {
  view: 'plain', prepare: () => servePage(widgetPage(generation, app)),
  allowed: [...allowed, ...more],
}, steps);

for (const generation of ['gen2', 'gen3']) {
  // In place of the org's page, both generations finish by their polls.
  journey(`${generation}: with a state token: a yes lets the tab that waits go on, back to the app`,
    {view: 'plain', prepare: () => servePage(hostedWidgetPage(generation, org)), allowed},
    async ({person, context, newPerson}) => {
      const {page} = person;
      await page.goto(authorize);
      const stateToken = await page.locator('[name=stateToken]').inputValue();
      await person.open(`/?stateToken=${stateToken}`);
      await person.identify(ada);
      await person.button('Send me an email').click();
      await person.codeInstead.waitFor();
      await saysYes(person, context, newPerson, (await newestMail(ada)).link);
      await page.waitForURL(`${redirectUri}?code=*`);
      assert.equal(new URL(page.url()).searchParams.get('state'), 'the-state');
    });

  walk(generation, 'link on the page of the org: a no ends the tab that waits',
    async ({person, context, newPerson}) => {
      const {link} = await person.askForMail();
      const second = await newPerson(context);
      await second.page.goto(link);
      await second.button("No, it's not me").click();
      await person.reads('Operation cancelled by user.');
      await person.startsAgain();
    });

  walk(generation, 'link on the page of the org: another browser shows the code to type',
    async ({person, newProfile, newPerson}) => {
      const {link, code} = await person.askForMail();
      const other = await newPerson(await newProfile());
      await other.page.goto(link);
      await other.reads(code);
      await person.codeInstead.click();
      await person.verify(code);
      await person.isSignedIn();
    });
}

walk('gen2', 'link on the page of the org: a yes lets the tab that waits go on',
  async ({person, context, newPerson}) => {
    const {link} = await person.askForMail();
    await saysYes(person, context, newPerson, link);
    await person.isSignedIn();
    assert.ok(!person.requests.includes('POST /idp/idx/challenge/answer'));
  });

// Its polls let okta-auth-js redeem the code and forget the transaction (usePolling.ts; useOnSubmit.ts
// knows better), and then it looks for that transaction. The org has done its part: there are tokens.
walk('gen3', 'link on the page of the org: a yes is redeemed, and then lost by the widget',
  async ({person, context, newPerson}) => {
    const {link} = await person.askForMail();
    const redeemed = person.page.waitForResponse((one) => one.url().endsWith('/v1/token'));
    await saysYes(person, context, newPerson, link);
    assert.equal((await redeemed).status(), 200);
  }, [/Could not load transaction data from storage/]);
