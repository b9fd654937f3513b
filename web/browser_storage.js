// localStorage and sessionStorage for web/browser_storage.cpp. Either can be missing, full or
// forbidden at any moment: naming the property can throw already, where cookies are blocked.

import {guarded} from './guarded.js';

export function createStorage({give}) {
  const area = (lifetime) => (lifetime === 0 ? window.sessionStorage : window.localStorage);
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
  };
}
