// One server for all that is compared: our site, a bare form, and the Sign-In Widget as npm has it.
// Everything is compressed alike, as a web host would, so that only the pages differ.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {once} from 'node:events';
import {extname} from 'node:path';
import {brotliCompressSync} from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
  '.png': 'image/png', '.woff2': 'font/woff2', '.woff': 'font/woff',
};

const kept = new Map();

async function fileFor(path, {site, peers, pages}) {
  if (pages[path]) return {type: types['.html'], body: pages[path]};
  const named = path.endsWith('/') ? `${path}index.html` : path;
  const file = named.startsWith('/peer/') ? new URL(`.${named.slice('/peer'.length)}`, peers)
    : new URL(`.${named}`, site);
  return {type: types[extname(named)] ?? 'application/octet-stream', body: await readFile(file)};
}

async function answerFor(path, places) {
  if (!kept.has(path)) {
    const {type, body} = await fileFor(path, places);
    kept.set(path, {type, body: brotliCompressSync(body)});
  }
  return kept.get(path);
}

// Places: `site` and `peers` are folders (URLs that end in a slash), `pages` is {path: HTML}.
// Answers a function that ends it.
export async function serve(port, places) {
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url, 'http://localhost');
    answerFor(pathname, places).then(({type, body}) => {
      response.writeHead(200, {'Content-Type': type, 'Content-Encoding': 'br'}).end(body);
    }, () => response.writeHead(404).end());
  }).listen(port, 'localhost');
  await once(server, 'listening');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
