// Every screen that an org may put between a username and the app, as people meet it: with a
// screen reader, with the keyboard, on a small phone, and where nothing is painted.
import assert from 'node:assert/strict';
import {inspect} from '../support/axe.mjs';
import {journey} from '../support/journey.mjs';
import {scenes} from '../support/scenes.mjs';
import {tabStops} from '../support/tabbing.mjs';

const isPainted = (width) => document.querySelector('canvas').clientWidth === width;

// Under each other, or side by side.
const follows = (before, after) =>
  after.top >= before.bottom - 1 || after.left > before.left || before.name === 'Plain view';

async function tabsAsItReads(page, where) {
  const stops = await tabStops(page);
  const controls = await page.locator('#form').locator('button, input, select, a')
    .filter({visible: true}).count();
  assert.equal(stops.length, controls + 1, `${where}: ${stops.map(({name}) => name).join(', ')}`);
  stops.reduce((before, after) => {
    assert.ok(follows(before, after), `${where}: ${JSON.stringify([before, after])}`);
    return after;
  });
}

for (const view of ['painted', 'plain']) {
  for (const {name, policy, go} of scenes) {
    journey(`scenes: ${name} (${view})`, {view, policy, profile: {bypassCSP: true}},
      async ({person, page}) => {
        await go(person);
        await (view === 'painted' ? person.painted() : person.unpainted());
        for (const [width, height] of [[1024, 768], [320, 568]]) {
          await page.setViewportSize({width, height});
          // The painting follows in a frame of its own.
          if (view === 'painted') await page.waitForFunction(isPainted, width);
          const where = `${width} px`;
          await inspect(page, where);
          assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), width);
          if (view === 'painted') await tabsAsItReads(page, where);
        }
      });
  }
}
