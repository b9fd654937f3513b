// Storage, cryptography, other tabs and the state of this one, for web/*.cpp. Any of them can be
// missing or forbidden at any moment: each access is guarded.

export function createDevice({give, core}) {
  // Naming the property can throw already, where cookies are blocked.
  const area = (lifetime) => (lifetime === 0 ? window.sessionStorage : window.localStorage);
  const guarded = (act) => {
    try {
      return act();
    } catch {
      return 0;
    }
  };

  const algorithms = {
    rs256: {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'},
    es256: {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'},
  };

  // The keys that tokens are bound to, in the database, the form and the algorithm of okta-auth-js.
  const signing = {...algorithms.rs256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1])};
  const patience = 3000;  // milliseconds
  // The database can be missing, broken or full, and sometimes it never answers. What comes of `act`
  // counts once it is on the disk, as the page may be about to leave.
  const keys = (act) => {
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
  };
  // By name, those that this page has used; '' is its own, which dies with it.
  const held = new Map();
  let forgotten = Promise.resolve();  // The page leaves after that, which it could break off.
  const keyOf = async (keyId) => {
    const found = held.get(keyId) || await (keyId ? keys((store) => store.get(keyId)) :
      crypto.subtle.generateKey(signing, false, ['sign', 'verify']));
    // The first one counts.
    if (found && !held.has(keyId)) held.set(keyId, found);
    return held.get(keyId);
  };
  const urlSafe = (text) =>
    btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const proofOf = async ({privateKey, publicKey}, payload) => {
    const {kty, e, n} = await crypto.subtle.exportKey('jwk', publicKey);
    const header = {alg: 'RS256', typ: 'dpop+jwt', jwk: {kty, e, n}};
    const input = `${urlSafe(JSON.stringify(header))}.${payload}`;
    const signature = await crypto.subtle.sign(signing, privateKey, new TextEncoder().encode(input));
    return `${input}.${urlSafe(String.fromCharCode(...new Uint8Array(signature)))}`;
  };

  let channel = null;
  let isLeft = false;
  const locks = new Map();  // name -> how to give it back, or to stop waiting for it

  return {
    read: (lifetime, key) => guarded(() => {
      const value = area(lifetime).getItem(key);
      if (value === null) return 0;
      give(value);
      return 1;
    }),
    write: (lifetime, key, value) => guarded(() => {
      area(lifetime).setItem(key, value);
      return 1;
    }),
    erase: (lifetime, key) => guarded(() => area(lifetime).removeItem(key)),

    isSecure: () => Boolean(window.crypto && window.crypto.subtle),

    // `data` is a copy: the heap moves while we wait. Answers 1 with the digest, 0 without.
    digest: (owner, id, data) => {
      crypto.subtle.digest('SHA-256', data).then((hash) => {
        give(new Uint8Array(hash));
        core()._latchkeyCrypto(owner, id, 1);
      }, () => core()._latchkeyCrypto(owner, id, 0));
    },

    // Answers 1 for a good signature, 2 for a bad one, 3 for a key that cannot be used.
    verify: (owner, id, algorithm, jwk, data, signature) => {
      const how = algorithms[algorithm];
      crypto.subtle.importKey('jwk', JSON.parse(jwk), how, false, ['verify'])
        .then((key) => crypto.subtle.verify(how, key, signature, data))
        .then((good) => core()._latchkeyCrypto(owner, id, good ? 1 : 2),
          () => core()._latchkeyCrypto(owner, id, 3));
    },

    // Answers 1 with the proof, 4 if the keys cannot be read now, 0 if there is no such key.
    prove: (owner, id, keyId, payload) => {
      const tell = (outcome) => core()._latchkeyCrypto(owner, id, outcome);
      keyOf(keyId).then((pair) => proofOf(pair, payload).then((proof) => {
        give(proof);
        tell(1);
      }, () => tell(0)), () => tell(keyId ? 4 : 0));
    },
    // Answers 1 where anything answers, which is all that a page may know of another origin.
    look: (url, done) => {
      const giveUp = new AbortController();
      const deadline = setTimeout(() => giveUp.abort(), patience);
      const tell = (isThere) => {
        clearTimeout(deadline);
        core()._latchkeyTold(done, isThere);
      };
      fetch(url, {mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: giveUp.signal})
        .then(() => tell(1), () => tell(0));
    },

    // Answers 1 where the page's own key has that name from now on, and outlives it; else 0.
    keep: (owner, id, keyId) => {
      const pair = held.get('');
      keys((store) => store.add(pair, keyId)).then(() => {
        held.delete('');
        held.set(keyId, pair);
        core()._latchkeyCrypto(owner, id, 1);
      }, () => core()._latchkeyCrypto(owner, id, 0));
    },
    forget: (keyId) => {
      held.delete(keyId);
      if (keyId) forgotten = keys((store) => store.delete(keyId)).catch(() => {});
    },

    leave: (url) => guarded(() => {
      // Only http and https: never a javascript: or data: address.
      const to = new URL(url, location.href);
      if (!/^https?:$/.test(to.protocol)) return;
      const isSamePage = to.hash && to.href.split('#')[0] === location.href.split('#')[0];
      isLeft = true;
      forgotten.then(() => {
        location.replace(to);
        // The browser only scrolls where nothing but the fragment differs.
        if (isSamePage) location.reload();
      });
    }),
    show: (url) => guarded(() => history.replaceState(history.state, '', url)),
    // The same by a form. The browser keeps this page in its history, see `pageshow`.
    submit: (url, content) => guarded(() => {
      if (!/^https?:$/.test(new URL(url).protocol)) return;
      const form = document.createElement('form');
      form.method = 'post';
      form.action = url;
      new URLSearchParams(content).forEach((value, name) => {
        const field = document.createElement('input');
        Object.assign(field, {type: 'hidden', name, value});
        form.append(field);
      });
      isLeft = true;
      forgotten.then(() => {
        document.body.append(form);
        form.submit();
        form.remove();
      });
    }),

    // The two places of a sign-in in the history: 0 is the username, 1 what comes after it. Nothing
    // else is kept there.
    place: (state) => state?.latchkey?.at,
    enter: () => guarded(() => {
      history.replaceState({latchkey: {...history.state?.latchkey, at: 0}}, '');
      history.pushState({latchkey: {at: 1}}, '');
      return 1;
    }),

    copy: (text, done) => {
      const tell = (copied) => core()._latchkeyTold(done, copied);
      if (!navigator.clipboard) return setTimeout(() => tell(0));
      return navigator.clipboard.writeText(text).then(() => tell(1), () => tell(0));
    },

    // Answers 1 once the lock is ours, 0 if it was released before. In a browser without locks it is
    // ours at once: the org then tells the tab that comes second.
    take: (name, done) => {
      let isTold = false;
      const tell = (isOurs) => {
        if (isTold) return;
        isTold = true;
        core()._latchkeyTold(done, isOurs);
      };
      const released = new Promise((resolve) => locks.set(name, () => {
        tell(0);
        resolve();
      }));
      const granted = () => {
        tell(1);
        return released;
      };
      const ask = async () => navigator.locks.request(name, granted);
      ask().catch(granted);
    },
    release: (name) => {
      const end = locks.get(name);
      locks.delete(name);
      if (end) end();
    },

    post: (message) => {
      if (channel) channel.postMessage(message);
    },

    open: () => {
      const hear = (message) => {
        give(message);
        core()._latchkeyHear();
      };
      channel = guarded(() => new BroadcastChannel('latchkey')) || null;
      if (channel) {
        channel.addEventListener('message', (event) => {
          if (typeof event.data === 'string') hear(event.data);
        });
      }
      // Older browsers have no channel, but every one tells of another tab's storage.
      addEventListener('storage', () => hear(''));
      document.addEventListener('visibilitychange', () =>
        core()._latchkeyHidden(document.hidden ? 1 : 0));
      addEventListener('pageshow', (event) => {
        if (!event.persisted) return;
        // A person who comes back to a page that was left for good would wait there for ever.
        if (isLeft) location.reload();
        else core()._latchkeyHidden(0);
      });
      // Other entries of this address are not ours: of a fragment, for example.
      addEventListener('popstate', ({state}) => {
        const at = state?.latchkey?.at;
        if (at !== undefined) core()._latchkeyMove(at);
      });
      addEventListener('online', () => core()._latchkeyOnline(1));
      addEventListener('offline', () => core()._latchkeyOnline(0));
    },
  };
}
