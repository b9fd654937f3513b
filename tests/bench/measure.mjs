// What one visit to a page costs, as Chromium itself tells.

// A phone of some years ago, away from a town: what Lighthouse calls slow 4G, and a quarter of the CPU.
const weather = {
  good: null,
  poor: {latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, cpu: 4},
};

// Runs in the page, before anything of its own: when a field was first laid out, what asked for
// frames, and the memory that WebAssembly has.
const watchPage = () => {
  window.watched = {usable: 0, frames: 0, memories: new Set()};
  const request = window.requestAnimationFrame.bind(window);
  const isThere = (field) => !field.disabled && field.getClientRects().length > 0;
  const look = () => {
    const fields = document.querySelectorAll('input:not([type]),input[type=text],input[type=email]');
    if (Array.from(fields).some(isThere)) window.watched.usable = performance.now();
    else request(look);
  };
  request(look);
  window.requestAnimationFrame = (draw) => {
    ++window.watched.frames;
    return request(draw);
  };
  const keep = ({instance}) => {
    for (const each of Object.values(instance.exports)) {
      if (each instanceof WebAssembly.Memory) window.watched.memories.add(each);
    }
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...what) => {
      const made = await original.apply(WebAssembly, what);
      keep(made);
      return made;
    };
  }
  const {Memory} = WebAssembly;
  WebAssembly.Memory = function (...what) {
    const memory = new Memory(...what);
    window.watched.memories.add(memory);
    return memory;
  };
  WebAssembly.Memory.prototype = Memory.prototype;
};

// A first visit: a profile of its own, so nothing is kept from the one before.
export async function visit(browser, kind, walk) {
  const context = await browser.newContext({viewport: {width: 1024, height: 768}});
  try {
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const {cpu, ...network} = weather[kind] ?? {cpu: 1};
    if (weather[kind]) {
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', {offline: false, ...network});
      await devtools.send('Emulation.setCPUThrottlingRate', {rate: cpu});
    }
    await devtools.send('Performance.enable');
    return await walk(page, devtools);
  } finally {
    await context.close();
  }
}

// Milliseconds from the navigation until there is something to type into, on the screen.
export async function usableAt(page) {
  await page.waitForFunction(() => window.watched.usable > 0);
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return Math.max(window.watched.usable, paint?.startTime ?? 0);
  });
}

export const now = (page) => page.evaluate(() => performance.now());

const metric = async (devtools, name) =>
  (await devtools.send('Performance.getMetrics')).metrics.find((one) => one.name === name).value;

const frames = (page) => page.evaluate(() => window.watched.frames);

// Everything is loaded, and no frame was requested for a second.
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  let before;
  do {
    before = await frames(page);
    await page.waitForTimeout(1000);
  } while (await frames(page) !== before);
}

// Frames that were asked for, and milliseconds of the main thread, in a while of doing nothing.
export async function atRest(page, devtools, milliseconds) {
  const [framesBefore, cpuBefore] = [await frames(page), await metric(devtools, 'TaskDuration')];
  await page.waitForTimeout(milliseconds);
  const cpu = await metric(devtools, 'TaskDuration') - cpuBefore;
  return {frames: await frames(page) - framesBefore, cpu: cpu * 1000};
}

// Bytes: what JavaScript really uses, and all that WebAssembly has taken.
export async function memoryOf(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = await metric(devtools, 'JSHeapUsedSize');
  const wasm = await page.evaluate(() => Array.from(window.watched.memories)
    .reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  return {heap, wasm};
}
