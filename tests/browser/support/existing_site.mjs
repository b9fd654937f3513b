<<<<<<<< HEAD:tests/browser/support/host.mjs
// A web host of its own for the site: one that has another origin than the site was built for, or
// serves it otherwise than it was built.
========
// A web host like those that people have, with a site of its own on it, into which pages of ours
// are built.
import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
>>>>>>>> 502fedf (browser tests: the page in folders of an existing site, on hosts of three kinds):tests/browser/support/existing_site.mjs
import {createServer} from 'node:http';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {extname} from 'node:path';
import {site, siteFolder} from './environment.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export class Host {
  #server = createServer((request, response) => this.#answer(request, response));
  #ways;
  asked = [];  // paths with their queries

  // It goes on listening until the tests end.
  static async open() {
    const host = new Host();
    host.#server.listen(0, 'localhost').unref();
    await once(host.#server, 'listening');
    host.serve();
    return host;
  }

<<<<<<<< HEAD:tests/browser/support/host.mjs
  get origin() { return `http://localhost:${this.#server.address().port}`; }

  // How it serves from now on. `home` is the origin that the site was built for, `html` changes a
  // page, `headers` go with pages, `answer` gives {status, headers, body} for a path instead of a file.
  serve({home = this.origin, html = (text) => text, headers = {}, answer = () => null} = {}) {
    this.#ways = {home, html, headers, answer};
    this.asked = [];
  }

  async #answer({url}, response) {
    const {pathname} = new URL(url, this.origin);
    this.asked.push(url);
    const {status, headers, body} = await this.#ways.answer(pathname) || await this.file(pathname);
    response.writeHead(status, headers).end(body);
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
========
// Answers {origin, build(members), write(path, text)}. The first part of a path says how the host
// names what is below: "/noSlashes/login"; anything else is as with slashes. It goes on listening
// until the tests end, and is there at once: where a test file awaits a socket, Node 20 never comes
// to the end of the tests.
export function startExistingSite() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-host-'));
  process.once('exit', () => rmSync(folder, {recursive: true}));
  const site = join(folder, 'site');
  mkdirSync(site);
  const server = createServer(async (request, response) => {
    const {pathname, search} = new URL(request.url, 'http://localhost');
    const form = forms[pathname.split('/')[1]] ?? forms.slashes;
    const elsewhere = form.elsewhere(pathname);
    if (elsewhere) return response.writeHead(308, {Location: elsewhere + search}).end();
    const found = await firstOf(site, form.files(pathname));
    if (!found) return response.writeHead(404).end();
    return response.writeHead(200, {'Content-Type': found.type}).end(found.body);
  }).listen(0).unref();
  const origin = `http://localhost:${server.address().port}`;

  return {
    origin,
    write: (path, text) => writeFile(join(site, path), text),
    async build(members) {
      const config = join(folder, 'config.json');
      await writeFile(config, JSON.stringify({
        issuer: `${org}/oauth2/default`, clientId: 'latchkey-demo', productName: 'Northwind',
        scopes: ['openid', 'profile', 'email', 'offline_access'], ...members,
      }));
      const {stderr} = await promisify(execFile)(join(dirname(orgProgram), 'latchkey-prerender'),
        ['--config', config, '--shell', inRoot('build/shell'), '--wasm-dir',
          inRoot('build/web/dist'), '--out', site]);
      return stderr;
    },
  };
>>>>>>>> 502fedf (browser tests: the page in folders of an existing site, on hosts of three kinds):tests/browser/support/existing_site.mjs
}
