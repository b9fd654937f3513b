// Before the WebAssembly is there, and when it never comes.
import assert from 'node:assert/strict';
import {ownClock, passTime} from '../support/clock.mjs';
import {journey} from '../support/journey.mjs';
import {org} from '../support/environment.mjs';
import {expireTransactions} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const wasm = '**/*.wasm';
const script = '**/page.*.js';

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

// A browser may be wrong about the network, and a page may have been opened in the background.
const before = {
  'the browser takes itself to be offline': () =>
    Object.defineProperty(Navigator.prototype, 'onLine', {get: () => false}),
  'the page is in the background': () =>
    Object.defineProperty(Document.prototype, 'hidden', {get: () => true}),
};
for (const [what, pretend] of Object.entries(before)) {
  journey(`early: what is typed stays where ${what}`, {view: 'plain'}, async ({person, page}) => {
    await page.addInitScript(pretend);
    const release = await holdBack(page);
    await person.open();
    await person.username.pressSequentially('ad@example.com');
    await person.username.press('Home');
    await person.username.press('ArrowRight');
    await person.username.press('ArrowRight');
    release();
    await page.waitForResponse(/introspect/);
    await page.getByRole('button', {name: 'Create an account'}).waitFor();
    await page.keyboard.type('a');
    assert.equal(await person.username.inputValue(), ada);
  });
}

// The first screen of such a page has no field: the org is asked first.
journey('early: what is typed stays where a kept sign-in turns out to be over',
  async ({person, page}) => {
    await person.begin(ada);
    await person.button('Send me an email').waitFor();
    await expireTransactions();
    const release = await holdBack(page);
    await page.reload();
    await person.username.fill(ada);
    release();
    await page.waitForResponse(/introspect/);
    await page.getByRole('button', {name: 'Create an account'}).waitFor();
    assert.equal(await person.username.inputValue(), ada);
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
    await passTime(context, 40);
    await person.isTold('longer than it should');
    await person.button('Try again').waitFor();
    assert.equal(await person.username.inputValue(), ada);
    release();
    await person.button('Send me an email').waitFor();
    assert.equal(await person.alert.count(), 0);
  });

const missing = (route) => route.fulfill({status: 404});
const broken = {
  'the WebAssembly is missing': [(page) => page.route(wasm, missing), 'is missing on its server'],
  'the WebAssembly is cut off': [(page) => page.route(wasm, async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({body: body.subarray(0, body.length / 2), contentType: 'application/wasm'});
  }), 'was cut off or changed on its way'],
  'the WebAssembly is a page of the network': [(page) => page.route(wasm, (route) =>
    route.fulfill({contentType: 'text/html', body: '<h1>Welcome to our hotel</h1>'})),
  'sign in to it'],
  'the connection breaks': [(page) => page.route(wasm, (route) => route.abort()),
    'check your connection'],
  'the connection breaks for a script': [(page) => page.route(script, (route) => route.abort()),
    'check your connection'],
  'a script is missing': [(page) => page.route(script, missing), 'is missing on its server'],
  'there is no WebAssembly in this browser': [(page) =>
    page.addInitScript(() => { delete window.WebAssembly; }), 'does not run WebAssembly'],
};
for (const [what, [happens, sentence]] of Object.entries(broken)) {
  journey(`early: ${what}, and there is a way on`, {allowed: [/./]}, async ({person, page}) => {
    await happens(page);
    await person.open();
    await person.isTold(sentence);
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

// The mistake of a browser that does not know what a script is written in.
journey('early: a browser that cannot read the script is told that it is too old', {allowed: [/./]},
  async ({person, page}) => {
    await page.route(script, async (route) => {
      // The first time it is run, then it is looked at.
      if (route.request().resourceType() !== 'script') return route.continue();
      return route.fulfill({contentType: 'text/javascript', body: 'var regexp = /(;/;'});
    });
    await person.open();
    await person.isTold('too old for this page');
  });

journey('early: without JavaScript the page says so and links to the org',
  {profile: {javaScriptEnabled: false}}, async ({person, page}) => {
    await person.open();
    await person.isTold('needs JavaScript');
    const hosted = page.getByRole('link', {name: 'sign in at'});
    assert.ok((await hosted.getAttribute('href')).startsWith(org));
    assert.equal(await page.getByRole('textbox').count(), 0, 'nothing to type into in vain');
  });
