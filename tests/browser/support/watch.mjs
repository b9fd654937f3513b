// Listens to everything that a page says besides what it shows. A page that works well says
// nothing, breaks no rule of its own content security policy, and sends requests to the site and
// the org only.

// Said by the software GPU, not by the page.
const chatter = [
  /GPU stall due to ReadPixels/, /GL Driver Message/, /Automatic fallback to software/,
];

export class Watch {
  #complaints = [];
  #origins;
  #allowed;

  // `allowed`: what this test provokes.
  constructor(origins, allowed = []) {
    this.#origins = origins;
    this.#allowed = [...chatter, ...allowed];
  }

  async follow(context) {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    context.on('console', (message) => this.#hear(message));
    context.on('weberror', (error) => this.#note(`exception: ${error.error().stack}`));
    context.on('request', (request) => this.#see(request.url()));
  }

  #hear(message) {
    const text = message.text();
    const from = message.location().url ?? '';
    const {org} = this.#origins;
    // Chromium reports each 4xx of the org so; an IDX answer may well be one.
    if (text.startsWith('Failed to load resource') && from.startsWith(`${org}/`)) return;
    // Chromium itself fetches the icon of the page before ours, sometimes not until ours is there.
    if (text.includes(`${org}/favicon.ico`)) return;
    this.#note(`${message.type()}: ${text} (${from})`);
  }

  #see(url) {
    const {org, site} = this.#origins;
    const known = [`${site}/`, `${org}/`, 'data:', 'blob:'].some((start) => url.startsWith(start));
    if (!known) this.#note(`request to a third party: ${url}`);
  }

  #note(complaint) {
    if (!this.#allowed.some((pattern) => pattern.test(complaint))) this.#complaints.push(complaint);
  }

  complaints() {
    return this.#complaints;
  }
}
