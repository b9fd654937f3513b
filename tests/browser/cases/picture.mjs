// Pictures of the real page: of each screen into build/readme/, and the README's own, which is
// taken anew with LATCHKEY_PICTURE=1.
import assert from 'node:assert/strict';
import {mkdir, readFile} from 'node:fs/promises';
import {inRoot} from '../support/environment.mjs';
import {browser} from '../support/browser.mjs';
import {journey} from '../support/journey.mjs';
import {newestMail} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

const folder = inRoot('build/readme/');
const inReadme = inRoot('.github/picture.png');
const size = {width: 480, height: 680};

// Two frames after the last change everything that was to be drawn is drawn.
const drawn = (page) => page.evaluate(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

async function take(page, name) {
  await page.mouse.move(0, 0);
  await drawn(page);
  return page.screenshot({path: `${folder}${name}.png`, animations: 'disabled'});
}

async function walk(person, page, scheme, view) {
  const shots = {};
  const shoot = async (name) => {
    shots[name] = await take(page, `${name}-${scheme}-${view}`);
  };
  await person.open();
  await (view === 'painted' ? person.painted() : person.unpainted());
  await person.username.fill(ada);
  await shoot('username');
  await person.button('Next').click();
  await person.button('Send me an email').waitFor();
  await shoot('ask');
  await person.button('Send me an email').click();
  await person.code.waitFor();
  await shoot('passcode');
  await person.verify('482913');
  await person.isTold('That code is not right');
  await shoot('refused');
  await person.verify((await newestMail(ada)).code);
  await person.isSignedIn();
  await (view === 'painted' ? person.painted() : person.unpainted());
  await shoot('account');
  return shots;
}

const taken = {};
for (const view of ['painted', 'plain']) {
  for (const scheme of ['light', 'dark']) {
    journey(`picture: every screen, ${scheme}, ${view}`,
      {view, profile: {viewport: size, colorScheme: scheme, reducedMotion: 'reduce',
        deviceScaleFactor: 2}},
      async ({person, page}) => {
        await mkdir(folder, {recursive: true});
        const shots = await walk(person, page, scheme, view);
        if (view === 'painted') taken[scheme] = shots;
        assert.equal(Object.keys(shots).length, 5);
      });
  }
}

// Side by side: username, waiting screen (dark), account.
async function compose(path) {
  const context = await (await browser('painted')).newContext({
    viewport: {width: 3 * size.width, height: size.height}, deviceScaleFactor: 1});
  const page = await context.newPage();
  const pictures = [taken.light.username, taken.dark.passcode, taken.light.account];
  await page.setContent(`<body style="margin:0;display:flex">${pictures.map((picture) =>
    `<img width=${size.width} src="data:image/png;base64,${picture.toString('base64')}">`)
    .join('')}</body>`);
  await page.waitForFunction(() => Array.from(document.images).every((image) => image.complete));
  await page.screenshot({path});
  await context.close();
}

journey('picture: the README shows the real page', async () => {
  if (process.env.LATCHKEY_PICTURE === '1') {
    await mkdir(inRoot('.github/'), {recursive: true});
    await compose(inReadme);
  }
  const picture = await readFile(inReadme);
  assert.equal(picture.subarray(1, 4).toString(), 'PNG');
  const readme = await readFile(inRoot('README.md'), 'utf8');
  assert.match(readme, /\.github\/picture\.png/);
});
