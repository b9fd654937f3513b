// crypto.subtle for web/web_crypto.cpp, and the database of the keys that tokens are bound to.

// Outcomes, as web/web_crypto.cpp has them.
const FAILED = 0;
const GOOD = 1;
const BAD = 2;
const UNSUITABLE = 3;
const LATE = 4;

const algorithms = {
  rs256: {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'},
  es256: {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'},
};
// The form and the algorithm of okta-auth-js, whose database this is.
const signing = {...algorithms.rs256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1])};
const patience = 3000;  // milliseconds

// The database can be missing, broken or full, and sometimes it never answers. What comes of `act`
// counts once it is on the disk, as the page may be about to leave.
function keys(act) {
  let deadline;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('OktaAuthJs', 1);
    let stop = () => { opening.onsuccess = () => opening.result.close(); };
    deadline = setTimeout(() => {
      stop();
      reject();
    }, patience);
    opening.onupgradeneeded = () => opening.result.createObjectStore('DPoPKeys');
    opening.onerror = reject;
    opening.onsuccess = () => {
      try {
        const change = opening.result.transaction('DPoPKeys', 'readwrite');
        stop = () => change.abort();
        change.onabort = reject;
        const asked = act(change.objectStore('DPoPKeys'));
        change.oncomplete = () => resolve(asked.result);
      } catch (error) {
        reject(error);
      }
      opening.result.close();  // once it has answered
    };
  }).finally(() => clearTimeout(deadline));
}

const urlSafe = (text) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

async function proofOf({privateKey, publicKey}, payload) {
  const {kty, e, n} = await crypto.subtle.exportKey('jwk', publicKey);
  const header = {alg: 'RS256', typ: 'dpop+jwt', jwk: {kty, e, n}};
  const input = `${urlSafe(JSON.stringify(header))}.${payload}`;
  const signature = await crypto.subtle.sign(signing, privateKey, new TextEncoder().encode(input));
  return `${input}.${urlSafe(String.fromCharCode(...new Uint8Array(signature)))}`;
}

export function createCrypto({give, reply}) {
  // By name, those that this page has used; '' is its own, which dies with it.
  const held = new Map();
  let forgotten = Promise.resolve();
  const keyOf = async (keyId) => {
    const found = held.get(keyId) || await (keyId ? keys((store) => store.get(keyId)) :
      crypto.subtle.generateKey(signing, false, ['sign', 'verify']));
    // The first one counts.
    if (found && !held.has(keyId)) held.set(keyId, found);
    return held.get(keyId);
  };
  // GOOD with what came of `act` in the inbox. Asynchronous also where there is no crypto.subtle.
  const deliver = (id, act) => act().then((content) => {
    give(content);
    reply(id, GOOD);
  }, () => reply(id, FAILED));

  return {
    // `data` is a copy: the heap moves while we wait.
    digest: (id, data) =>
      deliver(id, async () => new Uint8Array(await crypto.subtle.digest('SHA-256', data))),

    // GOOD or BAD, or UNSUITABLE where the key cannot be used.
    verify: (id, algorithm, jwk, data, signature) => {
      const how = algorithms[algorithm];
      const isGood = async () => crypto.subtle.verify(how,
        await crypto.subtle.importKey('jwk', JSON.parse(jwk), how, false, ['verify']),
        signature, data);
      isGood().then((good) => reply(id, good ? GOOD : BAD),
        () => reply(id, crypto.subtle ? UNSUITABLE : FAILED));
    },

    // LATE if the keys cannot be read now, FAILED if there is no such key.
    prove: (id, keyId, payload) => {
      keyOf(keyId).then((pair) => deliver(id, () => proofOf(pair, payload)),
        () => reply(id, keyId && crypto.subtle ? LATE : FAILED));
    },

    // GOOD where the page's own key has that name from now on, and outlives it.
    keep: (id, keyId) => {
      const pair = held.get('');
      keys((store) => store.add(pair, keyId)).then(() => {
        held.delete('');
        held.set(keyId, pair);
        reply(id, GOOD);
      }, () => reply(id, FAILED));
    },
    forget: (keyId) => {
      held.delete(keyId);
      if (keyId) forgotten = keys((store) => store.delete(keyId)).catch(() => {});
    },
    // The page leaves after that, which it could break off.
    forgotten: () => forgotten,
  };
}
