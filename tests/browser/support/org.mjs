// The simulated org and the static site: one process for all tests that want the same of the org,
// emptied before each.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {inRoot, org, orgPort, orgProgram, siteFolder, sitePort} from './environment.mjs';

let running = null;
let newest = null;
// Also when the tests end in the middle.
process.once('exit', () => newest?.kill());
let ruledBy = '';  // what its policy has other than the demo's

async function writePolicy(changes) {
  const path = inRoot('build/test-policy.json');
  const demo = JSON.parse(await readFile(inRoot('src/simulator/policy.example.json'), 'utf8'));
  await writeFile(path, JSON.stringify({...demo, ...changes, app: {...demo.app, ...changes.app}}));
  return path;
}

async function start(changes) {
  const child = spawn(orgProgram, ['--port', orgPort, '--site', siteFolder, '--site-port', sitePort,
    '--control', '--seed', '1', '--policy', await writePolicy(changes)],
  {stdio: ['ignore', 'pipe', 'pipe']});
  const said = {out: '', err: ''};
  child.stderr.on('data', (data) => { said.err += data; });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      said.out += data;
      if (said.out.includes('ready:')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`latchkey-org ended: ${said.err}`)));
  });
  child.removeAllListeners('exit');
  newest = child;
  return {child, said};
}

async function control(path, body = {}) {
  const response = await fetch(`${org}/sim/${path}`, {method: 'POST', body: JSON.stringify(body)});
  if (!response.ok) throw new Error(`/sim/${path}: ${response.status} ${await response.text()}`);
}

// Everything as on the first day: no mail, no transaction, no fault, the right time.
// `changes` are members of the policy that are not as in the demo.
export async function freshOrg(changes = {}) {
  const rules = JSON.stringify(changes);
  if (rules !== ruledBy) await stopOrg();
  ruledBy = rules;
  running ??= start(changes);
  await running;
  await control('clear');
}

// The sanitizers have their say when the program ends.
export async function stopOrg() {
  if (!running) return;
  const {child, said} = await running;
  running = null;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [status] = await ended;
  if (status !== 0 || said.err) throw new Error(`latchkey-org ended with ${status}: ${said.err}`);
}

export const advance = (seconds) => control('advance', {seconds});
export const expireTransactions = () => control('expire');
export const fault = (path, kind, more = {}) => control('fault', {path, kind, ...more});

export const paths = {
  interact: '/oauth2/default/v1/interact',
  introspect: '/idp/idx/introspect',
  identify: '/idp/idx/identify',
  challenge: '/idp/idx/challenge',
  answer: '/idp/idx/challenge/answer',
  poll: '/idp/idx/challenge/poll',
  token: '/oauth2/default/v1/token',
  keys: '/oauth2/default/v1/keys',
};

// Newest first.
export async function mailsTo(address) {
  return (await fetch(`${org}/inbox.json?to=${encodeURIComponent(address)}`)).json();
}

export async function newestMail(address) {
  const [mail] = await mailsTo(address);
  if (!mail) throw new Error(`there is no mail to ${address}`);
  return mail;
}
