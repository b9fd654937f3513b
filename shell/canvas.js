// What the painting needs to know of the page: its size, the person's preferences, and where the
// pointer and the focus are. The canvas is decoration behind the form; where it cannot be, or is
// not wanted, the class `gl` is off and style.css shows the form by itself.
import {createUntouched} from './untouched.js';

const preferences = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  calm: matchMedia('(prefers-reduced-motion: reduce)'),
  contrast: matchMedia('(prefers-contrast: more)'),
  forced: matchMedia('(forced-colors: active)'),
};
const DARK = 1, CALM = 2, CONTRAST = 4, RIGHT_TO_LEFT = 8;
const ABSENT = 0, SHOWN = 2;  // gui/presentation.h
const PLAIN_KEY = 'latchkey-plain-view';
const RECHECK = 100;  // milliseconds: longer than the browser needs to tell of a change

export function createCanvas({page, give, core}) {
  const html = document.documentElement;
  const root = document.getElementById('page');
  const canvas = document.getElementById('canvas');
  const plain = document.getElementById('plain');
  let presented = ABSENT;  // what is on the canvas: SHOWN is a frame of the present screen and size
  let isPlain = false;     // a person asked for the plain view

  // For all tabs, now and later; where that is forbidden, for this one.
  const areas = ['localStorage', 'sessionStorage'];
  const inAreas = (act) => areas.some((name) => {
    try {
      return act(window[name]);
    } catch {
      return false;
    }
  });
  const readChoice = () => {
    isPlain = inAreas((area) => area.getItem(PLAIN_KEY) === 'yes');
  };
  const keepChoice = () => inAreas((area) => {
    area.removeItem(PLAIN_KEY);
    if (isPlain) area.setItem(PLAIN_KEY, 'yes');
    return isPlain;  // one is enough; what is no more is in none
  });

  const measure = () => {
    const flags = (preferences.dark.matches ? DARK : 0) | (preferences.calm.matches ? CALM : 0) |
      (preferences.contrast.matches ? CONTRAST : 0) | (html.dir === 'rtl' ? RIGHT_TO_LEFT : 0);
    core()._latchkeyViewport(root.getBoundingClientRect().width, html.clientHeight,
      devicePixelRatio, parseFloat(getComputedStyle(html).fontSize) || 16, flags);
  };

  const apply = () => {
    const wasShown = html.matches('.gl');
    const isWanted = presented === SHOWN && !isPlain && !preferences.forced.matches &&
      untouched.isPageAsMade();
    html.classList.toggle('gl', isWanted);
    if (isWanted && !untouched.isFormAsMade()) html.classList.remove('gl');
    plain.hidden = presented === ABSENT;
    plain.setAttribute('aria-pressed', String(isPlain));
    untouched.noticed();
    // What is taken back before the browser has told of it is never told: look once more.
    if (wasShown && presented === SHOWN && !html.matches('.gl')) setTimeout(apply, RECHECK);
  };
  const untouched = createUntouched({dom: page.dom, changed: apply});

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
    // From C++: what is on the canvas now.
    present: (state) => {
      const isFirst = state === SHOWN && !performance.getEntriesByName('first-frame').length;
      if (isFirst) performance.mark('first-frame');
      presented = state;
      apply();
      if (state === SHOWN) page.dom.reveal();
    },
    // What is painted no longer follows.
    stop() { this.present(ABSENT); },
    family: untouched.family,
    // After the next paint: the form must never wait for the GPU process.
    begin: () => requestAnimationFrame(() => setTimeout(() => core()._latchkeyContext(1))),
    open() {
      // For tests and benchmarks: at rest it stands still.
      Object.defineProperty(canvas, 'frames', {get: () => core()._latchkeyFrames()});
      readChoice();
      addEventListener('storage', ({key}) => {
        if (key !== PLAIN_KEY && key !== null) return;
        readChoice();
        apply();
      });
      plain.addEventListener('click', () => {
        isPlain = !isPlain;
        keepChoice();
        apply();
        core()._latchkeyWake();
      });
      canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();  // else it is never restored
        core()._latchkeyContext(0);
      });
      canvas.addEventListener('webglcontextrestored', () => core()._latchkeyContext(1));
      // Not at once: what a frame in the middle of this one changes would be observed again.
      const sizes = new ResizeObserver(() => setTimeout(measure));
      addEventListener('resize', measure);
      Object.values(preferences).forEach((query) =>
        query.addEventListener('change', () => { apply(); measure(); }));
      // The other one has the text size that a person chose.
      [root, untouched.open()].forEach((element) => sizes.observe(element));
      watchPixelRatio();
      watchPointer();
      watchFocus();
      measure();
      this.begin();
    },
  };
}
