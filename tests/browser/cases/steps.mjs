// What an org may ask for besides the mail, answered to the end.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {newestMail} from '../support/org.mjs';
import {ada, alan, hedy} from '../support/person.mjs';

journey('steps: a password without a mouse, looked at before it is sent', async ({person, page}) => {
  await person.begin(alan);
  await person.hasFocus(person.field('Password'));
  await page.keyboard.type('halting problem');
  await page.keyboard.press('Tab');
  await person.hasFocus(person.button('Show Password'));
  await page.keyboard.press('Space');
  await person.hasFocus(person.button('Hide Password'));
  assert.equal(await person.field('Password').getAttribute('type'), 'text');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await person.button('Not now').press('Enter');
  await person.isSignedIn('Alan Turing');
});

journey('steps: a second method of the same person', {policy: {factors: 2}}, async ({person}) => {
  await person.begin(hedy);
  await person.button('Password').click();
  await person.answer('Password', 'frequency hopping');
  await person.button('Security Question').click();
  await person.answer('Answer', 'liver');
  await person.isSignedIn('Hedy Lamarr');
});

journey('steps: from the mail to another way, and back', async ({person}) => {
  await person.begin(hedy);
  await person.button('Email: h•••y@example.com').click();
  await person.button('Try another way').click();
  await person.button('Back').click();
  await person.hasFocus(person.code);
  await person.verify((await newestMail(hedy)).code);
  await person.isSignedIn('Hedy Lamarr');
});

journey('steps: email set up on the way', async ({person}) => {
  await person.begin(alan);
  await person.answer('Password', 'halting problem');
  await person.button('Email').click();
  await person.code.waitFor();
  await person.verify((await newestMail(alan)).code);
  await person.isSignedIn('Alan Turing');
});

for (const answer of ['Yes', 'No']) {
  journey(`steps: stay signed in? ${answer}`, {policy: {asksToKeepSignedIn: true}},
    async ({person}) => {
      const {code} = await person.askForMail();
      await person.verify(code);
      await person.button(answer).click();
      await person.isSignedIn();
    });
}

journey('steps: access allowed', {policy: {app: {asksConsent: true}}}, async ({person}) => {
  const {code} = await person.askForMail();
  await person.verify(code);
  await person.button('Allow Access').click();
  await person.isSignedIn();
});

journey('steps: access not allowed, and begun anew', {policy: {app: {asksConsent: true}}},
  async ({person}) => {
    const {code} = await person.askForMail();
    await person.verify(code);
    await person.button('Don\'t Allow').click();
    await person.heading('We could not sign you in').waitFor();
    await person.button('Start again').click();
    await person.hasFocus(person.username);
  });

journey('steps: a new account, from its form to the app', async ({person}) => {
  await person.open();
  await person.button('Create an account').click();
  await person.field('First name').fill('Emmy');
  await person.field('Last name').fill('Noether');
  await person.answer('Email', 'emmy@example.com');
  await person.button('Email').or(person.code).first().click();
  await person.code.waitFor();
  await person.verify((await newestMail('emmy@example.com')).code);
  await person.isSignedIn('Emmy Noether');
});

journey('steps: at somebody else\'s, and back',
  {policy: {identityProviders: [{id: '0oa1idp', name: 'Example Social', type: 'GOOGLE'}]}},
  async ({person, page}) => {
    await person.open();
    await person.button('Continue with Example Social').click();
    await page.waitForURL(`${org}/**`);
    await page.getByRole('button').or(page.getByRole('link')).first().click();
    await page.waitForURL(`${site}/**`);
    await person.isSignedIn();
  });

journey('steps: more time, before the sign-in ends', {prepare: ownClock},
  async ({person, page, context}) => {
    await person.begin(alan);
    await person.field('Password').fill('halting');
    await passTime(context, 545);
    // Of an org that gives more time to who is still there.
    await page.route(/introspect$/, async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const later = new Date(Date.parse(answer.expiresAt) + 600000).toISOString();
      await route.fulfill({response, json: {...answer, expiresAt: later}});
    });
    await person.button('I need more time').press('Enter');
    await person.hasFocus(person.field('Password'));
    assert.equal(await person.button('I need more time').count(), 0);
    await page.keyboard.type(' problem');
    await page.keyboard.press('Enter');
    await person.button('Not now').click();
    await person.isSignedIn('Alan Turing');
  });

journey('steps: the service is busy, and then it is not', {policy: {safeMode: {waits: [1000]}}},
  async ({person}) => {
    await person.begin(ada);
    await person.heading('The service is busy').waitFor();
    await person.button('Send me an email').click();
    await person.code.waitFor();
    await person.verify((await newestMail(ada)).code);
    await person.isSignedIn();
  });
