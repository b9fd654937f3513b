// What a page asks of the org, with the preflights, which only Chromium itself can tell.
import {org} from './environment.mjs';

// A chain: each request came after the answer to the one before. A preflight is a link of its own.
// The keys, fetched while the person reads the mail, are not part of it: the person does not wait.
function longestChain(requests) {
  const {start: answered} = requests.find(({url}) => url.endsWith('/challenge/answer'));
  const early = ({url, end}) => url.endsWith('/keys') && end < answered;
  const byEnd = requests.filter((one) => !early(one)).sort((a, b) => a.end - b.end);
  const longest = [];
  byEnd.forEach((one, i) => {
    const before = longest.slice(0, i).filter((_, j) => byEnd[j].end <= one.start);
    longest.push(Math.max(0, ...before) + (one.preflight ? 2 : 1));
  });
  return Math.max(0, ...longest);
}

export class Ledger {
  #all = new Map();
  #asked = [];

  // Follows the page from now on. What it asks for on an address that begins with `not` is left out.
  static async of(page, {not} = {}) {
    const ledger = new Ledger();
    const session = await page.context().newCDPSession(page);
    session.on('Network.requestWillBeSent', (event) => ledger.#begin(event, not));
    session.on('Network.requestServedFromCache', (event) => ledger.#isKept(event));
    session.on('Network.responseReceived', (event) =>
      event.response.fromDiskCache && ledger.#isKept(event));
    session.on('Network.loadingFinished', (event) => ledger.#end(event));
    session.on('Network.loadingFailed', (event) => ledger.#end(event));
    await session.send('Network.enable');
    return ledger;
  }

  #begin({requestId, request: {url, method}, documentURL, timestamp}, not) {
    if (!url.startsWith(`${org}/`) || (not && documentURL.startsWith(not))) return;
    const request = {url, method, start: timestamp, end: Infinity};
    this.#all.set(requestId, request);
    if (method !== 'OPTIONS') this.#asked.push(request);
  }

  // The browser had the answer in its cache: no request was sent.
  #isKept({requestId}) {
    const request = this.#all.get(requestId);
    if (request) this.#asked = this.#asked.filter((one) => one !== request);
  }

  #end({requestId, timestamp}) {
    const request = this.#all.get(requestId);
    if (request) request.end = timestamp;
  }

  // A person takes any time to read a mail, so polls do not count. Chromium announces a request and
  // its preflight in either order; the two share an address.
  get requests() {
    const preflights = [...this.#all.values()].filter(({method}) => method === 'OPTIONS');
    return this.#asked.filter(({url}) => !url.endsWith('/challenge/poll')).map((request) => {
      const first = preflights.findIndex(({url}) => url === request.url);
      const [preflight] = first < 0 ? [] : preflights.splice(first, 1);
      return {...request, preflight, start: Math.min(request.start, preflight?.start ?? Infinity)};
    });
  }
  get preflights() { return this.requests.filter(({preflight}) => preflight).length; }
  get total() { return this.requests.length + this.preflights; }
  get chain() { return longestChain(this.requests); }
}
