// Why there was no answer, as a real browser lets a page find out, and what its console has of it:
// one error for each trouble, and nothing at all when all is well (support/watch.mjs sees to that).
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {configures} from '../support/configured.mjs';
import {org, site} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';
import {newestMail, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

// Chromium's own words for the same, and ours.
const allowed = [/Failed to load resource/, /blocked by CORS policy/, /error: Latchkey: /];
const plain = {view: 'plain', allowed};

const listen = (page) => {
  const said = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && /^Latchkey/.test(message.text())) said.push(message.text());
  });
  return said;
};

// The person and those who run the page can speak of the same thing.
async function areTiedTogether(page, said) {
  const reference = page.getByText(/^Reference: /);
  await reference.waitFor();
  assert.equal(said.length, 1, said.join('\n\n'));
  const [, shown] = (await reference.innerText()).split('Reference: ');
  assert.ok(said[0].endsWith(`on the page: ${shown}`), `${shown}: ${said[0]}`);
  assert.doesNotMatch(said[0], /[?#]|code_verifier|state=/);
}

for (const view of ['plain', 'painted']) {
  journey(`trouble: no Trusted Origin (${view})`,
    {view, allowed, policy: {trustedOrigins: []}}, async ({person, page, context}) => {
      await ownClock(context);
      const said = listen(page);
      await person.open();
      await person.isTold('This page is not set up correctly.');
      await areTiedTogether(page, said);
      assert.match(said[0], new RegExp(`Trusted Origins: add ${site} with CORS`));
      let asked = 0;
      page.on('request', ({url}) => { if (url().startsWith(org)) asked += 1; });
      await passTime(context, 600);
      assert.equal(asked, 0, 'what is refused for good is not tried again');
      assert.equal(said.length, 1);
    });
}

journey('trouble: a content blocker stops one address', plain, async ({person, page}) => {
  const said = listen(page);
  await page.route(`**${paths.interact}`, (route) => route.abort('blockedbyclient'));
  await person.open();
  await person.username.fill(ada);
  await person.isTold('blocks the sign-in');
  await areTiedTogether(page, said);
  assert.match(said[0], /content blocker/);
  await page.unroute(`**${paths.interact}`);
  await person.button('Next').click();
  await person.button('Send me an email').waitFor();
});

journey('trouble: the name of the org is not found', plain, async ({person, page}) => {
  const said = listen(page);
  await page.route(`${org}/**`, (route) => route.abort('namenotresolved'));
  await person.begin(ada);
  await person.isTold('cannot be reached from here');
  await areTiedTogether(page, said);
});

journey('trouble: wrong client', {...plain,
  prepare: (context) => configures(context, {clientId: 'latchkey-dema'})},
async ({person, page}) => {
  const said = listen(page);
  await person.begin(ada);
  await person.isTold('This page is not set up correctly.');
  await areTiedTogether(page, said);
  assert.match(said[0], /invalid_client: Invalid value for 'client_id' parameter/);
  assert.match(said[0], /status 401\n {2}request id \S+\n {2}what to change: "clientId"/);
});

journey('trouble: the keys are blocked at the end', plain, async ({person, page}) => {
  const said = listen(page);
  await page.route(`**${paths.keys}`, (route) => route.abort('blockedbyclient'));
  await person.askForMail();
  await person.verify((await newestMail(ada)).code);
  await person.isTold('blocks the sign-in');
  await areTiedTogether(page, said);
  await page.unroute(`**${paths.keys}`);
  await person.button('Try again').click();
  await person.isSignedIn();
});

journey('trouble: offline is said only by a browser that is', plain,
  async ({person, page, context}) => {
    const said = listen(page);
    await person.open();
    await person.username.fill(ada);
    await context.setOffline(true);
    await person.button('Next').click();
    await person.isTold('You seem to be offline');
    assert.equal(said.length, 1);
    assert.match(said[0], /^Latchkey: offline/);
    assert.equal(await page.getByText(/^Reference: /).count(), 0);
    await context.setOffline(false);
    await person.button('Send me an email').waitFor();
    assert.equal(said.length, 1);
  });
