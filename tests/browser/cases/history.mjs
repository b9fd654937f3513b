// "Back" and "Forward" in the middle of a sign-in: what the browser itself keeps of it.
import assert from 'node:assert/strict';
import {org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {mailsTo} from '../support/org.mjs';
import {grace} from '../support/person.mjs';

for (const view of ['painted', 'plain']) {
  journey(`history: Back leads to the username, Forward to the code, a second Back away (${view})`,
    {view}, async ({person, page}) => {
      await page.goto(`${org}/inbox`);
      const {code} = await person.askForMail(grace);
      await page.goBack();
      await person.hasFocus(person.username);
      assert.equal(await person.username.inputValue(), grace);
      await page.goForward();
      await person.code.waitFor();
      await page.goBack();
      await person.username.waitFor();
      await page.goBack();
      assert.equal(page.url(), `${org}/inbox`);
      await page.goForward();
      await person.username.waitFor();
      await page.goForward();
      await person.verify(code);
      await person.isSignedIn('Grace Hopper');
      assert.equal((await mailsTo(grace)).length, 1);
      await page.goBack();
      assert.equal(page.url(), `${org}/inbox`, 'nothing of the sign-in is left behind the app');
    });
}

journey('history: a reload makes no twin, and an entry holds its place only', {view: 'plain'},
  async ({person, page}) => {
    await person.askForMail(grace);
    const length = await page.evaluate(() => history.length);
    for (let i = 0; i < 2; ++i) {
      await page.reload();
      await person.code.waitFor();
    }
    assert.equal(await page.evaluate(() => history.length), length);
    assert.deepEqual(await page.evaluate(() => history.state), {latchkey: {at: 1}});
    assert.equal(page.url(), `${site}/`);
    await page.goBack();
    await person.username.waitFor();
    assert.equal(await person.username.inputValue(), grace);
    assert.equal(await page.evaluate(() => history.state.latchkey.at), 0);
    await person.button('Next').click();
    await person.code.waitFor();
    assert.equal(await page.evaluate(() => history.length), length);
  });

journey('history: the page goes back itself, and a fragment of another script is not taken for it',
  {view: 'plain'}, async ({person, page}) => {
    await page.goto(`${org}/inbox`);
    await person.askForMail(grace);
    await page.evaluate(() => { location.hash = 'top'; });
    await person.code.waitFor();
    await page.goBack();
    await person.code.waitFor();
    await person.button('Back to sign in').click();
    await person.username.waitFor();
    await page.waitForFunction(() => history.state?.latchkey?.at === 0);
    await page.goBack();
    assert.equal(page.url(), `${org}/inbox`);
  });
