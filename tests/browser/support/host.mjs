// A web host of its own for the site: one that has another origin than the site was built for, or
// serves it otherwise than it was built.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname} from 'node:path';
import {Readable} from 'node:stream';
import {site, siteFolder} from './environment.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.txt': 'text/plain', '.wasm': 'application/wasm',
};

export class Host {
  #server = createServer((request, response) => this.#answer(request, response));
  #ways;
  asked = [];  // paths with their queries

  // It goes on listening until the tests end. Without a name to look up its port is known at once:
  // node:test takes a file that waits before its tests for one that has no more of them.
  constructor() {
    this.#server.on('connection', (socket) => socket.unref());
    this.#server.listen(0).unref();
    this.serve();
  }

  get origin() { return `http://localhost:${this.#server.address().port}`; }

  // How it serves from now on. `home` is the origin that the site was built for, `html` changes a
  // page, `headers` go with pages, `answer` gives {status, headers, body} for a path instead of a file;
  // a body may come in parts.
  serve({home = this.origin, html = (text) => text, headers = {}, answer = () => null} = {}) {
    this.#ways = {home, html, headers, answer};
    this.asked = [];
  }

  async #answer({url}, response) {
    const {pathname} = new URL(url, this.origin);
    this.asked.push(url);
    const {status, headers, body} = await this.#ways.answer(pathname) || await this.file(pathname);
    response.writeHead(status, headers);
    if (body && body[Symbol.asyncIterator]) Readable.from(body).pipe(response);
    else response.end(body);
  }

  async file(pathname) {
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const type = types[extname(name)];
    const content = await readFile(siteFolder + name).catch(() => null);
    if (!content) return {status: 404, headers: {}, body: ''};
    if (!name.endsWith('.html')) return {status: 200, headers: {'Content-Type': type}, body: content};
    return {
      status: 200,
      headers: {'Content-Type': type, ...this.#ways.headers},
      body: this.#ways.html(content.toString().replaceAll(site, this.#ways.home)),
    };
  }

  // What an org has to know of it.
  get policy() {
    return {
      trustedOrigins: ['{site}', this.origin],
      app: {redirectUris: ['{site}/login/callback/', `${this.origin}/login/callback/`]},
    };
  }
}
