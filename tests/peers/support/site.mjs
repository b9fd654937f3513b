// The app's own site: one page at every address of it, and the peers' files as they come from npm,
// below /peer/. Its origin is the one that the org trusts.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {once} from 'node:events';
import {after} from 'node:test';
import {extname} from 'node:path';
import {pagePort} from './org.mjs';

const packages = new URL('../node_modules/@okta/', import.meta.url);
const types = {
  '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.woff2': 'font/woff2', '.woff': 'font/woff',
};

let page = '';
export const servePage = (html) => { page = html; };

async function answer(request, response) {
  const {pathname} = new URL(request.url, 'http://localhost');
  if (!pathname.startsWith('/peer/')) {
    response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8'}).end(page);
    return;
  }
  const body = await readFile(new URL(`.${pathname.slice('/peer'.length)}`, packages));
  response.writeHead(200, {'Content-Type': types[extname(pathname)], 'Cache-Control': 'max-age=600'})
    .end(body);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(404).end());
}).listen(pagePort, 'localhost');
await once(server, 'listening');

after(async () => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
});
