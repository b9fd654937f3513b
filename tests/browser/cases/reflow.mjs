// Small windows, large text, long words, and paper.
import assert from 'node:assert/strict';
import {drawn} from '../support/ink.mjs';
import {journey} from '../support/journey.mjs';
import {ada, grace} from '../support/person.mjs';

// The page's own settings, and its text size.
const withPage = (productName, fontSize) => (context) => context.addInitScript((set) => {
  document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.style.setProperty('font-size', set.fontSize);
    const config = document.getElementById('config').firstChild;
    if (config) config.data = JSON.stringify({...JSON.parse(config.data), ...set.members});
  });
}, {fontSize, members: {productName}});

const products = ['Bundesversicherungsanstalt', 'Rechtsschutzversicherungsgesellschaften Nord'];
for (const view of ['plain', 'painted']) {
  for (const fontSize of ['16px', '32px']) {
    for (const product of products) {
      journey(`reflow: "${product}" fits a phone, text ${fontSize} (${view})`,
        {view, profile: {viewport: {width: 320, height: 568}}, prepare: withPage(product, fontSize)},
        async ({person, page}) => {
          const fits = async (where) => {
            await drawn(page);
            assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320, where);
          };
          await person.open();
          await person.button('Unlock your account').waitFor();
          await fits('username');
          await person.identify(ada);
          await person.button('Send me an email').waitFor();
          await fits('ask');
          await person.button('Send me an email').click();
          await person.code.waitFor();
          await fits('code');
        });
    }
  }
}

const inView = (locator) => locator.evaluate((element) => {
  const {top, bottom} = element.getBoundingClientRect();
  return top >= 0 && bottom <= document.documentElement.clientHeight;
});

const windows = [
  {name: 'zoomed to 400 %', viewport: {width: 320, height: 256}, deviceScaleFactor: 4},
  {name: 'on a phone on its side, with its keyboard', viewport: {width: 740, height: 200}},
];
for (const view of ['plain', 'painted']) {
  for (const {name, ...profile} of windows) {
    journey(`reflow: what has the focus is to be seen ${name} (${view})`, {view, profile},
      async ({person, page}) => {
        await person.open();
        if (view === 'painted') await person.painted();
        await person.username.fill(grace);
        await person.username.press('Enter');
        await person.hasFocus(person.code);
        if (view === 'painted') await person.painted();
        await drawn(page);
        assert.ok(await inView(person.code), 'the code of a mail');
        await person.code.fill('482913');
        await person.code.press('Enter');
        await person.isRefused(person.code, /not right/);
        await drawn(page);
        assert.ok(await inView(person.code), 'the code, refused');
      });
  }
}

for (const view of ['plain', 'painted']) {
  journey(`reflow: on paper there is nothing to press (${view})`, {view},
    async ({person, page}) => {
      await person.askForMail();
      if (view === 'painted') await person.painted();
      await page.emulateMedia({media: 'print'});
      await person.heading('Your email is on its way').waitFor();
      assert.equal(await page.getByRole('button').count(), 0);
    });
}
