// fetch as a browser does it for a page of another origin: a request that is not simple asks first,
// an answer is read only with permission, and only the exposed headers are seen (Fetch standard
// §3.3 and §4.8). Node's own fetch knows no origins.
import {webcrypto} from 'node:crypto';
import {page} from './org.mjs';

// Node 18 has it, but not as a global.
globalThis.crypto ??= webcrypto;

const nodeFetch = globalThis.fetch;
const simpleTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/;
const simpleHeaders = ['accept', 'accept-language', 'content-language', 'content-type'];
const readableHeaders = ['cache-control', 'content-language', 'content-length', 'content-type',
  'expires', 'last-modified', 'pragma'];

const words = (text) => (text ?? '').toLowerCase().split(',').map((word) => word.trim());

function refuse(url, reason) {
  throw new TypeError('Failed to fetch', {cause: new Error(`${url}: ${reason}`)});
}

function unsafeHeaders(headers) {
  return [...headers.keys()].filter((name) => !simpleHeaders.includes(name) ||
    (name === 'content-type' && !simpleTypes.test(headers.get(name))));
}

function checkPermission(url, response, origin, credentials) {
  const allowed = response.headers.get('Access-Control-Allow-Origin');
  if (allowed !== origin && !(allowed === '*' && !credentials)) refuse(url, 'another origin');
  if (credentials && response.headers.get('Access-Control-Allow-Credentials') !== 'true') {
    refuse(url, 'no credentials');
  }
}

async function preflight(url, method, unsafe, origin, credentials) {
  const response = await nodeFetch(url, {method: 'OPTIONS', headers: {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': unsafe.join(','),
  }});
  checkPermission(url, response, origin, credentials);
  if (!response.ok) refuse(url, `preflight ${response.status}`);
  const methods = words(response.headers.get('Access-Control-Allow-Methods'));
  if (!methods.includes(method.toLowerCase())) refuse(url, `method ${method}`);
  const headers = words(response.headers.get('Access-Control-Allow-Headers'));
  for (const name of unsafe) if (!headers.includes(name)) refuse(url, `header ${name}`);
}

function visiblePart(response) {
  const exposed = words(response.headers.get('Access-Control-Expose-Headers'));
  const headers = [...response.headers]
    .filter(([name]) => readableHeaders.includes(name) || exposed.includes(name));
  return new Response(response.body, {status: response.status, headers});
}

// Gives a fetch, and the list of what went through it: "POST /idp/idx/identify".
export function pageFetch(origin = page) {
  const seen = [];
  const fetch = async (input, init = {}) => {
    const url = String(input);
    const headers = new Headers(init.headers);
    // A library that takes Node for a server names itself here; a browser says its own name.
    headers.delete('User-Agent');
    const method = (init.method ?? 'GET').toUpperCase();
    const credentials = init.credentials === 'include';
    if (init.body instanceof URLSearchParams && !headers.has('Content-Type')) {
      headers.set('Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8');
    }
    seen.push(`${method} ${new URL(url).pathname}`);
    const unsafe = unsafeHeaders(headers);
    if (unsafe.length || !['GET', 'HEAD', 'POST'].includes(method)) {
      await preflight(url, method, unsafe, origin, credentials);
    }
    headers.set('Origin', origin);
    const response = await nodeFetch(url, {...init, method, headers});
    checkPermission(url, response, origin, credentials);
    return visiblePart(response);
  };
  return {fetch, seen};
}
