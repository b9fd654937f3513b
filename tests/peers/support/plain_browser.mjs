// A browser without scripts, at the org's own sign-in page: it keeps cookies, sends forms, and stops
// where a redirect leads out of the org.
import {newestMail, org} from './org.mjs';

const ownFetch = globalThis.fetch;

export class PlainBrowser {
  #cookies = new Map();

  // Answers where a redirect leads to, or the page.
  async #load(url, form) {
    const response = await ownFetch(url, {
      method: form ? 'POST' : 'GET', body: form && new URLSearchParams(form), redirect: 'manual',
      headers: {Cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ')},
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      this.#cookies.set(name, value);
    }
    const location = response.headers.get('Location');
    return {status: response.status, location: location && new URL(location),
      html: await response.text()};
  }

  open(url) { return this.#load(url); }

  // Fills the only field of a page, or just presses its button.
  send({html}, name, value = '') {
    const [, stateToken] = /name="stateToken" value="([^"]+)"/.exec(html);
    return this.#load(`${org}/login/step`, {stateToken, [name]: value});
  }

  async signIn(url, username) {
    const page = await this.send(await this.open(url), 'identifier', username);
    const {code} = await newestMail(username);
    return this.send(page, 'passcode', code);
  }
}
