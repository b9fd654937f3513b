// The shipped boot script, as it stands in the page, and a browser for it that has nothing but an
// address, a history and an empty document.
import {readFile} from 'node:fs/promises';
import {site, siteFolder} from './environment.mjs';

const html = await readFile(`${siteFolder}/index.html`, 'utf8');
const [, attributes, source] = /<script id="boot"([^>]*)>(.*?)<\/script>/s.exec(html);

export const bootSource = source;
export const pageSource = await readFile(
  siteFolder + /data-page="([^"]+)"/.exec(attributes)[1], 'utf8');

class Element {
  #attributes = {};
  #listeners = {};
  children = [];
  textContent = '';

  constructor(localName, attributes = {}) {
    this.localName = localName;
    Object.assign(this.#attributes, attributes);
  }

  getAttribute(name) { return this.#attributes[name] ?? null; }
  setAttribute(name, value) { this.#attributes[name] = String(value); }
  removeAttribute(name) { delete this.#attributes[name]; }
  hasAttribute(name) { return name in this.#attributes; }
  get href() { return this.#attributes.href; }
  set href(value) { this.#attributes.href = value; }
  get parentNode() { return {removeChild: (child) => { child.isGone = true; }}; }
  appendChild(child) {
    this.children.push(child);
    return child;
  }
  replaceChildren() { this.children = []; }
  addEventListener(type, listener) { this.#listeners[type] = listener; }
  click() { this.#listeners.click?.(); }
  find(localName) {
    return [this, ...this.children.map((child) => child.find(localName)).filter(Boolean)]
      .find((one) => one.localName === localName);
  }
}

const named = Object.fromEntries(Array.from(attributes.matchAll(/([\w-]+)="([^"]*)"/g),
  ([, name, value]) => [name, value]));

// What the script knows by its name alone.
const globals = ['window', 'location', 'history', 'document', 'console', 'addEventListener',
  'setTimeout', 'clearTimeout', 'crypto', 'WebAssembly', 'URL', 'navigator', 'fetch'];
const run = new Function(...globals, source);

// Runs the script at an address. `than` are members of the window that differ from a good browser's,
// `state` is what the history has kept, `languages` what the page has of languages, and `prefers` which
// the person does.
export function boot(href, {
  than = {}, state = null, isWithoutModules = false, languages = null, prefers = ['en'],
} = {}) {
  const elements = {
    boot: Object.assign(new Element('script', named), isWithoutModules ? {} : {noModule: false}),
    form: Object.assign(new Element('form', {'data-screen': 'identify'}), {inert: false}),
    trouble: Object.assign(new Element('div'), {hidden: true}),
    said: new Element('p'),
    title: new Element('h1'),
  };
  if (languages) {
    elements.languages = Object.assign(new Element('script'),
      {textContent: JSON.stringify(languages)});
  }
  const listeners = {};
  const listen = (type, listener) => { listeners[type] = listener; };
  const html = new Element('html');
  const done = {html, href, replacedBy: null, states: [], told: [], elements};
  const window = {
    location: {
      get href() { return done.href; },
      get origin() { return new URL(done.href).origin; },
      replace: (address) => { done.replacedBy = address; },
      reload: () => { done.isReloaded = true; },
    },
    history: {
      state,
      replaceState: (kept, _, address) => {
        done.href = new URL(address, done.href).href;
        done.states.push(kept);
      },
    },
    document: {
      readyState: 'complete',
      hidden: true,
      documentElement: html,
      currentScript: elements.boot,
      body: null,
      activeElement: null,
      getElementById: (id) => elements[id] ?? null,
      querySelector: () => null,
      createElement: (localName) => new Element(localName),
      addEventListener: listen,
      removeEventListener: () => {},
    },
    console: {error: (text) => done.told.push(text)},
    addEventListener: listen,
    setTimeout: () => 1,
    clearTimeout: () => {},
    crypto: {subtle: {}},
    WebAssembly: {},
    URL,
    navigator: {languages: prefers},
    fetch: undefined,
  };
  window.window = window;
  window.top = window;
  Object.defineProperties(window, Object.getOwnPropertyDescriptors(than));
  run(...globals.map((name) => window[name]));
  // As page.js does when it is there. Answers what the program is given, or nothing.
  done.offer = () => {
    let given = null;
    listeners.latchkey?.({preventDefault: () => {}, detail: (it) => { given = it; }});
    return given;
  };
  done.sentence = () => elements.trouble.children.map((child) => child.textContent).join(' ');
  done.title = () => window.document.title;
  done.link = () => elements.trouble.find('a');
  return done;
}
