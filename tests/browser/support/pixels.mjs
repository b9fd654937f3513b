// The pixels of a screenshot (PNG: 8 bits a channel, not interlaced, as browsers take them).
import {inflateSync} from 'node:zlib';

const paeth = (a, b, c) => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};
const predictors = [() => 0, (a) => a, (a, b) => b, (a, b) => (a + b) >> 1, paeth];

function decoded(png) {
  const parts = [];
  let width = 0, height = 0, channels = 0;
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      channels = {2: 3, 6: 4}[data[9]];
    }
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const data = new Uint8Array(height * stride);
  for (let y = 0; y < height; ++y) {
    const predict = predictors[raw[y * (stride + 1)]];
    for (let i = 0; i < stride; ++i) {
      const here = y * stride + i;
      const left = i < channels ? 0 : data[here - channels];
      const up = y ? data[here - stride] : 0;
      const corner = y && i >= channels ? data[here - stride - channels] : 0;
      data[here] = raw[y * (stride + 1) + 1 + i] + predict(left, up, corner);
    }
  }
  return {width, height, channels, data};
}

export const distance = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

// `ratio`: device pixels for one CSS pixel; all places are in CSS pixels.
export function picture(png, ratio) {
  const {width, height, channels, data} = decoded(png);
  const pixel = (x, y) => {
    const at = (Math.min(height - 1, y) * width + Math.min(width - 1, x)) * channels;
    return [data[at], data[at + 1], data[at + 2]];
  };
  const at = (x, y) => pixel(Math.floor(x * ratio), Math.floor(y * ratio));
  return {
    at,
    // The colour in a box that is farthest from its ground, which is at the box's corner: of words,
    // that of their strokes.
    strongest: (box) => {
      const ground = at(box.x, box.y);
      let best = ground;
      for (let y = Math.floor(box.y * ratio); y < (box.y + box.height) * ratio; ++y) {
        for (let x = Math.floor(box.x * ratio); x < (box.x + box.width) * ratio; ++x) {
          const here = pixel(x, y);
          if (distance(here, ground) > distance(best, ground)) best = here;
        }
      }
      return best;
    },
    // The radius of a box's upper left corner, by where its round edge crosses the diagonal.
    radius: ({x, y}) => {
      const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
      const [outside, inside] = [pixel(left, top), pixel(left + 8 * ratio, top + 8 * ratio)];
      let along = 0;
      while (distance(pixel(left + along, top + along), outside) <
        distance(pixel(left + along, top + along), inside)) ++along;
      return along / ratio / (1 - Math.SQRT1_2);
    },
  };
}
