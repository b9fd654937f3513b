// Web hosts that serve the page elsewhere, in a frame, of an older version, or otherwise than it was
// built.
import assert from 'node:assert/strict';
import {org, site} from '../support/environment.mjs';
import {Host} from '../support/host.mjs';
import {journey} from '../support/journey.mjs';
import {ada} from '../support/person.mjs';

const host = new Host();
const other = new Host();
const {policy} = host;
// The browser's own words for what is missing or refused, and ours for those who run the page.
const allowed = [/./];

const link = (page, name) => page.getByRole('link', {name});

// Where the browser refuses the script in the page, it takes a moment until there is another.
async function isStarted(person) {
  await person.page.waitForFunction(() => document.documentElement.dataset.boot);
  await person.identify(ada);
  await person.button('Send me an email').waitFor();
}

// --- another origin ---

journey('hosts: a link opened at another origin signs in where the page belongs',
  {allowed, view: 'plain'}, async ({person, context, newPerson}) => {
    host.serve({home: site});
    const {code} = await person.askForMail();
    const {state} = await person.page.evaluate(() =>
      JSON.parse(sessionStorage.getItem('okta-transaction-storage')));
    const stray = await newPerson(context);
    await stray.page.goto(`${host.origin}/login/callback/?otp=${code}&state=${state}`);
    await stray.isSignedIn();
    assert.doesNotMatch(await stray.page.evaluate(() => JSON.stringify([history.state, location.href])),
      new RegExp(`${state}|${code}`));
    await stray.page.goto(host.origin + '/app/?order=7#details');
    await stray.page.waitForURL(`${site}/app/?order=7#details`);
    const {origins} = await context.storageState();
    assert.deepEqual(origins.map(({origin}) => origin), [site], 'nothing is stored there');
  });

journey('hosts: a home that leads back is told, and not gone to again', {allowed, view: 'plain'},
  async ({person, page}) => {
    host.serve({home: other.origin});
    other.serve({answer: (path) => ({status: 302, headers: {Location: host.origin + path}})});
    await page.goto(`${host.origin}/app/`);
    await person.isTold('which leads back to here');
    assert.deepEqual(host.asked.filter((path) => path.endsWith('/')), ['/app/', '/app/']);
  });

// --- frames ---

journey('hosts: in a frame there is no form, but a link that leads out with all of the address',
  {allowed, view: 'plain'}, async ({page}) => {
    host.serve();
    for (const outer of [host, other]) {
      outer.serve({answer: (path) => path === '/outer' ? {status: 200, headers: {
        'Content-Type': 'text/html'}, body: `<iframe src="${host.origin}/login/callback/?x=1#y">`,
      } : null});
      await page.goto(`${outer.origin}/outer`);
      const frame = page.frameLocator('iframe');
      await frame.getByRole('alert').filter({hasText: 'not work inside another page'}).waitFor();
      assert.equal(await frame.locator('input, form').count(), 0);
      await frame.getByRole('link', {name: 'Open this page by itself'}).click();
      await page.waitForURL(`${host.origin}/login/callback/?x=1#y`);
    }
  });

// --- an older version ---

// Yesterday's page, which names assets that are gone.
const older = (name) => (text) =>
  text.replaceAll(new RegExp(`/${name}\\.\\w+\\.`, 'g'), `/${name}.0123456789.`);

for (const asset of ['page', 'latchkey']) {
  journey(`hosts: yesterday's page without ${asset} heals by itself, and does what was asked`,
    {allowed, policy, view: 'plain'}, async ({person, page}) => {
      host.serve({html: older(asset), headers: {'Cache-Control': 'max-age=600'}});
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      await page.route('**/*.0123456789.*', async (route) => {
        await held;
        await route.fallback();
      });
      await page.goto(`${host.origin}/?x=1#y`, {waitUntil: 'commit'});
      await person.identify(ada);
      host.serve();  // from now on there is today's
      release();
      await person.button('Send me an email').waitFor();
      assert.equal(page.url(), `${host.origin}/?x=1#y`);
      assert.equal(await person.alert.count(), 0);
    });
}

journey('hosts: a page that does not heal is opened anew once, and told', {allowed, view: 'plain'},
  async ({person, page}) => {
    const navigations = [];
    page.on('request', (request) => request.isNavigationRequest() && navigations.push(request.url()));
    host.serve({html: older('page')});
    await page.goto(host.origin);
    await person.isTold('is missing on its server');
    assert.equal(navigations.length, 2);
    await person.button('Try again').waitFor();
  });

// --- HTML that is not as it was built ---

const bootScript = /(<script id="boot"[^>]*>)(.*?)(<\/script>)/s;
const rocket = (text) => text
  .replace(/<script(?![^>]*application\/json)([^>]*)>/g, (tag, rest) =>
    `<script type="8b1f-${/type="([^"]*)"/.exec(rest)?.[1] ?? 'text/javascript'}"${
      rest.replace(/ type="[^"]*"/, '')}>`);
const changed = {
  'adds a blank to the script': (text) => text.replace(bootScript, '$1 $2$3'),
  'adds a blank to the style': (text) => text.replace('<style>', '<style> '),
  'adds scripts of its own': (text) => text
    .replace('<head>', '<head><script>window.stranger = 1</script><script src="/beacon.js"></script>')
    .replace('</body>', '<script>document.title = "stranger"</script></body>'),
  'drops quotes, ends of lines and end tags': (text) => text
    .split(/(<script.*?<\/script>|<style>.*?<\/style>|<meta[^>]*>)/s)
    .map((part, i) => (i % 2 ? part : part.replace(/="([\w/.:-]+)"/g, '=$1')
      .replace(/\n/g, '').replace(/<\/(p|body|html)>/g, '')))
    .join(''),
  'ends lines with CR and LF': (text) => text.replace(/\n/g, '\r\n'),
  'drops the policy': (text) => text.replace(/<meta http-equiv[^>]*>/, ''),
  'moves the script to the end of the page': (text) => text
    .replace(bootScript, '').replace('</body>', `${bootScript.exec(text)[0]}</body>`),
};
for (const [what, html] of Object.entries(changed)) {
  journey(`hosts: the page works though its host ${what}`, {allowed, policy, view: 'plain'},
    async ({person, page}) => {
      host.serve({html});
      await page.goto(host.origin);
      await isStarted(person);
      assert.equal(await person.button('Send me an email').evaluate((button) =>
        getComputedStyle(button).borderRadius), '10px', 'with its style');
      assert.deepEqual(host.asked.filter((path) => path.endsWith('/')), ['/'], 'nothing is sent to it');
    });
}

// No script of ours runs, so that nothing but the page itself can say so.
const silent = {
  'takes all scripts for itself': {html: rocket},
  'forbids scripts': {headers: {'Content-Security-Policy': "script-src 'none'"}},
  'loses the program and changes the script': {html: (text) =>
    older('page')(changed['adds a blank to the script'](text))},
};
for (const [what, ways] of Object.entries(silent)) {
  journey(`hosts: a page says by itself that its host ${what}, and sends nothing to it`,
    {allowed, view: 'plain'}, async ({person, page}) => {
      host.serve(ways);
      await page.goto(host.origin);
      await person.username.fill(ada);
      await page.keyboard.press('Enter');
      await person.button('Next').click();
      // As if the time were over.
      await page.evaluate(() => document.getAnimations().forEach((one) => one.finish()));
      await page.getByText('This page does not start').waitFor();
      assert.ok((await link(page, 'sign in at').getAttribute('href')).startsWith(org));
      assert.deepEqual(host.asked.filter((path) => /^\/(\?|$)/.test(path)), ['/']);
      assert.equal(page.url(), `${host.origin}/`);
    });
}

// --- a program that cannot run ---

const wasmHeader = {'Content-Security-Policy': "script-src 'self' 'unsafe-inline'"};
const unfit = {
  'forbids WebAssembly': [{headers: wasmHeader}, /settings of this site/, /'wasm-unsafe-eval'/],
  'has the program as plain text': [{answer: async (path) => /page\..*js$/.test(path) &&
    {...await host.file(path), headers: {'Content-Type': 'text/plain'}}},
  /cut off or changed/, /text\/plain.*text\/javascript/],
  'minifies the program until it is broken': [{answer: async (path) => /page\..*js$/.test(path) && {
    status: 200, headers: {'Content-Type': 'text/javascript'}, body: 'var x = (;'}},
  /cut off or changed/, /as they were built/],
  'answers each path with its first page': [{answer: (path) => /assets.*(js|wasm)$/.test(path) &&
    host.file('/')}, /another page came/, /without rewrite rules/],
};
for (const [what, [ways, sentence, advice]] of Object.entries(unfit)) {
  journey(`hosts: a host that ${what} is told, to people and to those who run it`,
    {allowed, view: 'plain'}, async ({person, page}) => {
      const heard = [];
      page.on('console', (message) => heard.push(message.text()));
      host.serve(ways);
      await page.goto(host.origin);
      await person.isTold(sentence);
      assert.equal(heard.filter((text) => text.startsWith('Latchkey: ')).length, 1, heard.join('\n'));
      assert.match(heard.find((text) => text.startsWith('Latchkey: ')), advice);
      await link(page, 'Sign in at localhost').waitFor();
    });
}

journey('hosts: a WebAssembly of another media type runs all the same',
  {allowed, policy, view: 'plain'}, async ({person, page}) => {
    host.serve({answer: async (path) => path.endsWith('.wasm') &&
      {...await host.file(path), headers: {'Content-Type': 'text/plain'}}});
    await page.goto(host.origin);
    await isStarted(person);
  });
