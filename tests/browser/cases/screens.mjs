// Screens of every density, and GPUs of every kind: the painting is there as a whole, at a lower
// ratio where it has to be, or not at all. Never is a page of transparent text without it.
import assert from 'node:assert/strict';
import {drawn, inkOf} from '../support/ink.mjs';
import {journey} from '../support/journey.mjs';

const isPainted = (page) => page.evaluate(() => document.documentElement.matches('.gl'));

// These words stand out as much as they do in the plain view.
async function areSeen(page, words) {
  const painted = await inkOf(words);
  const plain = page.getByRole('button', {name: 'Plain view'});
  await plain.press('Enter');
  assert.equal(await isPainted(page), false);
  const ink = await inkOf(words);
  assert.ok(ink > 0.005, `${words}: nothing to read in the plain view`);
  assert.ok(painted > ink / 2 && painted < ink * 2,
    `${words}: ${painted} of it is ink, in the plain view ${ink}`);
  await plain.press('Enter');
}

const onSize = (viewport, deviceScaleFactor) =>
  ({timeout: 300000, profile: {viewport, deviceScaleFactor, reducedMotion: 'reduce'}});

journey('screens: everything can be read on a 6K screen', onSize({width: 3008, height: 1692}, 2),
  async ({person, page}) => {
    await person.open();
    await person.painted();
    await areSeen(page, person.heading('Sign in'));
  });

journey('screens: everything can be read on a laptop, zoomed to 400 %, of a longer screen too',
  onSize({width: 432, height: 279}, 8),
  async ({person, page}) => {
    await person.open();
    await person.painted();
    await person.askForMail();
    await person.painted();
    await areSeen(page, person.button('Verify'));
  });

journey('screens: a window that moves to a screen with more pixels is painted anew',
  {profile: {viewport: {width: 700, height: 500}, reducedMotion: 'reduce'}},
  async ({person, page}) => {
    await person.open();
    await person.painted();
    await page.setViewportSize({width: 4200, height: 4000});
    await drawn(page);
    assert.equal(await isPainted(page), false, 'nothing that large can be painted');
    assert.ok(await inkOf(person.heading('Sign in')) > 0.005);
    await page.setViewportSize({width: 700, height: 500});
    await person.painted();
    await areSeen(page, person.button('Next'));
  });

// What a GPU without memory, or with little of it, answers. `least` of the canvas is still painted.
const gpus = [
  {name: 'gives a smaller canvas than it was asked for', least: 700, change: () => {
    for (const [name, most] of [['drawingBufferWidth', 1100], ['drawingBufferHeight', 1100]]) {
      const {get} = Object.getOwnPropertyDescriptor(WebGL2RenderingContext.prototype, name);
      Object.defineProperty(WebGL2RenderingContext.prototype, name, {
        get() { return Math.min(get.call(this), most); },
      });
    }
  }},
  {name: 'has no canvas to give', least: 0, change: () => {
    Object.defineProperty(WebGL2RenderingContext.prototype, 'drawingBufferWidth', {get: () => 0});
  }},
  {name: 'takes short sides only', least: 0, change: () => {
    WebGL2RenderingContext.prototype.getParameter = (what) =>
      (what === WebGL2RenderingContext.MAX_VIEWPORT_DIMS ? [512, 512] : 512);
  }},
  {name: 'has no memory for the text', least: 0, change: () => {
    WebGL2RenderingContext.prototype.getError = () => 0x0505;
  }},
  {name: 'is lost without a word', least: 0, change: () => {
    WebGL2RenderingContext.prototype.isContextLost = () => true;
  }},
  {name: 'is there, but nothing to write on', least: 0, isOffered: false, change: () => {
    const {getContext} = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function get(kind, ...more) {
      return kind === '2d' ? null : getContext.call(this, kind, ...more);
    };
  }},
];
for (const {name, least, change, isOffered = true} of gpus) {
  journey(`screens: everything can be read where the GPU ${name}`,
    {profile: {viewport: {width: 700, height: 600}, deviceScaleFactor: 2, reducedMotion: 'reduce'},
      prepare: (context) => context.addInitScript(change)},
    async ({person, page}) => {
      await person.open();
      await person.button('Unlock your account').waitFor();
      // There once the page knows its GPU.
      if (isOffered) await page.getByRole('button', {name: 'Plain view'}).waitFor();
      await drawn(page);
      const width = await page.evaluate(() => (document.documentElement.matches('.gl')
        ? document.querySelector('canvas').width : 0));
      assert.ok(least ? width >= least && width <= 1100 : !width, `${width} pixels are painted`);
      assert.ok(await inkOf(person.heading('Sign in')) > 0.005);
      await person.askForMail();
      await drawn(page);
      assert.ok(await inkOf(person.heading('Your email is on its way')) > 0.005);
    });
}
