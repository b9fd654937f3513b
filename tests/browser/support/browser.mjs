// Two Chromiums for all tests: one that paints (with a software GPU), one without WebGL.
import {chromium} from 'playwright-core';
import {needed} from './needed.mjs';

const quiet = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update', '--font-render-hinting=none',
  '--disable-lcd-text', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'];
const flags = {
  painted: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  plain: ['--disable-3d-apis'],
};

const launched = new Map();

export function browser(view) {
  if (!launched.has(view)) {
    launched.set(view, chromium.launch({
      executablePath: needed('LATCHKEY_CHROMIUM'),
      args: [...quiet, ...flags[view]],
    }));
  }
  return launched.get(view);
}

export async function closeBrowsers() {
  await Promise.all(Array.from(launched.values(), async (one) => (await one).close()));
}
