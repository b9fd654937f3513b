// A browser that cannot do the cryptography of a sign-in: the page refuses instead of skipping checks.
import assert from 'node:assert/strict';
import {org} from '../support/environment.mjs';
import {journey} from '../support/journey.mjs';

const takeAway = () => Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined});

journey('crypto: where there is none the page says so at once, and leads to that of the org',
  {view: 'plain', prepare: (context) => context.addInitScript(takeAway)},
  async ({person, page}) => {
    const asked = [];
    page.on('request', (request) => request.url().startsWith(org) && asked.push(request.url()));
    await person.open();
    await person.isTold(/cannot sign you in safely here.*https/);
    const hosted = page.getByRole('link', {name: `Sign in at ${new URL(org).host} instead`});
    assert.equal(await hosted.getAttribute('href'), `${org}/`);
    const {local, session} = await person.stored();
    assert.deepEqual([local, session, asked], [[], [], []]);
  });

const refuses = (operation) => Object.defineProperty(SubtleCrypto.prototype, operation,
  {value: () => Promise.reject(new DOMException('not here', 'NotSupportedError'))});
// The hash of the access token can be had, and the check of the signature that is asked for in the
// same breath cannot.
const goesAwayAfterOneHash = () => {
  const {digest} = SubtleCrypto.prototype;
  SubtleCrypto.prototype.digest = function once(...what) {
    Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined});
    return digest.apply(this, what);
  };
};

const unverified = /could not verify the answer/;
const unsafe = /cannot sign you in safely here/;
const broken = [
  {name: 'signatures cannot be checked', act: [refuses, 'verify'], sentence: unverified},
  {name: 'keys cannot be read', act: [refuses, 'importKey'], sentence: unverified},
  {name: 'nothing can be hashed', act: [refuses, 'digest'], sentence: unsafe},
  {name: 'all of it is gone', act: [takeAway], sentence: unsafe},
  {name: 'all of it goes away half-way', act: [goesAwayAfterOneHash], sentence: unsafe},
];
for (const {name, act, sentence} of broken) {
  journey(`crypto: nobody is signed in where ${name}`, {
    view: 'plain', allowed: [/^error: Latchkey: /],
  }, async ({person, page}) => {
    const {code} = await person.askForMail();
    await page.evaluate(...act);
    await person.verify(code);
    await person.isTold(sentence);
    await person.button('Start again').waitFor();
    const {local, session} = await person.stored();
    assert.deepEqual([...local, ...session].filter((entry) => /token/.test(entry)), []);
  });
}
