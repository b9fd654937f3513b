// The small ports of web/browser_ports.cpp: timers, addresses, the clipboard, other tabs and the
// state of this one. Any of them can be missing or forbidden at any moment: each access is guarded.

import {guarded} from './guarded.js';

const patience = 3000;  // milliseconds
const settling = 100;   // milliseconds: what was stored is there for other tabs by then

export function createPorts({give, core, reply, crypto}) {
  let channel = null;
  let isLeft = false;
  const locks = new Map();  // name -> how to give it back, or to stop waiting for it
  const ours = new Set();   // the names of those that are granted
  const kept = new Map();   // released, and given back in a moment: name -> {end, timer}

  return {
    wait: (delay, id) => setTimeout(() => reply(id, 1), delay),

    // Answers 1 where anything answers, which is all that a page may know of another origin.
    look: (url, id) => {
      const giveUp = new AbortController();
      const deadline = setTimeout(() => giveUp.abort(), patience);
      const tell = (isThere) => {
        clearTimeout(deadline);
        reply(id, isThere);
      };
      fetch(url, {mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: giveUp.signal})
        .then(() => tell(1), () => tell(0));
    },

    leave: (url) => guarded(() => {
      // Only http and https: never a javascript: or data: address.
      const to = new URL(url, location.href);
      if (!/^https?:$/.test(to.protocol)) return;
      const isSamePage = to.hash && to.href.split('#')[0] === location.href.split('#')[0];
      isLeft = true;
      crypto.forgotten().then(() => {
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
      crypto.forgotten().then(() => {
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

    copy: (text, id) => {
      const write = async () => navigator.clipboard.writeText(text);
      write().then(() => reply(id, 1), () => reply(id, 0));
    },

    // Answers 1 once the lock is ours, 0 if it was released before. In a browser without locks it is
    // ours at once: the org then tells the tab that comes second.
    take: (name, id) => {
      if (kept.has(name)) {
        const {end, timer} = kept.get(name);
        clearTimeout(timer);
        kept.delete(name);
        locks.set(name, end);
        Promise.resolve().then(() => reply(id, 1));
        return;
      }
      let isTold = false;
      const tell = (isOurs) => {
        if (isTold) return;
        isTold = true;
        reply(id, isOurs);
      };
      const released = new Promise((resolve) => locks.set(name, () => {
        tell(0);
        resolve();
      }));
      const granted = () => {
        ours.add(name);
        tell(1);
        return released;
      };
      const ask = async () => navigator.locks.request(name, granted);
      ask().catch(granted);
    },
    // Browsers may grant a lock to another tab before it sees what this one has stored just now.
    release: (name) => {
      const end = locks.get(name);
      locks.delete(name);
      if (!end) return;
      if (!ours.has(name)) {
        end();
        return;
      }
      const timer = setTimeout(() => {
        kept.delete(name);
        ours.delete(name);
        end();
      }, settling);
      kept.set(name, {end, timer});
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
