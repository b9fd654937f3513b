// The plain way: a username, an email, its code.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {mailsTo, newestMail} from '../support/org.mjs';
import {ada, grace} from '../support/person.mjs';

for (const view of ['painted', 'plain']) {
  journey(`code: who is asked before the mail is sent signs in and out (${view})`, {view},
    async ({person}) => {
      await person.open();
      await person.identify(ada);
      await person.button('Send me an email').waitFor();
      assert.deepEqual(await mailsTo(ada), [], 'no mail without being asked');
      await person.button('Send me an email').click();
      await person.status('Waiting for you to open the link').waitFor();
      const [{code}] = await mailsTo(ada);
      await person.verify(code);

      await person.isSignedIn('Ada Lovelace');
      await person.fact(ada).waitFor();
      await person.fact(/^\d\d:\d\d$|^\w{3} \d\d:\d\d$/).waitFor();
      assert.deepEqual((await person.stored()).local, ['okta-token-storage']);

      await person.button('Sign out').click();
      await person.page.waitForURL(`${site}/`);
      await person.username.waitFor();
      const {local} = await person.stored();
      assert.ok(!local.includes('okta-token-storage'), 'the tokens are still there');
    });
}

journey('code: who gets the mail at once signs in', async ({person}) => {
  await person.signInByCode(grace);
});

journey('code: nothing of a finished sign-in stays in storage', async ({person}) => {
  const {code} = await person.askForMail();
  const before = JSON.parse(await person.page.evaluate(() =>
    sessionStorage.getItem('okta-transaction-storage')));
  await person.verify(code);
  await person.isSignedIn();
  const {local, session, text} = await person.stored();
  assert.deepEqual({local, session}, {local: ['okta-token-storage'], session: ['latchkey-departures']});
  for (const secret of [before.codeVerifier, before.interactionHandle, before.state, code]) {
    assert.ok(secret && !text.includes(secret), 'a secret of the transaction was kept');
  }
});

journey('code: "123 456" pasted from a mail is understood', async ({person, page, context}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const {code} = await person.askForMail();
  await page.evaluate((text) => navigator.clipboard.writeText(text),
    ` ${code.slice(0, 3)} ${code.slice(3)} `);
  await person.code.focus();
  await page.keyboard.press('Control+V');
  await person.code.press('Enter');
  await person.isSignedIn();
});

journey('code: a reload in the middle comes back to the waiting screen', async ({person, page}) => {
  const {code} = await person.askForMail();
  await page.reload();
  await person.verify(code);
  await person.isSignedIn();
  assert.equal((await mailsTo(ada)).length, 1, 'a reload sends no second mail');
});

journey('code: "Not you?" begins anew, and the name can be mended', async ({person}) => {
  await person.open();
  await person.identify(ada);
  await person.button('Not you?').click();
  await person.username.waitFor();
  assert.equal(await person.username.inputValue(), ada);
  await person.identify(grace);
  await person.code.waitFor();
});

journey('code: "Send again" comes after 30 s, and the older code is refused',
  async ({person, page, context}) => {
    await ownClock(context);
    const first = await person.askForMail();
    assert.equal(await person.button('Send again').count(), 0, 'not before 30 s');
    await passTime(context, 31);
    await person.button('Send again').click();
    await person.status('We sent you another email').waitFor();
    const mails = await mailsTo(ada);
    assert.equal(mails.length, 2);
    assert.notEqual(mails[0].code, first.code);
    await person.verify(first.code);
    await person.isTold('That code is not right');
    await person.verify(mails[0].code);
    await person.isSignedIn();
  });

journey('code: the account page without tokens leads to the sign-in', async ({person, page}) => {
  await person.open('/app/');
  await page.waitForURL(`${site}/`);
  await person.username.waitFor();
});

journey('code: who is signed in is taken from the sign-in page to the app', async ({person}) => {
  await person.signInByCode();
  await person.open('/');
  await person.isSignedIn();
});

journey('code: who could use a password besides chooses the mail', async ({person, page}) => {
  await person.open();
  await person.identify('linus@example.com');
  await page.getByRole('button', {name: /^Email/}).click();
  await person.code.waitFor();
  await person.verify((await newestMail('linus@example.com')).code);
  await person.isSignedIn('Linus Torvalds');
});

journey('code: the account page says so when the session has ended',
  async ({person, context, page}) => {
    await ownClock(context);
    await person.signInByCode();
    // Else it would renew itself.
    await context.route(/v1\/token/, (route) => route.fulfill({status: 400,
      headers: {'access-control-allow-origin': site}, json: {error: 'invalid_grant'}}));
    await passTime(context, 3600);
    await person.heading('Your session has ended').waitFor();
    await person.button('Sign out').click();
    await page.waitForURL(`${site}/`);
    await person.username.waitFor();
  });
