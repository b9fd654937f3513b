// Without a mouse.
import assert from 'node:assert/strict';
import {site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {newestMail} from '../support/org.mjs';
import {ada} from '../support/person.mjs';
import {tabStops} from '../support/tabbing.mjs';

// What has the focus, by the words that name it; nothing for the page itself.
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return '';
  return element.labels?.[0]?.textContent ?? element.textContent;
});

async function tabTo(page, name) {
  const passed = [];
  for (let i = 0; i < 8; ++i) {
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
    if (passed.at(-1) === name) return;
  }
  assert.fail(`Tab never came to ${name}, only to ${passed.join(', ')}`);
}

// A sighted person sees where the focus is: the pixels around it are others than without it.
async function isSeen(page, locator) {
  const {x, y, width, height} = await locator.boundingBox();
  const clip = {x: x - 8, y: y - 8, width: width + 16, height: height + 16};
  const painted = () => page.evaluate(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));
  const picture = async () => {
    await painted();
    return (await page.screenshot({clip, animations: 'disabled'})).toString('base64');
  };
  const withFocus = await picture();
  await page.evaluate(() => { window.wasFocused = document.activeElement; wasFocused.blur(); });
  const without = await picture();
  await page.evaluate(() => window.wasFocused.focus({focusVisible: true}));
  assert.notEqual(withFocus, without, 'the focus is not to be seen');
}

for (const view of ['painted', 'plain']) {
  journey(`keyboard: from the username to the app and out (${view})`, {view},
    async ({person, page}) => {
      await person.open();
      await person.hasFocus(person.username);
      if (view === 'painted') await person.painted();
      await isSeen(page, person.username);
      await page.keyboard.type(ada);
      await page.keyboard.press('Enter');

      await person.hasFocus(person.heading('Check it’s you'));
      await tabTo(page, 'Send me an email');
      await isSeen(page, person.button('Send me an email'));
      await page.keyboard.press('Enter');

      await person.hasFocus(person.code);
      await isSeen(page, person.code);
      await page.keyboard.type((await newestMail(ada)).code);
      await page.keyboard.press('Enter');

      await person.isSignedIn();
      await tabTo(page, 'Sign out');
      await isSeen(page, person.button('Sign out'));
      await page.keyboard.press('Space');
      await page.waitForURL(`${site}/`);
      await person.hasFocus(person.username);
    });
}

journey('keyboard: Tab goes through each screen in reading order, and out of it again',
  async ({person, page}) => {
    const round = async () => (await tabStops(page)).map(({name}) => name);
    await person.open();
    await person.painted();
    assert.deepEqual(await round(), ['Plain view', 'Username', 'Keep me signed in', 'Next',
      'Create an account', 'Unlock your account']);
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
    assert.deepEqual(await round(),
      ['Plain view', 'Not you?', 'Send me an email', 'Back to sign in']);
    await person.button('Send me an email').click();
    await person.code.waitFor();
    assert.deepEqual(await round(), ['Plain view', 'Not you?',
      'Enter code', 'Verify', 'Back to sign in']);
  });

journey('keyboard: the plain view is one key away, and stays for the next page and the other tabs',
  async ({person, page, context, newPerson}) => {
    const choice = (at, pressed) => at.getByRole('button', {name: 'Plain view', pressed});
    await person.open();
    await person.painted();
    const other = await newPerson(context);
    await other.open();
    await other.painted();
    await person.username.fill(ada);
    await choice(page, false).press('Enter');
    await person.unpainted();
    await other.unpainted();
    assert.equal(await person.username.inputValue(), ada);
    await page.reload();
    await choice(page, true).waitFor();
    const third = await newPerson(context);
    await third.open();
    await choice(third.page, true).press('Enter');
    await third.painted();
    await person.painted();
    await other.painted();
  });

journey('keyboard: where nothing can be kept, the plain view is chosen for this page',
  {prepare: (context) => context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {get: () => { throw new DOMException('blocked'); }});
    }
  })},
  async ({person, page}) => {
    await person.open();
    await person.painted();
    await page.getByRole('button', {name: 'Plain view', pressed: false}).press('Enter');
    await person.unpainted();
    await page.getByRole('button', {name: 'Plain view', pressed: true}).press('Enter');
    await person.painted();
  });
