// What the painting needs to know of the page: its size, the person's preferences, and where the
// pointer and the focus are. The canvas is decoration behind the form; where it cannot be, or is
// not wanted, the class `gl` is off and style.css shows the form by itself.

const preferences = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  calm: matchMedia('(prefers-reduced-motion: reduce)'),
  contrast: matchMedia('(prefers-contrast: more)'),
  forced: matchMedia('(forced-colors: active)'),
};
const DARK = 1, CALM = 2, CONTRAST = 4, RIGHT_TO_LEFT = 8;
const PLAIN_KEY = 'latchkey-plain-view';

export function createCanvas({give, core}) {
  const html = document.documentElement;
  const root = document.getElementById('page');
  const canvas = document.getElementById('canvas');
  const plain = document.getElementById('plain');
  let isReady = false;     // there is a context, and something is painted
  let isPlain = false;     // a person asked for the plain view

  const stored = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null;
    }
  };

  const measure = () => {
    const flags = (preferences.dark.matches ? DARK : 0) | (preferences.calm.matches ? CALM : 0) |
      (preferences.contrast.matches ? CONTRAST : 0) | (html.dir === 'rtl' ? RIGHT_TO_LEFT : 0);
    core()._latchkeyViewport(root.getBoundingClientRect().width, html.clientHeight,
      devicePixelRatio, parseFloat(getComputedStyle(html).fontSize) || 16, flags);
  };

  // A page that the browser translated has other words than the painting.
  const isTranslated = () => /translated-(ltr|rtl)/.test(html.className);
  const isPainted = () => isReady && !isPlain && !preferences.forced.matches && !isTranslated();

  const apply = () => {
    html.classList.toggle('gl', isPainted());
    plain.hidden = !isReady;
    plain.setAttribute('aria-pressed', String(isPlain));
  };

  // Announces itself once for each ratio, so it is asked for anew each time.
  const watchPixelRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      measure();
      watchPixelRatio();
    }, {once: true});
  };

  const placedAt = (target) => {
    const element = target instanceof Element ? target.closest('[data-at]') : null;
    return element ? element.id : '';
  };

  const looks = {hovered: '', pressed: '', focused: '', isVisible: false};
  const look = (change) => {
    if (Object.keys(change).every((name) => looks[name] === change[name])) return;
    Object.assign(looks, change);
    give([looks.hovered, looks.pressed, looks.focused].join('\0'));
    core()._latchkeyLooks(looks.isVisible ? 1 : 0);
  };

  const watchPointer = () => {
    root.addEventListener('pointermove', (event) => {
      // A finger does not hover.
      if (event.pointerType !== 'touch') look({hovered: placedAt(event.target)});
    });
    root.addEventListener('pointerdown', (event) => look({pressed: placedAt(event.target)}));
    addEventListener('pointerup', () => look({pressed: ''}));
    addEventListener('pointercancel', () => look({pressed: '', hovered: ''}));
    root.addEventListener('pointerleave', () => look({pressed: '', hovered: ''}));
  };

  const watchFocus = () => {
    const tell = () => {
      const focused = document.activeElement;
      const isInside = root.contains(focused) && focused !== plain;
      look({
        focused: isInside ? focused.id : '',
        isVisible: isInside && focused.matches(':focus-visible'),
      });
    };
    root.addEventListener('focusin', tell);
    root.addEventListener('focusout', () => queueMicrotask(tell));
    addEventListener('blur', () => look({pressed: '', hovered: ''}));
    tell();
  };

  return {
    // From C++: the first frame is there, or the context is gone.
    ready: (now) => {
      if (now && !isReady) performance.mark('first-frame');
      isReady = now;
      apply();
    },
    // After the next paint: the form must never wait for the GPU process.
    begin: () => requestAnimationFrame(() => setTimeout(() => core()._latchkeyContext(1))),
    open() {
      // For tests and benchmarks: at rest it stands still.
      Object.defineProperty(canvas, 'frames', {get: () => core()._latchkeyFrames()});
      isPlain = stored((storage) => storage.getItem(PLAIN_KEY)) === 'yes';
      plain.addEventListener('click', () => {
        isPlain = !isPlain;
        stored((storage) =>
          (isPlain ? storage.setItem(PLAIN_KEY, 'yes') : storage.removeItem(PLAIN_KEY)));
        apply();
        core()._latchkeyWake();
      });
      canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();  // else it is never restored
        core()._latchkeyContext(0);
      });
      canvas.addEventListener('webglcontextrestored', () => core()._latchkeyContext(1));
      new ResizeObserver(measure).observe(root);
      addEventListener('resize', measure);
      Object.values(preferences).forEach((query) =>
        query.addEventListener('change', () => { apply(); measure(); }));
      new MutationObserver(apply).observe(html, {attributes: true, attributeFilter: ['class']});
      watchPixelRatio();
      watchPointer();
      watchFocus();
      measure();
      this.begin();
    },
  };
}
