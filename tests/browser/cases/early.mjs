// Before the WebAssembly is there, and when it never comes.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {journey} from '../support/journey.mjs';
import {org} from '../support/environment.mjs';
import {ada} from '../support/person.mjs';

const wasm = '**/*.wasm';

// Holds what has such an address back until the answer is called.
async function holdBack(page, pattern = wasm) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

journey('early: what is typed and submitted before the WebAssembly is there is done',
  async ({person, page}) => {
    const release = await holdBack(page);
    await person.open();
    await person.username.pressSequentially(ada);
    await person.username.press('Enter');
    await person.status('One moment').waitFor();
    assert.equal(await person.username.inputValue(), ada);
    release();
    await person.button('Send me an email').waitFor();
  });

journey('early: what is typed but not submitted stays, with the focus and the caret',
  async ({person, page}) => {
    const release = await holdBack(page);
    await person.open();
    await person.username.pressSequentially('ad@example.com');
    await person.username.press('Home');
    await person.username.press('ArrowRight');
    await person.username.press('ArrowRight');
    release();
    await page.waitForResponse(/introspect/);
    await person.painted();
    await page.keyboard.type('a');
    assert.equal(await person.username.inputValue(), ada);
    await page.keyboard.press('Enter');
    await person.button('Send me an email').waitFor();
  });

// Where there is no GPU, making ready to paint takes the page for itself.
journey('early: the painting waits for the first answer', async ({person, page}) => {
  const release = await holdBack(page, '**/idp/idx/introspect');
  const asked = page.waitForRequest(/introspect/);
  await person.open();
  await asked;
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; ++frame) {
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
  });
  assert.ok(await page.evaluate(() => !document.documentElement.matches('.gl')));
  release();
  await person.painted();
});

journey('early: a button pressed twice before the WebAssembly is there is done once',
  async ({person, page}) => {
    const release = await holdBack(page);
    const identified = [];
    page.on('request', (request) => {
      if (/identify/.test(request.url()) && request.method() === 'POST') identified.push(request);
    });
    await person.open();
    await person.username.fill(ada);
    await person.button('Next').click();
    await person.button('Next').click();
    release();
    await person.button('Send me an email').waitFor();
    assert.equal(identified.length, 1);
  });

journey('early: a WebAssembly that takes long is told, and still does what was asked',
  async ({person, page, context}) => {
    await ownClock(context);
    const release = await holdBack(page);
    await person.open();
    await person.identify(ada);
    await passTime(context, 16);
    await person.isTold('longer than it should');
    await person.button('Try again').waitFor();
    assert.equal(await person.username.inputValue(), ada);
    release();
    await person.button('Send me an email').waitFor();
    assert.equal(await person.alert.count(), 0);
  });

const broken = {
  'the WebAssembly is missing': (page) => page.route(wasm, (route) => route.fulfill({status: 404})),
  'the WebAssembly is cut off': (page) => page.route(wasm, async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({body: body.subarray(0, body.length / 2), contentType: 'application/wasm'});
  }),
  'the connection breaks': (page) => page.route(wasm, (route) => route.abort()),
  'a script is missing': (page) =>
    page.route('**/page.*.js', (route) => route.fulfill({status: 404})),
  'there is no WebAssembly in this browser': (page) =>
    page.addInitScript(() => { delete window.WebAssembly; }),
};
for (const [what, happens] of Object.entries(broken)) {
  journey(`early: ${what}, and there is a way on`, {allowed: [/./]}, async ({person, page}) => {
    await happens(page);
    await person.open();
    await person.isTold(/did not load completely|went wrong|does not run WebAssembly/);
    await person.button('Try again').waitFor();
    const hosted = page.getByRole('link', {name: `Sign in at localhost`});
    assert.ok((await hosted.getAttribute('href')).startsWith(org));
    if (/this browser/.test(what)) return;
    await page.unrouteAll({behavior: 'ignoreErrors'});
    await person.button('Try again').click();
    await person.identify(ada);
    await person.button('Send me an email').waitFor();
  });
}

journey('early: without JavaScript the page says so and links to the org',
  {profile: {javaScriptEnabled: false}}, async ({person, page}) => {
    await person.open();
    await person.isTold('needs JavaScript');
    const hosted = page.getByRole('link', {name: 'sign in at'});
    assert.ok((await hosted.getAttribute('href')).startsWith(org));
  });
