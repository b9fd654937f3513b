// Text as whole shaped runs: Canvas2D draws them into one bitmap, which renderer.js takes as its
// texture; web/text_runs.cpp says where each goes. Pixels are never read back, so browsers that falsify reading do no harm, and
// every script that the browser can shape is right.

// Languages without spaces break between words; everything else at spaces only, so that an
// address or a word with its full stop stays whole.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const firstOf = (text) => String.fromCodePoint(text.codePointAt(0));

export function createText({page, give, core}) {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const encoder = new TextEncoder();
  const segmenter = (granularity) =>
    (typeof Intl.Segmenter === 'function'
      ? new Intl.Segmenter(document.documentElement.lang, {granularity})
      : null);
  const words = segmenter('word');
  const characters = segmenter('grapheme');
  let family = '';
  let isChanged = false;
  let isResized = false;

  const use = (size, weight) => {
    context.font = `${weight} ${size}px ${family}`;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';  // runs are placed by their left end, in right-to-left too
    context.direction = document.documentElement.dir || 'ltr';
  };
  const graphemes = (text) =>
    (characters ? Array.from(characters.segment(text), (part) => part.segment) : Array.from(text));

  // Even digits and wide spacing are set by hand, character by character: Canvas2D has no
  // tabular figures, and its letterSpacing is missing in some browsers.
  const isSpaced = (tracking, tabular) => tracking !== 0 || tabular;
  const digitWidth = () =>
    Math.max(...Array.from('0123456789', (digit) => context.measureText(digit).width));

  const spread = (text, tracking, tabular) => {
    const cell = tabular ? digitWidth() : 0;
    let x = 0;
    return graphemes(text).map((character) => {
      const own = context.measureText(character).width;
      const width = tabular && /^[0-9]$/.test(character) ? cell : own;
      const at = x + (width - own) / 2;
      x += width + tracking;
      return {character, at, end: x};
    });
  };

  const inkOf = (text) => {
    const ink = context.measureText(text);
    return {
      advance: ink.width,
      ascent: ink.fontBoundingBoxAscent,
      descent: ink.fontBoundingBoxDescent,
      left: ink.actualBoundingBoxLeft,
      right: ink.actualBoundingBoxRight,
      up: ink.actualBoundingBoxAscent,
      down: ink.actualBoundingBoxDescent,
    };
  };

  return {
    // Browsers refuse a canvas where memory is short, or to everything by a setting.
    isThere: () => context !== null,

    // Into the texture that is bound, if it is new or anything was drawn since. False where there
    // is no memory for it; that is asked, which waits for the GPU, of each new size only.
    upload: (gl, isNew) => {
      if (!isNew && !isChanged) return true;
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
      isChanged = (isNew || isResized) && gl.getError() !== 0;
      isResized = isChanged;
      return !isChanged;
    },

    // Seven floats at `at`: advance, font ascent and descent; the ink to the left and right of
    // the pen, above and below the baseline.
    measure: (text, size, weight, tracking, tabular, at) => {
      use(size, weight);
      const ink = inkOf(text);
      if (ink.ascent === undefined) {  // before Firefox 116: the line of a tall and a deep letter
        const sample = inkOf('Åg');
        ink.ascent = sample.up;
        ink.descent = sample.down;
      }
      if (isSpaced(tracking, tabular)) {
        const parts = spread(text, tracking, tabular);
        ink.advance = parts.length ? parts[parts.length - 1].end : 0;
        ink.right = Math.max(ink.right, ink.advance);
      }
      core().HEAPF32.set([ink.advance, ink.ascent, ink.descent, ink.left, ink.right, ink.up,
        ink.down], at >> 2);
    },

    draw: (text, size, weight, tracking, tabular, x, y, color) => {
      isChanged = true;
      use(size, weight);
      context.fillStyle = `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255} / ${
        (color >>> 24) / 255})`;
      if (!isSpaced(tracking, tabular)) return context.fillText(text, x, y);
      context.direction = 'ltr';
      return spread(text, tracking, tabular).forEach((part) =>
        context.fillText(part.character, x + part.at, y));
    },

    // Empties the bitmap, but for a white square that shapes are drawn with.
    clear: (width, height) => {
      family = page.canvas.family();
      isResized = isResized || canvas.width !== width || canvas.height !== height;
      canvas.width = width;
      canvas.height = height;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 2, 2);
      isChanged = true;
    },

    // Byte offsets (UTF-8) at which a line may end, as 32-bit numbers.
    breaks: (text) => {
      const parts = words
        ? Array.from(words.segment(text), (part) => part.segment)
        : text.match(/\s|\S+\s?/g) || [];
      const offsets = [];
      let offset = 0;
      parts.forEach((part, i) => {
        offset += encoder.encode(part).length;
        const next = parts[i + 1];
        if (next === undefined) return;
        const isSpace = /\s$/.test(part) && !/^\s/.test(next);
        const isBetween = unspaced.test(part) && unspaced.test(firstOf(next));
        if (isSpace || isBetween) offsets.push(offset);
      });
      offsets.push(offset);
      give(new Uint8Array(new Uint32Array(offsets).buffer));
    },
  };
}
