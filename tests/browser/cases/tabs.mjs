// What the browser keeps, and what it refuses to.
import assert from 'node:assert/strict';
import {site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {ada} from '../support/person.mjs';

const blocked = {
  'throws at every access': () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() { throw new DOMException('denied', 'SecurityError'); },
      });
    }
  },
  'is full': () => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  },
};
for (const [how, block] of Object.entries(blocked)) {
  journey(`storage that ${how}: signed in by code, for this page only`,
    {view: 'plain', prepare: (context) => context.addInitScript(block)},
    async ({person, page}) => {
      const {code} = await person.askForMail();
      await person.verify(code);
      await person.fact('Ada Lovelace').waitFor();
      await person.status('on this page only').waitFor();
      await person.button('Sign out').click();
      await page.waitForURL(`${site}/`);
      await person.username.waitFor();
    });
}

journey('storage: two tabs with two sign-ins do not disturb each other', {view: 'plain'},
  async ({person, context, newPerson}) => {
    const first = await person.askForMail();
    const other = await newPerson(context);
    const second = await other.askForMail();
    assert.notEqual(first.code, second.code);
    await other.verify(second.code);
    await other.isSignedIn();
    await person.isSignedIn();
    assert.deepEqual((await person.stored()).local, ['okta-token-storage']);
  });

journey('storage: rubbish under our names is no obstacle',
  {view: 'plain', prepare: (context) => context.addInitScript(() => {
    if (location.protocol === 'about:' || localStorage.getItem('seeded')) return;
    localStorage.setItem('seeded', 'yes');
    localStorage.setItem('okta-token-storage', '{"accessToken":[],"idToken":{"expiresAt":"x"}');
    localStorage.setItem('okta-shared-transaction-storage', '[1,{"x":null}]');
    sessionStorage.setItem('okta-transaction-storage', '"\\ud800"');
  })},
  async ({person}) => {
    await person.open();
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
  });
