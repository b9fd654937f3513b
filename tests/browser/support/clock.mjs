// The page's own time, which a test can move. It goes on by itself meanwhile.
// Its timers have numbers beyond 32 bits, unlike a browser's: the page must not mind.

export async function ownClock(context) {
  await context.clock.install();
}

export const passTime = (context, seconds) => context.clock.fastForward(seconds * 1000);
