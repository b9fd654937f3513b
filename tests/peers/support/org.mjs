// The simulated org, on a port of its own, and the mail that it sends.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {after} from 'node:test';

const program = process.env.LATCHKEY_ORG;
if (!program) throw new Error('LATCHKEY_ORG is not set: these tests are run by ./dev test');

async function freePorts(count) {
  const servers = Array.from({length: count}, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

const [orgPort, sitePort] = await freePorts(2);

// The org's own demo policy, or the one that LATCHKEY_ORG_POLICY names: one app, whose page is here.
export const pagePort = sitePort;
export const page = `http://localhost:${pagePort}`;
export const clientId = 'latchkey-demo';
export const redirectUri = `${page}/login/callback/`;
export const scopes = ['openid', 'profile', 'email', 'offline_access'];

export const ada = 'ada@example.com';
export const grace = 'grace@example.com';

async function start() {
  const policy = process.env.LATCHKEY_ORG_POLICY;
  const child = spawn(program, ['--port', orgPort, '--site-port', pagePort, '--control',
    ...(policy ? ['--policy', policy] : [])], {stdio: ['ignore', 'pipe', 'pipe']});
  const said = {out: '', err: ''};
  child.stderr.on('data', (data) => { said.err += data; });
  const ended = once(child, 'exit');
  // Also when the tests end in the middle.
  process.once('exit', () => child.kill());
  await Promise.race([
    new Promise((resolve) => {
      child.stdout.on('data', (data) => {
        said.out += data;
        if (said.out.includes('ready:')) resolve();
      });
    }),
    ended.then(() => { throw new Error(`latchkey-org ended: ${said.err}`); }),
  ]);
  return {child, said, ended, origin: `http://localhost:${orgPort}`};
}

const running = await start();
export const org = running.origin;
export const issuer = `${org}/oauth2/default`;

// The sanitizers have their say when the program ends.
after(async () => {
  const {child, said, ended} = running;
  child.kill('SIGTERM');
  const [status] = await ended;
  if (status !== 0 || said.err) throw new Error(`latchkey-org ended with ${status}: ${said.err}`);
});

// The tests' own way to the org; what a peer uses is in page_fetch.mjs.
const ownFetch = globalThis.fetch;

async function control(path, body = {}) {
  const response = await ownFetch(`${org}/sim/${path}`,
    {method: 'POST', body: JSON.stringify(body)});
  if (!response.ok) throw new Error(`/sim/${path}: ${response.status} ${await response.text()}`);
}

// Everything as on the first day: no mail, no transaction, no fault, the right time.
export const freshOrg = () => control('clear');
export const advance = (seconds) => control('advance', {seconds});
export const expireTransactions = () => control('expire');
export const rotateKey = () => control('rotate');
export const fault = (path, kind, more = {}) => control('fault', {path, kind, ...more});

// Newest first.
export async function mailsTo(address) {
  return (await ownFetch(`${org}/inbox.json?to=${encodeURIComponent(address)}`)).json();
}

export async function newestMail(address) {
  const [mail] = await mailsTo(address);
  if (!mail) throw new Error(`there is no mail to ${address}`);
  return mail;
}

// Where a click on the link of the newest mail leads to: "?otp=...&state=..." of our page.
export async function clickedLink(address) {
  const {link} = await newestMail(address);
  const response = await ownFetch(link, {redirect: 'manual'});
  const landing = new URL(response.headers.get('Location'));
  if (landing.origin + landing.pathname !== redirectUri) throw new Error(`landed on ${landing}`);
  return landing.search;
}
