// A person whose browser prefers German: from what is drawn first to what is shown when something is
// wrong. language.test.mjs has which language is picked, screen/german_test.cpp all of its screens.
import assert from 'node:assert/strict';
import {Host} from '../support/host.mjs';
import {journey} from '../support/journey.mjs';
import {newestMail} from '../support/org.mjs';
import {grace} from '../support/person.mjs';

const profile = {locale: 'de-AT'};
const english = /Sign in|No password|Username|Keep me|Next|Plain view|Just a moment|We are opening/;

// Everything that the page showed in any frame so far.
const prepare = (context) => context.addInitScript(() => {
  window.shown = new Set();
  const look = () => {
    if (document.body) window.shown.add(`${document.title} ${document.body.innerText}`);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
const shown = async (page) => (await page.evaluate(() => Array.from(window.shown))).join('\n');
const nextFrame = (page) => page.evaluate(() =>
  new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

journey('language: German from the first frame to the last, and the org too', {profile, prepare},
  async ({person, page}) => {
    await person.open();
    await person.field('Benutzername').fill(grace);
    await person.painted();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    const [asked] = await Promise.all([
      page.waitForRequest(/identify/), person.button('Weiter').click(),
    ]);
    assert.equal(asked.headers()['accept-language'], 'de');
    await person.heading('Ihre E-Mail ist unterwegs').waitFor();
    const {code} = await newestMail(grace);
    assert.doesNotMatch(await shown(page), english);
    assert.match(await shown(page), /Anmelden[^]*Benutzername/);
    await person.field('Code eingeben').fill(code);
    await person.button('Bestätigen').click();
    await person.heading('Sie sind angemeldet').waitFor();
    await person.fact(/^\d\d:\d\d$/).waitFor();
    assert.doesNotMatch(await shown(page), english);
  });

const slowHost = new Host();
journey('language: German also while half of the page is there',
  {profile, prepare, policy: slowHost.policy, allowed: [/third party: http:\/\/localhost:/]},
  async ({person, page}) => {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    slowHost.serve({answer: async (path) => {
      if (path !== '/') return null;
      const file = await slowHost.file(path);
      const middle = file.body.indexOf('name</label>');  // of "Username"
      return {...file, body: (async function* chunks() {
        yield file.body.slice(0, middle);
        await released;
        yield file.body.slice(middle);
      }())};
    }});
    await page.goto(`${slowHost.origin}/`, {waitUntil: 'commit'});
    await person.heading('Anmelden').waitFor();
    await nextFrame(page);
    release();
    await person.painted();
    assert.doesNotMatch(await shown(page), english);
    assert.match(await shown(page), /Benutzername\n/);
  });

journey('language: the app may ask for one in the address', async ({person, page}) => {
  await person.open('/?ui_locales=fr+de');
  await person.painted();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await person.field('Benutzername').waitFor();
  await person.heading('Anmelden').waitFor();
});

journey('language: English where the texts of another one do not come', {profile, allowed: [/./]},
  async ({person, page}) => {
    await page.route('**/de.*.txt', (route) => route.abort());
    await person.open();
    await person.username.fill(grace);
    await person.painted();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });

journey('language: what stands in the way of the page is told in German', {profile, allowed: [/./]},
  async ({person, page}) => {
    await page.route('**/*.wasm', (route) => route.fulfill({status: 404}));
    await person.open();
    await person.isTold('Auf dem Server fehlt ein Teil');
    await person.button('Noch einmal versuchen').waitFor();
    await page.getByRole('link', {name: 'Stattdessen bei localhost'}).waitFor();
  });
