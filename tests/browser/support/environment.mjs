// Where ./dev test has put things: the site, built for these two ports, and the org.
import {needed} from './needed.mjs';

export const siteFolder = needed('LATCHKEY_SITE');
export const orgProgram = needed('LATCHKEY_ORG');
export const sitePort = needed('LATCHKEY_PORT');
export const orgPort = needed('LATCHKEY_ORG_PORT');
export const site = `http://localhost:${sitePort}`;
export const org = `http://localhost:${orgPort}`;

const root = new URL('../../../', import.meta.url);
export const inRoot = (path) => new URL(path, root).pathname;
