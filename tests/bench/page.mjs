// The page beside a bare form and beside the Sign-In Widget, in one run: ratios, which say more than
// milliseconds of one machine. LATCHKEY_SITE is a site built for LATCHKEY_PORT and LATCHKEY_ORG_PORT.
//
//     node page.mjs                 exit code 1 when a budget is missed
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {pathToFileURL} from 'node:url';
import {browser, closeBrowsers} from '../browser/support/browser.mjs';
import {orgPort, orgProgram, site, siteFolder, sitePort} from '../browser/support/environment.mjs';
import {atRest, memoryOf, now, settled, usableAt, visit} from './measure.mjs';
import {serve} from './serve.mjs';
import {widgetPage} from '../peers/support/widget_page.mjs';

const app = {
  issuer: `http://localhost:${orgPort}/oauth2/default`, clientId: 'latchkey-demo',
  redirectUri: `${site}/login/callback/`, scopes: ['openid', 'profile', 'email', 'offline_access'],
};

const bare = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in</title>
<link rel="icon" href="data:">
<form><label>Username <input name="identifier"></label> <button>Next</button></form>
</html>
`;

const paths = {latchkey: '/', bare: '/bare', gen2: '/gen2', gen3: '/gen3'};
const pages = {
  [paths.bare]: bare,
  [paths.gen2]: widgetPage('gen2', app),
  [paths.gen3]: widgetPage('gen3', app),
};
const everyone = Object.keys(paths);
const signIns = ['latchkey', 'gen2', 'gen3'];

let missed = false;

function report(line, within = true) {
  console.log(within ? line : `${line}  MISSED`);
  missed ||= !within;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// By turns, so that a busy moment of the machine meets all of them.
async function byTurns(times, names, measure) {
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let turn = 0; turn < times; ++turn) {
    for (const name of names) all[name].push(await measure(name));
  }
  return Object.fromEntries(names.map((name) => [name, median(all[name])]));
}

const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const open = (page, name) => page.goto(site + paths[name], {waitUntil: 'commit'});

// A person who types at once and to whom the mail is sent at once.
async function identify(page) {
  await page.getByRole('textbox', {name: 'Username'}).fill('grace@example.com');
  await page.getByRole('button', {name: 'Next', exact: true}).click();
  const code = page.getByRole('textbox', {name: 'Enter code', exact: true});
  await code.or(page.getByRole('heading', {name: 'Verify with your email'})).first().waitFor();
}

async function toChallenge(page, name) {
  await open(page, name);
  await identify(page);
}

async function usableField(chromium, weather, times) {
  const at = await byTurns(times, everyone, (name) => visit(chromium, weather, async (page) => {
    await open(page, name);
    return usableAt(page);
  }));
  const ratio = (name) => (at[name] / at.bare).toFixed(2);
  report(`a username field, ${weather} weather: ${ratio('latchkey')} of a bare form's time `
    + `(the widget ${ratio('gen2')} and ${ratio('gen3')})`, ratio('latchkey') <= 1.25);
}

async function challenge(chromium, weather, times) {
  const at = await byTurns(times, signIns, (name) => visit(chromium, weather, async (page) => {
    await toChallenge(page, name);
    return now(page);
  }));
  const ratio = at.latchkey / Math.min(at.gen2, at.gen3);
  report(`the challenge, ${weather} weather: ${ratio.toFixed(2)} of the widget's time`,
    weather === 'good' || ratio < 0.5);
}

async function rest(chromium) {
  const spent = {};
  for (const name of ['latchkey', 'bare']) {
    spent[name] = await visit(chromium, 'good', async (page, devtools) => {
      await open(page, name);
      await settled(page);
      return atRest(page, devtools, 5000);
    });
  }
  const {latchkey: {frames, cpu}} = spent;
  report(`five seconds of rest: ${frames} frames, ${cpu.toFixed(1)} ms of the main thread `
    + `(a bare form ${spent.bare.cpu.toFixed(1)} ms)`, frames === 0);
}

async function memory(chromium) {
  for (const name of signIns) {
    const {heap, wasm} = await visit(chromium, 'good', async (page, devtools) => {
      await toChallenge(page, name);
      return memoryOf(page, devtools);
    });
    report(`memory on the challenge, ${name}: ${mega(heap)} of JavaScript, ${mega(wasm)} of `
      + 'WebAssembly', name !== 'latchkey' || heap + wasm < 8e6);
  }
}

// At the org, which sends one person only so many mails.
const timePasses = () => fetch(`http://localhost:${orgPort}/sim/advance`,
  {method: 'POST', body: '{"seconds": 300}'});

// As far as one page goes: a sign-in that ends leads to another page, one that is given up does not.
async function growth(chromium, times) {
  const used = await visit(chromium, 'good', async (page, devtools) => {
    const sizes = [];
    await toChallenge(page, 'latchkey');
    for (let i = 0; i < times; ++i) {
      if (i % 10 === 0) await timePasses();
      await page.getByRole('button', {name: 'Back to sign in', exact: true}).click();
      await identify(page);
      // The first ones fill what is kept on purpose.
      if (i === times / 10 || i === times - 1) sizes.push(await memoryOf(page, devtools));
    }
    return sizes;
  });
  const [early, late] = used;
  const told = ({heap, wasm}) => `${mega(heap)} and ${mega(wasm)}`;
  // What Chromium and the tools of this measurement keep for themselves is in there.
  report(`${times} sign-ins on one page: JavaScript and WebAssembly have ${told(early)} after a tenth `
    + `of them, ${told(late)} after all`, late.wasm === early.wasm && late.heap - early.heap < 1e6);
}

async function startOrg() {
  const child = spawn(orgProgram, ['--port', orgPort, '--site-port', sitePort, '--control'],
    {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = once(child, 'exit').then(() => { throw new Error('latchkey-org ended'); });
  await Promise.race([once(child.stdout, 'data'), ended]);
  process.once('exit', () => child.kill());
}

await startOrg();
const stopServer = await serve(sitePort, {
  site: pathToFileURL(`${siteFolder}/`),
  peers: new URL('../peers/node_modules/@okta/', import.meta.url),
  pages,
});
const chromium = await browser('painted');
for (const name of everyone) await visit(chromium, 'good', (page) => open(page, name));
await usableField(chromium, 'good', 9);
await usableField(chromium, 'poor', 5);
await challenge(chromium, 'good', 5);
await challenge(chromium, 'poor', 3);
await rest(chromium);
await memory(chromium);
await growth(await browser('plain'), 1000);
await closeBrowsers();
stopServer();
process.exit(missed ? 1 : 0);
