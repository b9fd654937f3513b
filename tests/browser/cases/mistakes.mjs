// What people type wrong: a sentence, what was typed still there, the focus where it is needed.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {journey} from '../support/journey.mjs';
import {advance, mailsTo} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

// Certainly another code of the same length.
const wrong = (code, by = 1) =>
  code.replace(/./g, (digit) => String((Number(digit) + by) % 10));

for (const view of ['painted', 'plain']) {
  journey(`mistakes: a wrong code, then the right one (${view})`, {view}, async ({person}) => {
    const {code} = await person.askForMail();
    await person.verify(wrong(code));
    await person.isTold('That code is not right');
    assert.equal(await person.code.inputValue(), wrong(code));
    await person.hasFocus(person.code);
    assert.equal(await person.code.getAttribute('aria-invalid'), 'true');
    await person.verify(code);
    await person.isSignedIn();
  });
}

journey('mistakes: an empty username, an unknown one, the right one', async ({person}) => {
  await person.open();
  await person.button('Next').click();
  await person.isTold('Type your username first');
  await person.hasFocus(person.username);

  await person.identify('nobody@example.com');
  await person.isTold('We do not know that username');
  assert.equal(await person.username.inputValue(), 'nobody@example.com');
  await person.hasFocus(person.username);
  assert.deepEqual(await mailsTo('nobody@example.com'), []);

  await person.identify(`  ${ada.toUpperCase()} `);
  await person.button('Send me an email').waitFor();
});

journey('mistakes: an empty code, then the right one', async ({person}) => {
  const {code} = await person.askForMail();
  await person.button('Verify').click();
  await person.isTold('Type the code from the email first');
  await person.hasFocus(person.code);
  await person.verify(code);
  await person.isSignedIn();
});

journey('mistakes: the same wrong code twice is told twice', async ({person, page}) => {
  const {code} = await person.askForMail();
  await person.verify(wrong(code));
  await person.isTold('That code is not right');
  // What a screen reader hears: a change of the alert.
  const changed = page.evaluate(() => new Promise((resolve) => {
    new MutationObserver(() => {
      const alert = document.querySelector('[role=alert]:not([hidden])');
      if (alert && alert.textContent) resolve(alert.textContent);
    }).observe(document.querySelector('form'),
      {childList: true, subtree: true, characterData: true});
  }));
  await person.button('Verify').click();
  assert.match(await changed, /That code is not right/);
});

journey('mistakes: Enter that is held, or pressed again, spends one try', async ({person, page}) => {
  const {code} = await person.askForMail();
  let tries = 0;
  page.on('request', (request) => {
    if (/challenge\/answer/.test(request.url()) && request.method() === 'POST') ++tries;
  });
  await person.code.fill(wrong(code));
  // The first is the press, the others are what the keyboard makes of its being held.
  for (let i = 0; i < 10; ++i) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await person.isTold('That code is not right');
  for (let i = 0; i < 3; ++i) await person.code.press('Enter');
  await person.isTold('That code is not right');
  assert.equal(tries, 1);
  await person.verify(code);
  await person.isSignedIn();
});

journey('mistakes: Enter that is held on one screen does not press the next one',
  async ({person, page}) => {
    await person.open();
    await person.username.fill(ada);
    await page.keyboard.down('Enter');
    await person.button('Send me an email').waitFor();
    await person.button('Send me an email').focus();
    for (let i = 0; i < 5; ++i) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    assert.deepEqual(await mailsTo(ada), []);
    await person.button('Send me an email').press('Enter');
    await person.code.waitFor();
  });

journey('mistakes: too many wrong codes say how long to wait', async ({person}) => {
  const {code} = await person.askForMail();
  await person.verify(wrong(code));
  await person.isTold('That code is not right');
  for (let by = 2; by < 7; ++by) {
    const answered = person.page.waitForResponse(/challenge\/answer/);
    await person.verify(wrong(code, by));
    await answered;
  }
  await person.isTold(/Too many attempts/);
  assert.equal(await person.code.inputValue(), wrong(code, 6));
  await advance(301);
});

journey('mistakes: an expired code is refused, another mail helps', async ({person, context}) => {
  await ownClock(context);
  const {code} = await person.askForMail();
  await advance(301);
  await passTime(context, 31);
  await person.verify(code);
  await person.isTold(/That code/);
  await person.button('Send again').click();
  await person.status('We sent you another email').waitFor();
  await person.verify((await mailsTo(ada))[0].code);
  await person.isSignedIn();
});

journey('mistakes: an account that is locked, or not for this app, is told in words',
  async ({person}) => {
    await person.open();
    await person.identify('mallory@example.com');
    await person.isTold(/locked/);
    await person.identify('rosa@example.com');
    await person.isTold(/may not use this app/);
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
  });
