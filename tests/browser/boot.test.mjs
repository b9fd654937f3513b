// The boot script in Node: what it makes of an address, where it refuses, and that the oldest
// browsers can read it.
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {parse, tokenizer} from 'acorn';
import {boot, bootSource, pageSource} from './support/boot.mjs';
import {inRoot, site} from './support/environment.mjs';

const callback = `${site}/login/callback/`;

// name: [what stands behind the path, what is left of that]
const links = {
  'as Okta writes it': ['?otp=SECRET&state=SECRET', ''],
  'otp alone': ['?otp=SECRET', ''],
  'state alone': ['?state=SECRET', ''],
  'among others': ['?utm=x&otp=SECRET&flag&state=SECRET&z=a%20b', '?utm=x&flag&z=a%20b'],
  'in capitals': ['?OTP=SECRET&State=SECRET', ''],
  'a name with an escape': ['?%6ftp=SECRET&%73tate=SECRET', ''],
  'twice': ['?otp=1&otp=SECRET&state=SECRET', ''],
  'without a value': ['?otp&state=', ''],
  'a broken escape': ['?otp=%zzSECRET&state=%', ''],
  'no UTF-8': ['?otp=SECRET&state=%FFSECRET', ''],
  'amp;': ['?otp=SECRET&amp;state=SECRET', ''],
  'amp; of both': ['?amp;otp=SECRET&amp;state=SECRET', ''],
  'amp; in capitals': ['?otp=SECRET&AMP;STATE=SECRET', ''],
  'amp; with an escape': ['?otp=SECRET&amp%3Bstate=SECRET', ''],
  'amp; twice': ['?otp=SECRET&amp;amp;state=SECRET', ''],
  'amp; with all escaped': ['?otp=SECRET%26amp%3Bstate%3DSECRET', ''],
  'a numbered entity': ['?otp=SECRET&#38;state=SECRET', ''],
  'a numbered entity with escapes': ['?otp=SECRET%26%2338%3Bstate=SECRET', ''],
  'an escaped equals sign': ['?otp%3DSECRET&state%3DSECRET', ''],
  'an escaped ampersand': ['?x=1%26otp=SECRET%26state=SECRET', ''],
  'everything escaped': ['?otp%3DSECRET%26state%3DSECRET', ''],
  'everything escaped twice': ['?otp%253DSECRET%2526state%253DSECRET', ''],
  'semicolons': ['?otp=SECRET;state=SECRET', ''],
  'two question marks': ['??otp=SECRET&state=SECRET', ''],
  'a question mark for an ampersand': ['?otp=SECRET?state=SECRET', ''],
  'quoted-printable': ['?otp=3DSECRET&state=3DSECRET', ''],
  'quoted-printable, where a line ended in a name': ['?otp=3DSECRET&sta=te=3DSECRET', ''],
  'a stray equals sign': ['?=otp=SECRET', ''],
  'blanks and ends of lines': ['?%20otp=SECRET&+state=SECRET&%0Aotp%0D%0A=SECRET', ''],
  'an end of a line in a name': ['?ot%0D%0Ap=SECRET', ''],
  'an array': ['?otp[]=SECRET&state%5B0%5D=SECRET', '?state%5B0%5D=SECRET'],
  'a link in a link': [`?url=${encodeURIComponent(`${callback}?otp=SECRET&state=SECRET`)}`, ''],
  'in the fragment': ['#otp=SECRET&state=SECRET', ''],
  'in the fragment, with a mark': ['#?otp=SECRET&state=SECRET', ''],
  'in the fragment\'s root': ['#/?otp=SECRET&state=SECRET', ''],
  'in the fragment\'s root, without a mark': ['#/otp=SECRET&state=SECRET', ''],
  'in the fragment\'s route': ['#/login?otp=SECRET&state=SECRET', ''],
  'in the fragment, before another mark': ['#?otp=SECRET&state=SECRET&utm=?', ''],
  'in the fragment, behind another mark': ['#/a?b=?otp=SECRET', ''],
  'in the fragment, behind another number sign': ['#top#otp=SECRET', ''],
  'in the fragment, escaped': ['#%3Fotp%3DSECRET', ''],
  'in both': ['?otp=SECRET#state=SECRET', ''],
  'in the query only': ['?otp=SECRET#/orders/7', '#/orders/7'],
  'in the path': ['&otp=SECRET&state=SECRET', ''],
  'in the path, escaped': ['%3Fotp%3DSECRET%26state%3DSECRET', ''],
  'in the path, escaped twice': ['%253Fotp%253DSECRET?x=1', '?x=1'],
  'a code of OAuth': ['?code=SECRET&state=SECRET', ''],
  'an interaction code': ['?interaction_code=SECRET&state=SECRET#top', '#top'],
  'a refusal': ['?error=SECRET&error_description=SECRET&error_uri=SECRET', ''],
  'tokens in the fragment': ['#id_token=SECRET&access_token=SECRET&session_state=SECRET', ''],
  'an activation': ['?activation_token=SECRET&recoveryToken=SECRET&stateToken=SECRET', ''],
  // What is no secret stays as it stands.
  'nothing': ['', ''],
  'an empty query': ['?', '?'],
  'an anchor': ['#main', '#main'],
  'a route': ['#/login?next=7', '#/login?next=7'],
  'names that go on': ['?otp2=1&states=2&xotp=3&mystate=4&barcode=5', null],
  'the words as values': ['?order=otp&a=state&co=de', null],
  'a name to sign in with': ['?login_hint=ada%40example.com&iss=x', null],
  'escapes and empty parts': ['?a=%20&&b=%zz&c=+#x%20y', null],
};

test('boot: what a link holds leaves the address bar, however it was mangled', () => {
  for (const [name, [behind, left]] of Object.entries(links)) {
    const address = callback + behind;
    const {href, offer, replacedBy} = boot(address);
    assert.equal(href, callback + (left ?? behind), name);
    assert.equal(offer().address, address, `${name}: the program has all of it`);
    assert.equal(replacedBy, null, name);
  }
});

// Behind the origin: links of other mails of the org, where a host shows the page for any path.
const orgLinks = {
  '/welcome/SECRET': '/welcome/',
  '/signin/reset-password/SECRET': '/signin/reset-password/',
  '/signin/verify/okta/email/SECRET?fromURI=x': '/signin/verify/?fromURI=x',
  '/tokens/SECRET/verify': '/tokens/',
  '/reset_password/SECRET#top': '/reset_password/#top',
  '/email/verify/0oa1?token=SECRET': '/email/verify/',
  '/?activation_token=SECRET': '/',
  '/app/?recoveryToken=SECRET&x=1': '/app/?x=1',
  '/#recovery_token=SECRET': '/',
  '/signin/callback/': '/signin/callback/',
  '/welcome/': '/welcome/',
  '/app/signin/7': '/app/signin/7',
};

test('boot: what a link of another mail of the org holds leaves the address bar', () => {
  for (const [behind, left] of Object.entries(orgLinks)) {
    const {href, offer} = boot(site + behind);
    assert.equal(href, site + left);
    assert.equal(offer().address, site + behind, 'the program has all of it');
  }
});

// What a reader of the platform's own finds under such a name.
const names = ['otp', 'state', 'code', 'interaction_code', 'error', 'error_description'];
function readByThePlatform(address) {
  const {search, hash} = new URL(address);
  const [route, ...query] = hash.slice(1).split('?');
  return [search, query.length ? query.join('?') : route.replace(/^\//, '')]
    .flatMap((part) => Array.from(new URLSearchParams(part)))
    .filter(([name]) => names.includes(name.toLowerCase()));
}

// The addresses that the program's own tests read, and the seeds of its fuzzing.
async function programsAddresses() {
  const seeds = inRoot('tests/fuzz/seeds/landing/');
  const read = await Promise.all((await readdir(seeds)).map((name) =>
    readFile(seeds + name, 'latin1')));
  const rows = await readFile(inRoot('tests/oauth/landing_test.cpp'), 'utf8');
  const tested = Array.from(rows.matchAll(/\{"\w+",\s*"([?#][^"]*)"/g), ([, behind]) => behind);
  assert.ok(read.length >= 9 && tested.length >= 40, `${read.length}, ${tested.length}`);
  return [...read.map((address) => address.trim()), ...tested.map((behind) => callback + behind)];
}

// A generator of numbers with a seed (mulberry32), so that a failure can be seen again.
function seeded(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const splinters = ['otp=', 'state=', '&', '#', '?', '%', '%3D', '%26', '&amp;', ';', '/', '%2e', '+',
  'OTP', 'error', '\u00e9', '%00', '#/login?', '=', '1'];

test('boot: what the platform reads as a secret is gone, in the corpus of the program and 20,000 more',
  async () => {
    const corpus = await programsAddresses();
    const random = seeded(1);
    const mutated = Array.from({length: 20000}, () => {
      let address = corpus[random(corpus.length)];
      for (let times = 1 + random(4); times > 0; --times) {
        const at = Math.max(address.indexOf('/', 8), random(address.length + 1));
        const splinter = splinters[random(splinters.length)];
        address = address.slice(0, at) + splinter + address.slice(at + random(2));
      }
      return address;
    });
    let withSecrets = 0;
    for (const address of [...corpus, ...mutated].filter((one) => URL.canParse?.(one) ?? true)) {
      const opened = new URL(new URL(address).href.replace(/^https?:\/\/[^/]*/, site)).href;
      const {href} = boot(opened);
      withSecrets += readByThePlatform(opened).length > 0;
      assert.deepEqual(readByThePlatform(href), [], opened);
    }
    assert.ok(withSecrets > 5000, String(withSecrets));
  });

// [what was opened, behind the origin]: the same address at home.
const opened = ['/', '/app/?order=7#details', '/login/callback/?otp=SECRET&state=SECRET', '/#/orders/7',
  '/login/callback/#/?otp=SECRET&state=SECRET', '/orders/7', '/app', '/app/index.html?',
  '/repo/login/callback/?x', '//evil.example/', '/?next=https://evil.example/#'];

test('boot: opened at another origin it goes home with all of its address, and starts nothing', () => {
  for (const origin of ['http://127.0.0.1:8080', 'https://www.example.com', 'http://[::1]:9',
    site.replace('http:', 'https:'), 'https://preview-7.example.net']) {
    for (const path of opened) {
      const away = boot(origin + path);
      assert.doesNotMatch(away.href, /SECRET/, 'the history of the other origin');
      assert.equal(away.offer(), null);
      // A server that redirects sees no fragment, and the browser carries it along.
      const home = boot(away.replacedBy);
      assert.equal(home.replacedBy, null);
      assert.equal(home.offer().address, site + path);
      assert.doesNotMatch(home.href, /SECRET|sent/);
    }
  }
  assert.equal(new URL(boot('file:///home/ada/site/index.html').replacedBy).origin, site);
});

test('boot: a home that leads back is told, and not gone to again', () => {
  const first = boot('http://127.0.0.1:8080/login/callback/?otp=SECRET&state=SECRET#top');
  const back = boot(first.replacedBy.replace(site, 'https://www.example.com'));
  assert.equal(back.replacedBy, null);
  assert.match(back.sentence(), new RegExp(`belongs to ${site}, which leads back`));
  assert.match(back.told.join(), /redirectUri/);
  assert.doesNotMatch(back.href + back.told.join(), /SECRET/);
  assert.equal(back.offer(), null);
});

const frames = {
  'in a page of another origin': {top: {}},
  'where the outer page may not be looked at': {get top() { throw new Error('SecurityError'); }},
  'in a fenced frame': {fence: {}},
};
for (const [name, than] of Object.entries(frames)) {
  test(`boot: ${name} there is no form, and a link that leads out`, () => {
    for (const origin of [site, 'https://www.example.com']) {
      const framed = boot(`${origin}/login/callback/?otp=SECRET&state=SECRET&x=1`, {than});
      assert.equal(framed.replacedBy, null);
      assert.equal(framed.offer(), null);
      assert.ok(framed.elements.form.isGone);
      assert.match(framed.sentence(), /not work inside another page/);
      const link = framed.link();
      assert.equal(link.getAttribute('target'), '_top');
      assert.equal(link.href, `${site}/login/callback/?x=1`);
      link.click();
      assert.equal(link.href, `${site}/login/callback/?otp=SECRET&state=SECRET&x=1`);
    }
  });
}

const browsers = {
  'without modules': [{isWithoutModules: true}, /too old/],
  'without URL': [{URL: undefined}, /too old/],
  'without WebAssembly': [{WebAssembly: undefined}, /does not run WebAssembly/],
  'without cryptography': [{crypto: undefined}, /cannot sign you in safely/],
};
for (const [name, [than, sentence]] of Object.entries(browsers)) {
  test(`boot: a browser ${name} is told so`, () => {
    const {isWithoutModules, ...others} = than;
    const told = boot(`${site}/`, {than: others, isWithoutModules});
    assert.match(told.sentence(), sentence);
    assert.equal(told.offer(), null);
  });
}

test('boot: browsers of 2009 can read it, and Safari 16 the program', () => {
  parse(bootSource, {ecmaVersion: 5});
  parse(pageSource, {ecmaVersion: 2020, sourceType: 'module'});
  const patterns = Array.from(
    tokenizer(pageSource, {ecmaVersion: 2020, sourceType: 'module'}), ({value}) => value?.pattern)
    .filter(Boolean);
  assert.ok(patterns.length > 3);
  // Before Safari 16.4 this is a mistake in the whole file.
  assert.deepEqual(patterns.filter((pattern) => /\(\?<[=!]/.test(pattern)), []);
});
