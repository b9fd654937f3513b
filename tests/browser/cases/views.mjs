// The same form in every view: painted, plain, narrow, forced colours, and with the GPU gone.
import assert from 'node:assert/strict';
import {journey} from '../support/journey.mjs';
import {newestMail} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const hasGl = (page) => page.evaluate(() => document.documentElement.matches('.gl'));

journey('views: painted where there is WebGL', async ({person}) => {
  await person.open();
  await person.painted();
});

journey('views: plain where there is none, without a word about it', {view: 'plain'},
  async ({person, page}) => {
    await person.signInByCode();
    assert.equal(await hasGl(page), false);
    assert.equal(await person.alert.count(), 0);
  });

journey('views: plain with forced colours, and painted again without', async ({person, page}) => {
  await page.emulateMedia({forcedColors: 'active'});
  await person.open();
  await person.identify(ada);
  await person.button('Send me an email').waitFor();
  assert.equal(await hasGl(page), false);
  await page.emulateMedia({forcedColors: 'none'});
  await person.painted();
});

journey('views: the elements lie where they are painted', async ({person, page}) => {
  await person.open();
  await person.painted();
  for (const locator of [person.username, person.button('Next')]) {
    const box = await locator.boundingBox();
    assert.ok(box.width > 200 && box.height >= 44, JSON.stringify(box));
    const isOnTop = await locator.evaluate((element) => {
      const {x, y, width, height} = element.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === element;
    });
    assert.ok(isOnTop, 'a finger would miss it');
  }
});

for (const view of ['painted', 'plain']) {
  journey(`views: 320 px wide, nothing to scroll sideways (${view})`,
    {view, profile: {viewport: {width: 320, height: 568}}},
    async ({person, page, newProfile, newPerson}) => {
      const fits = async (at, where) => assert.equal(
        await at.evaluate(() => document.scrollingElement.scrollWidth), 320, where);
      const settled = () => (view === 'painted' ? person.painted() : person.unpainted());
      await person.open();
      await settled();
      await fits(page, 'username');
      await person.identify(`${'averyverylongname'.repeat(4)}@example.com`);
      await person.alert.waitFor();
      await fits(page, 'username, unknown');
      await person.identify(ada);
      await person.button('Send me an email').waitFor();
      await fits(page, 'ask');
      await person.button('Send me an email').click();
      await person.code.waitFor();
      await fits(page, 'passcode');
      const {code, link} = await newestMail(ada);
      const other = await newPerson(await newProfile());
      await other.page.goto(link);
      await other.button('Yes, show the code').waitFor();
      await fits(other.page, 'elsewhere');
      await other.button('Yes, show the code').click();
      await other.button('Copy code').waitFor();
      await fits(other.page, 'elsewhere, code');
      await person.verify(code);
      await person.isSignedIn();
      await fits(page, 'account');
    });
}

journey('views: text twice as large still fits a phone',
  {profile: {viewport: {width: 320, height: 568}},
    prepare: (context) => context.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.setProperty('font-size', '32px');
      });
    })},
  async ({person, page}) => {
    await person.open();
    await person.painted();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320);
    await person.identify(ada);
    await person.button('Send me an email').click();
    await person.code.waitFor();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320);
  });

journey('views: a lost GPU takes nothing that was typed, and a restored one paints again',
  async ({person, page}) => {
    const {code} = await person.askForMail();
    await person.painted();
    await person.code.pressSequentially(code.slice(0, 3));
    await page.evaluate(() => {
      window.gpu = document.querySelector('canvas').getContext('webgl2')
        .getExtension('WEBGL_lose_context');
      gpu.loseContext();
    });
    await person.unpainted();
    assert.equal(await person.code.inputValue(), code.slice(0, 3));
    await person.hasFocus(person.code);
    await page.keyboard.type(code.slice(3, 5));
    await page.evaluate(() => gpu.restoreContext());
    await person.painted();
    await page.keyboard.type(code.slice(5));
    await page.keyboard.press('Enter');
    await person.isSignedIn();
  });

// Holds back the first answer from an address like `pattern`; gives what lets it through, and is
// done when the page has it.
async function heldBack(page, pattern) {
  let hold;
  const held = new Promise((resolve) => { hold = resolve; });
  await page.route(pattern, hold, {times: 1});
  return async () => {
    const route = await held;
    const answered = page.waitForResponse(pattern);
    await route.continue();
    await (await answered).finished();
  };
}

// Where the middles of these are on the page, from its top.
const heights = (elements) => Promise.all(elements.map((one) => one.evaluate((element) => {
  const {y, height} = element.getBoundingClientRect();
  return Math.round(y + height / 2 + scrollY);
})));

const windows = [{width: 320, height: 568}, {width: 900, height: 420}, {width: 1024, height: 768}];
for (const view of ['painted', 'plain']) {
  for (const viewport of windows) {
    const size = `${viewport.width} by ${viewport.height}`;
    journey(`views: nothing moves under a finger while the page arrives (${view}, ${size})`,
      {view, profile: {viewport}},
      async ({person, page}) => {
        const program = await heldBack(page, /\.wasm$/);
        const answer = await heldBack(page, /introspect$/);
        const places = () => heights([person.heading('Sign in'), person.username,
          page.getByRole('checkbox', {name: 'Keep me signed in'}), person.button('Next')]);
        await person.open();
        const before = await places();
        await program();
        // Whatever has not come to rest is not clicked on trial.
        await person.button('Next').click({trial: true});
        assert.deepEqual(await places(), before, 'with the program');
        await answer();
        if (view === 'painted') await person.painted();
        await person.button('Unlock your account').click({trial: true});
        assert.deepEqual(await places(), before, 'with the answer of the org');
      });
  }

  journey(`views: nothing moves either where the org keeps nobody signed in (${view})`,
    {view, policy: {offersRememberMe: false}},
    async ({person, page}) => {
      const answer = await heldBack(page, /introspect$/);
      await person.open();
      const before = await heights([person.button('Next')]);
      await answer();
      if (view === 'painted') await person.painted();
      await person.button('Unlock your account').click({trial: true});
      assert.equal(await page.getByRole('checkbox').count(), 0);
      assert.deepEqual(await heights([person.button('Next')]), before);
    });
}
