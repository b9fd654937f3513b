// Brings the WebAssembly up and hands it the page: everything that the C++ in web/ calls is a
// member of `page` below. Emscripten never parses this file; web/*.cpp hold one-line EM_JS only.
import createLatchkey from './latchkey.js';
import {createDom} from './dom.js';
import {createCanvas} from './canvas.js';
import {createText} from './text.js';
import {createRenderer} from './renderer.js';
import {createStorage} from './browser_storage.js';
import {createCrypto} from './web_crypto.js';
import {createPorts} from './browser_ports.js';
import {createLocale} from './locale.js';
import {broken} from './texts.js';

const encoder = new TextEncoder();

async function run(boot) {
  // A prerendered page sends nothing to the org until the person opens it.
  if (document.prerendering) {
    await new Promise((done) => document.addEventListener('prerenderingchange', done));
  }
  if (document.readyState === 'loading') {
    await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
  }
  let module = null;

  // Strings go to C++ through one buffer there, which it empties in the same call.
  const give = (content) => {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    const at = module._latchkeyReserve(bytes.length);
    module.HEAPU8.set(bytes, at);  // after the call: it may have grown, and so moved, the heap
  };

  // Ends a question that C++ asked: see web/replies.h.
  const reply = (id, outcome) => module._latchkeyReply(id, outcome);

  const stopped = () => {
    if (page.canvas) page.canvas.stop();
    boot.fail(broken);
  };
  const config = document.getElementById('config');
  const page = {
    attach: (instance) => { module = instance; },
    // Read by name from C++, once: an address may hold secrets.
    take: (name) => {
      give(page[name]);
      delete page[name];
    },
    fail: boot.fail,
    address: boot.address,
    config: config.textContent,
    role: config.dataset.role,
  };
  const host = {page, give, reply, core: () => module};
  page.dom = createDom(host);
  page.renderer = createRenderer(host);
  page.storage = createStorage(host);
  page.crypto = createCrypto(host);
  page.device = createPorts({...host, crypto: page.crypto});

  addEventListener('error', (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) stopped();
  });
  const program =
    createLatchkey({page, locateFile: () => boot.wasm, onAbort: () => module && stopped()});
  [, page.catalogue] = await Promise.all([program, boot.catalogue]);
  // Where its texts did not come, the language is another one than before.
  page.language = document.documentElement.lang;
  page.canvas = createCanvas(host);
  page.text = createText(host);
  page.locale = createLocale(host);
  module._latchkeyOpen();
  page.dom.open(boot.release());
  page.device.open();
  page.canvas.open();
}

const boot = document.getElementById('boot');
// Loaded only where something is wrong.
const spare = () => import(boot.dataset.spare);

async function start(from) {
  try {
    await run(from);
  } catch (error) {
    const found = await spare().then(({diagnose}) => diagnose(from.wasm, error, from.policy()))
      .catch(() => ({verdict: 'gone'}));
    from.explain(found);
  }
}

// boot.js takes the offer, unless a host changed the page so that the browser refused that script.
const offer = () =>
  document.dispatchEvent(new CustomEvent('latchkey', {detail: start, cancelable: true}));
if (offer()) spare().then(offer);
