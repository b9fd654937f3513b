// How web/browser_ports.js takes and gives back the browser's locks, beside a queue and timers that
// the test drives.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPorts} from '../../../web/browser_ports.js';

// The outcome of each question, and whether the lock is held.
async function withLocks(walk) {
  const before = {setTimeout, clearTimeout, navigator: globalThis.navigator};
  const timers = new Map();
  const answers = [];
  let holders = 0;
  const request = async (name, granted) => {
    await Promise.resolve();
    holders += 1;
    await granted();
    holders -= 1;
  };
  const replace = (name, value) =>
    Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
  replace('setTimeout', (act) => timers.set(timers.size + 1, act).size);
  replace('clearTimeout', (id) => timers.set(id, () => {}));
  replace('navigator', {locks: {request}});
  const settle = async () => { for (let i = 0; i < 10; ++i) await Promise.resolve(); };
  const later = async () => {
    for (const act of timers.values()) act();
    timers.clear();
    await settle();
  };
  try {
    const ports = createPorts({reply: (id, outcome) => answers.push([id, outcome])});
    await walk({ports, answers, settle, later, isHeld: () => holders > 0});
  } finally {
    Object.entries(before).forEach(([name, value]) => replace(name, value));
  }
}

test('locks: one that is released is given back a moment later', () =>
  withLocks(async ({ports, answers, settle, later, isHeld}) => {
    ports.take('tokens', 1);
    await settle();
    assert.deepEqual(answers, [[1, 1]]);
    ports.release('tokens');
    await settle();
    assert.ok(isHeld(), 'another tab may not see yet what was stored');
    await later();
    assert.ok(!isHeld());
  }));

test('locks: one that is taken again in that moment is kept', () =>
  withLocks(async ({ports, answers, settle, later, isHeld}) => {
    ports.take('tokens', 1);
    await settle();
    ports.release('tokens');
    ports.take('tokens', 2);
    assert.deepEqual(answers, [[1, 1]], 'not from inside the question');
    await settle();
    assert.deepEqual(answers, [[1, 1], [2, 1]]);
    await later();
    assert.ok(isHeld());
    ports.release('tokens');
    await later();
    assert.ok(!isHeld());
  }));

test('locks: one that is not granted yet is not waited for any more', () =>
  withLocks(async ({ports, answers, settle}) => {
    ports.take('tokens', 1);
    ports.release('tokens');
    await settle();
    assert.deepEqual(answers, [[1, 0]]);
  }));
