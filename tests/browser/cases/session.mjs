// The page that shows who is signed in, in more than one tab.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {journey} from '../support/journey.mjs';
import {advance} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

journey('session: two tabs renew it once between them', {view: 'plain', prepare: ownClock},
  async ({person, context, newPerson}) => {
    let renewals = 0;
    context.on('request', (request) => {
      if (request.postData()?.includes('grant_type=refresh_token')) renewals += 1;
    });
    await person.signInByCode(ada);
    const other = await newPerson(context);
    await other.open('/app/');
    await other.fact('Ada Lovelace').waitFor();
    const tokens = () => person.page.evaluate(() => localStorage.getItem('okta-token-storage'));
    const before = await tokens();
    await advance(3545);
    await passTime(context, 3545);
    await person.page.waitForFunction(
      (old) => localStorage.getItem('okta-token-storage') !== old, before);
    // Both have heard the other's lock and storage by then.
    await person.page.evaluate(() => navigator.locks.request('latchkey-latchkey-demo', () => {}));
    await other.page.evaluate(() => navigator.locks.request('latchkey-latchkey-demo', () => {}));
    assert.equal(renewals, 1);
    await other.fact('Ada Lovelace').waitFor();
    await person.fact('Ada Lovelace').waitFor();
  });

journey('session: ended in another tab, and said so', {view: 'plain'},
  async ({person, context, newPerson}) => {
    await person.signInByCode(ada);
    const other = await newPerson(context);
    await other.open('/app/');
    await other.fact('Ada Lovelace').waitFor();
    await person.button('Sign out').click();
    await person.username.waitFor();
    await other.status('You signed out in another tab.').waitFor();
    await other.heading('Your session has ended').waitFor();
    await other.button('Sign in again').click();
    await other.username.waitFor();
  });

journey('session: signed out while offline, nothing stays behind', {view: 'plain'},
  async ({person, context}) => {
    await person.signInByCode(ada);
    await context.setOffline(true);
    await person.button('Sign out').click();
    await person.status('You are signed out on this device.').waitFor();
    assert.deepEqual((await person.stored()).local, []);
  });
