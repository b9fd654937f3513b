// To be imported before org.mjs: the demo's org, whose app has no page of its own for magic links. They
// lead to a page of the org, which asks, and then the tab that waits goes on.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const example = new URL('../../../src/simulator/policy.example.json', import.meta.url);
const policy = JSON.parse(readFileSync(example, 'utf8'));
delete policy.app.emailVerificationUrl;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-policy-'));
const file = join(folder, 'policy.json');
writeFileSync(file, JSON.stringify(policy));
process.once('exit', () => rmSync(folder, {recursive: true}));
process.env.LATCHKEY_ORG_POLICY = file;
