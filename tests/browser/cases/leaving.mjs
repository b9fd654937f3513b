// How web/browser_ports.js leaves the page, beside a location that only writes down what it is told: the
// browser itself cannot be asked whether it loaded a page or scrolled.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPorts} from '../../../web/browser_ports.js';

async function leaves(from, to) {
  const told = [];
  const before = globalThis.location;
  globalThis.location = {
    href: from,
    replace: (address) => told.push(`replace ${address}`),
    reload: () => told.push('reload'),
  };
  createPorts({crypto: {forgotten: () => Promise.resolve()}}).leave(to);
  await Promise.resolve();
  globalThis.location = before;
  return told;
}

const site = 'https://app.example.test';

for (const [name, from, to, expected] of [
  ['to another page', '/', '/app/', ['replace /app/']],
  ['to another page with a fragment', '/', '/app/#/orders/7', ['replace /app/#/orders/7']],
  ['to the page itself', '/?a', '/?a', ['replace /?a']],
  ['to another query of it', '/#x', '/?a#x', ['replace /?a#x']],
  ['to a fragment of it', '/', '/#/orders/7', ['replace /#/orders/7', 'reload']],
  ['to another fragment of it', '/?a#x', '/?a#y', ['replace /?a#y', 'reload']],
  ['never to a script', '/', 'javascript:alert(1)', []],
]) {
  test(`leaving: ${name} loads it`, async () => {
    const told = await leaves(site + from, to);
    assert.deepEqual(told.map((line) => line.replace(site, '')), expected);
  });
}
