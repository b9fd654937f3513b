// One look: what is painted is what the plain view computes from the same tokens (src/gui/tokens.h).
import assert from 'node:assert/strict';
import {drawn} from '../support/ink.mjs';
import {journey} from '../support/journey.mjs';
import {ada} from '../support/person.mjs';
import {distance, picture} from '../support/pixels.mjs';

// Pictures of so many pixels take their time where much else is done.
const patient = (context) => context.setDefaultTimeout(90000);

const ratio = 3;
const near = 3;  // of 255: two ways of rounding

// What is placed by itself: where it is, and in which type.
const elementsOf = (page) => page.locator('form').evaluate(
  (form) => Object.fromEntries(Array.from(form.querySelectorAll('[id]:not([type=checkbox])'))
    .filter((element) => element.getBoundingClientRect().width && element.id !== 'card')
    .map((element) => {
      const {y} = element.getBoundingClientRect();
      const {fontSize, lineHeight, paddingTop} = getComputedStyle(element);
      return [element.id, {y: y + scrollY, words: y + scrollY + parseFloat(paddingTop), fontSize,
        lineHeight, isField: element.matches('input, select')}];
    })));

const shot = async (page) => {
  await page.mouse.move(0, 0);
  await drawn(page);
  return picture(await page.screenshot({animations: 'disabled', caret: 'hide'}), ratio);
};

// By keyboard, as people find it.
async function changeView(person) {
  const button = person.page.getByRole('button', {name: 'Plain view'});
  const isPainted = (await button.getAttribute('aria-pressed')) === 'false';
  const focused = await person.page.evaluateHandle(() => document.activeElement);
  await button.focus();
  await button.press('Enter');
  await (isPainted ? person.unpainted() : person.painted());
  await focused.evaluate((element) =>
    (element === document.body ? document.activeElement.blur() : element.focus()));
}

// `check({painted, plain, at})` of both views of one screen.
async function inBothViews(person, check) {
  const {page} = person;
  await person.painted();
  const painted = {picture: await shot(page), elements: await elementsOf(page)};
  await changeView(person);
  const plain = {picture: await shot(page), elements: await elementsOf(page)};
  await check(painted, plain);
  await changeView(person);
}

const colors = (locator, part) => locator.evaluate((element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  const read = (value) => (value.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
  return {ground: read(style.backgroundColor), ink: read(style.color),
    line: read(style.borderTopColor), ring: read(style.outlineColor), shadow: read(style.boxShadow),
    radius: parseFloat(style.borderTopLeftRadius)};
}, part);

const isNear = (found, wanted, what, most = near) => assert.ok(distance(found, wanted) <= most,
  `${what}: painted ${found}, computed ${wanted}`);

async function compareGround(painted, locator, what) {
  const {ground, radius} = await colors(locator);
  const box = await locator.boundingBox();
  isNear(painted.picture.at(box.x + box.width / 2, box.y + 3), ground, `${what}, ground`);
  const found = painted.picture.radius(box);
  assert.ok(Math.abs(found - radius) <= 1.2, `${what}: painted radius ${found}, computed ${radius}`);
}

async function compareEdge(painted, locator, what, {focused = false} = {}) {
  const {line, ring, shadow} = await colors(locator);
  const {x, y, height} = await locator.boundingBox();
  const middle = y + height / 2;
  isNear(painted.picture.at(x + .5, middle), focused ? ring : line, `${what}, edge`);
  if (focused) isNear(painted.picture.at(x - 2, middle), shadow, `${what}, halo`);
}

// `edge`: how far inside of the element its ground begins.
async function compareWords(painted, locator, what, edge = 0) {
  const {ink} = await colors(locator);
  const {x, y, width, height} = await locator.boundingBox();
  const inside = {x: x + edge, y: y + edge, width: width - 2 * edge, height: height - 2 * edge};
  isNear(painted.picture.strongest(inside), ink, `${what}, words`, 12);
}

// Elements are where, and in the type, in which they are painted. Of a panel it is the panel or the
// words in it that have a place of their own.
function comparePlaces(painted, plain, where) {
  for (const [id, there] of Object.entries(plain.elements)) {
    const here = painted.elements[id];
    if (!here) continue;  // a picture is no element over the painting
    assert.equal(here.fontSize, there.fontSize, `${where}, ${id}: size`);
    if (!here.isField) assert.equal(here.lineHeight, there.lineHeight, `${where}, ${id}: line`);
    if (id === 'brand') continue;  // in the plain view the mark is a part of it
    assert.ok([there.y, there.words].some((y) => Math.abs(here.y - y) <= 1.5),
      `${where}, ${id}: painted at ${here.y}, plain at ${there.y}`);
  }
}

for (const colorScheme of ['light', 'dark']) {
  journey(`look: the plain view and the painting are one (${colorScheme})`,
    {timeout: 300000, prepare: patient, profile: {viewport: {width: 400, height: 820}, colorScheme,
      reducedMotion: 'reduce', deviceScaleFactor: ratio}},
    async ({person, page}) => {
      const {username, code} = person;
      await person.open();
      await person.button('Unlock your account').waitFor();
      await person.hasFocus(username);
      await inBothViews(person, async (painted, plain) => {
        comparePlaces(painted, plain, 'username');
        await compareEdge(painted, username, 'focused field', {focused: true});
        await compareGround(painted, person.button('Next'), 'button');
        await compareWords(painted, person.button('Next'), 'button', 12);
        await compareWords(painted, person.heading('Sign in'), 'heading');
        await compareWords(painted, page.getByText('No password needed.'), 'paragraph');
        await compareWords(painted, person.button('Unlock your account'), 'link');
        const card = page.locator('#card');
        const {ground} = await colors(card);
        const box = await card.boundingBox();
        isNear(painted.picture.at(box.x + 8, box.y + 40), ground, 'card');
        for (const [x, y] of [[1, 1], [398, 818]]) {
          isNear(painted.picture.at(x, y), plain.picture.at(x, y), 'page');
        }
        for (const below of [1, 6, 16]) {
          const place = [box.x + box.width / 2, box.y + box.height + below];
          isNear(painted.picture.at(...place), plain.picture.at(...place), 'shadow', 5);
        }
      });
      await person.identify('not.known@example.com');
      await person.isRefused(username, /do not know/);
      await inBothViews(person, async (painted, plain) => {
        comparePlaces(painted, plain, 'refused');
        await compareEdge(painted, username, 'refused field', {focused: true});
        await compareWords(painted, person.alert, 'problem');
      });
      await person.identify(ada);
      await person.button('Send me an email').click();
      await code.waitFor();
      await person.button('Verify').focus();
      await inBothViews(person, async (painted, plain) => {
        comparePlaces(painted, plain, 'waiting');
        await compareEdge(painted, code, 'field');
        const {ground: good} = await colors(person.status('Waiting'), '::before');
        const {x, y} = await person.status('Waiting').boundingBox();
        isNear(painted.picture.at(x + 8, y + 10), good, 'dot');
      });
    });
}
