// A web host like those that people have, with a site of its own on it, into which pages of ours
// are built.
import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {dirname, extname, join} from 'node:path';
import {promisify} from 'node:util';
import {inRoot, org, orgProgram} from './environment.mjs';

const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm'};

// How hosts name a page: where they send people who asked for it otherwise, and which files they
// look for. `null`: nowhere.
const forms = {
  slashes: {
    elsewhere: (path) => (/\/[^/.]+$/.test(path) ? `${path}/` : null),
    files: (path) => (path.endsWith('/') ? [`${path}index.html`] : [path]),
  },
  noSlashes: {
    elsewhere: (path) => (/.\/$/.test(path) ? path.slice(0, -1) : null),
    files: (path) => (path === '/' ? ['/index.html'] : [path, `${path}/index.html`]),
  },
  cleanUrls: {
    elsewhere: (path) => (/.(\/|\.html)$/.test(path) ? path.replace(/\/?(index)?(\/|\.html)$/, '')
      || '/' : null),
    files: (path) => (path === '/' ? ['/index.html'] : [path, `${path}.html`, `${path}/index.html`]),
  },
};

async function firstOf(folder, paths) {
  for (const path of paths) {
    const body = await readFile(join(folder, path)).catch(() => null);
    if (body) return {type: types[extname(path)] ?? 'application/octet-stream', body};
  }
  return null;
}

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
}
