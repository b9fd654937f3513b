// The page's own time, which a test can move. It goes on by itself meanwhile.

// Playwright's timers have numbers beyond 32 bits; a browser's have not, and WebAssembly keeps them
// in 32 bits.
const numberLikeABrowser = () => {
  const {setTimeout: start, clearTimeout: stop} = window;
  const ids = new Map();
  let last = 0;
  window.setTimeout = (...what) => {
    ids.set(++last, start(...what));
    return last;
  };
  window.clearTimeout = (id) => {
    stop(ids.get(id));
    ids.delete(id);
  };
};

export async function ownClock(context) {
  await context.clock.install();
  await context.addInitScript(numberLikeABrowser);
}

export const passTime = (context, seconds) => context.clock.fastForward(seconds * 1000);
