// No frame without a reason.
import assert from 'node:assert/strict';
import {journey} from '../support/journey.mjs';
import {org} from '../support/environment.mjs';
import {paths} from '../support/org.mjs';

// Counts the frames that the page asks for, those that it still waits for, and timers that repeat.
const count = () => {
  window.frames_ = {asked: 0, pending: 0, intervals: 0};
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => {
    ++window.frames_.asked;
    ++window.frames_.pending;
    return request((time) => {
      --window.frames_.pending;
      draw(time);
    });
  };
  const repeat = window.setInterval.bind(window);
  window.setInterval = (...what) => {
    ++window.frames_.intervals;
    return repeat(...what);
  };
};

const isPoll = (request) => request.method() === 'POST' && request.url() === `${org}${paths.poll}`;

journey('rest: the waiting screen draws nothing from poll to poll',
  {prepare: (context) => context.addInitScript(count)},
  async ({person, page}) => {
    await person.askForMail();
    await person.painted();
    await person.hasFocus(person.code);  // with its blinking caret
    await page.waitForFunction(() => window.frames_.pending === 0);
    const before = await page.evaluate(() => window.frames_.asked);
    // The answers to the first poll and to the second one are taken when the third goes out.
    for (let poll = 0; poll < 3; ++poll) await page.waitForRequest(isPoll);
    const {asked, pending, intervals} = await page.evaluate(() => window.frames_);
    assert.equal(asked - before, 0, 'frames');
    assert.equal(pending, 0, 'frames that are still to come');
    assert.equal(intervals, 0, 'timers that repeat');
    // Typing is a reason to draw.
    await page.keyboard.type('1');
    await page.waitForFunction((frames) => window.frames_.asked > frames, asked);
  });

for (const view of ['painted', 'plain']) {
  journey(`rest: nothing moves on a page at rest (${view})`, {view}, async ({person, page}) => {
    await person.askForMail();
    if (view === 'painted') await person.painted();
    await page.waitForFunction(() => document.getAnimations().length === 0);
  });
}
