// What can be read in a picture of the page.
import {browser} from './browser.mjs';

// Frames that a change has led to are drawn.
export const drawn = (page) => page.evaluate(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

// The share of an element's pixels that stand out from its ground, as words do.
export async function inkOf(locator) {
  await drawn(locator.page());
  const picture = await locator.screenshot({
    animations: 'disabled', caret: 'hide', timeout: 90000,
  });
  const context = await (await browser('plain')).newContext();
  const page = await context.newPage();
  const ink = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const {width, height} = image;
    const drawing = new OffscreenCanvas(width, height).getContext('2d');
    drawing.drawImage(image, 0, 0);
    const {data} = drawing.getImageData(0, 0, width, height);
    const light = (i) => data[i] + data[i + 1] + data[i + 2];
    // The ground is what is at the middle of the left edge's inside.
    const ground = light(4 * (Math.floor(height / 2) * width + 2));
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (Math.abs(light(i) - ground) > 150) ++count;
    return count / (width * height);
  }, `data:image/png;base64,${picture.toString('base64')}`);
  await context.close();
  return ink;
}
