// okta-auth-js as an app in a browser tab has it, without the browser: storages in memory, one that
// all tabs of a browser share and one of each tab's own.
import {OktaAuth} from '@okta/okta-auth-js';
import {clientId, issuer, redirectUri, scopes} from './org.mjs';
import {pageFetch} from './page_fetch.mjs';

class MemoryStorage {
  #items = new Map();
  getItem(key) { return this.#items.get(key) ?? null; }
  setItem(key, value) { this.#items.set(key, value); }
  removeItem(key) { this.#items.delete(key); }
}

const opened = [];
export const closeTabs = () => opened.splice(0).forEach((tab) => tab.close());

export class Browser {
  local = new MemoryStorage();
  openTab(options) {
    const tab = new Tab(this.local, options);
    opened.push(tab);
    return tab;
  }
}

class Tab {
  #page = pageFetch();

  // The kinds of storage are okta-auth-js's own defaults for a browser.
  constructor(local, options = {}) {
    const session = new MemoryStorage();
    this.app = new OktaAuth({
      issuer, clientId, redirectUri, scopes,
      storageManager: {
        token: {storageProvider: local},
        cache: {storageProvider: local},
        transaction: {storageProvider: session},
        'shared-transaction': {storageProvider: local},
      },
      // Off in Node, on in a browser.
      transactionManager: {enableSharedStorage: true},
      ...options,
    });
    // Each tab hears its own requests: okta-auth-js always takes the global fetch.
    const client = this.app.options.httpRequestClient;
    this.app.options.httpRequestClient = (...request) => {
      globalThis.fetch = this.#page.fetch;
      return client(...request);
    };
  }

  // Its timers would keep the tests waiting until the tokens expire.
  close() { this.app.tokenManager.stop(); }

  // The requests of this tab, "POST /idp/idx/identify".
  get requests() { return this.#page.seen; }
}

export const legacy = {idx: {enableLegacyMode: true}};
