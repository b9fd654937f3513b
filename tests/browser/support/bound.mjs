import {configures} from './configured.mjs';

// The site, built with `dpop: true` (and with `more`), and with scopes that leave the ID token
// without a name, so that the page asks who it is. And the keys that the browser keeps.

export const binds = (context, more = {}) =>
  configures(context, {dpop: true, scopes: ['openid', 'offline_access'], ...more});

export const bindsOrg = {dpop: {required: true}};

// Their names, and whether they are not extractable.
export const keysOf = (page) => page.evaluate(async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const database = await done(indexedDB.open('OktaAuthJs', 1));
  const store = database.transaction('DPoPKeys').objectStore('DPoPKeys');
  const [names, pairs] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  database.close();
  return {names, areSecret: pairs.every(({privateKey}) => !privateKey.extractable)};
});
