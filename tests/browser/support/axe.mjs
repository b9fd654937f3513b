// axe-core on the page as it is, light and dark. It brings code of its own, which the page's policy
// rightly forbids, so the test needs a profile with bypassCSP.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function inspect(page, where) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({colorScheme});
    // Frames and transitions have come to rest when the style is what it will be.
    const {violations} = await page.evaluate(async (source) => {
      if (!window.axe) (0, eval)(source);
      return window.axe.run(document, {resultTypes: ['violations']});
    }, axe);
    const found = violations.map(({id, nodes}) => `${id}: ${nodes.map((node) =>
      `${node.html.slice(0, 120)} ${node.failureSummary}`).join('; ')}`);
    assert.deepEqual(found, [], `${where}, ${colorScheme}`);
  }
}
