// Is what the page shows still what we put there? A translator, a style sheet of the person's own,
// a forced dark mode and their kind change the document, and the painting cannot follow: then it
// leaves, and people see what was made of the document.

// Left behind by translators and dark modes in what they changed.
const marks = 'html[class*=translated-], html[data-darkreader-mode], html[data-darkreader-scheme],' +
  '#form font, #form [_msttexthash]';

// Whatever these are on the page itself is done to the painting too, or to everything but it.
const asUsual = {
  filter: 'none', backdropFilter: 'none', mixBlendMode: 'normal', opacity: '1', transform: 'none',
  zoom: '1', visibility: 'visible',
};
// Of everything on the card; the painting knows no other.
const asPainted = {
  letterSpacing: 'normal', wordSpacing: '0px', textTransform: 'none', textIndent: '0px',
  fontStyle: 'normal', textDecorationLine: 'none', textShadow: 'none', visibility: 'visible',
  backgroundImage: 'none',
};
const spacings = ['marginTop', 'marginRight', 'marginBottom', 'marginLeft'];

const plainly = (value) => value.replace(/["'\s]/g, '').toLowerCase();
const none = {normal: '0px', '0px': 'normal'};  // browsers differ in how they say it
// What a browser does not know cannot be changed in it.
const isAll = (style, usual) => Object.keys(usual).every((name) =>
  style[name] === undefined || style[name] === usual[name] || style[name] === none[usual[name]]);
const isNear = (value, expected) => Math.abs(parseFloat(value) - parseFloat(expected)) < 0.5;

// `dom` says whether the words are ours; `changed` is called when it may be otherwise than before.
export function createUntouched({dom, changed}) {
  const html = document.documentElement;
  const root = document.getElementById('page');
  const canvas = document.getElementById('canvas');
  const pen = document.createElement('canvas').getContext('2d');
  const language = html.lang;
  let probe = null;
  let observer = null;

  const color = (value) => {
    if (!pen) return value;  // nor is anything painted then
    pen.fillStyle = '#000';
    pen.fillStyle = value;
    return pen.fillStyle;
  };

  const clear = color('transparent');

  // What our style sheet, the first one with our colours, says of :root at the moment.
  const declared = () => {
    let all = new Map();
    const collect = (rules) => Array.from(rules).forEach((rule) => {
      if (rule.selectorText === ':root') {
        Array.from(rule.style).forEach((name) => all.set(name, rule.style.getPropertyValue(name)));
      } else if (rule.media && matchMedia(rule.media.mediaText).matches) {
        collect(rule.cssRules);
      }
    });
    for (const sheet of document.styleSheets) {
      try {
        collect(sheet.cssRules);
      } catch {
        // A sheet from elsewhere is not ours.
      }
      if (all.has('--ground-from')) return all;
      all = new Map();
    }
    return all;
  };
  const valueOf = (all, name) =>
    all.get(name).replace(/var\((--[\w-]+)\)/g, (whole, other) => all.get(other) || whole);

  const isRootOurs = (all) => {
    const style = getComputedStyle(html);
    return all.size > 0 && Array.from(all.keys()).every((name) =>
      plainly(style.getPropertyValue(name)) === plainly(valueOf(all, name)));
  };

  // The ground of the page, and everything through which the painting is seen.
  const isPageOurs = (all) => {
    const body = getComputedStyle(document.body);
    const strangers = [...html.children, ...document.body.children].filter((element) =>
      element !== root && element !== document.body && element.localName !== 'head');
    return root.contains(canvas) && color(body.color) === color(valueOf(all, '--ink')) &&
      color(body.backgroundColor) === color(valueOf(all, '--ground-to')) &&
      color(getComputedStyle(html).backgroundColor) === clear &&
      [html, document.body, root, canvas].every((element) =>
        isAll(getComputedStyle(element), asUsual)) &&
      strangers.every((element) => {
        const {mixBlendMode, backdropFilter} = getComputedStyle(element);
        return isAll({mixBlendMode, backdropFilter}, asUsual);
      });
  };

  const isElementOurs = (element, ink, family) => {
    if (element.hidden || element.matches('[type=checkbox], .picture, .spoken, option')) return true;
    const style = getComputedStyle(element);
    const usual = {...asPainted};
    const isTyped = element.matches('input, select');
    // Browsers colour what they fill in, and password managers leave their mark in a field.
    const isFilled = element.matches(':is(:autofill, :-webkit-autofill)');
    if (isTyped) delete usual.backgroundImage;
    if (element.closest('.code')) delete usual.letterSpacing;  // digits stand apart
    if (isTyped) usual.fontWeight = '400';
    if (element.localName === 'h1') usual.fontWeight = '650';
    const at = element.closest('[data-at]');
    const own = (name) => at && at.style.getPropertyValue(name);
    const isAt = (value, name) => !own(name) || isNear(value, own(name));
    return isAll(style, usual) && style.display !== 'none' &&
      plainly(style.fontFamily) === family && isAt(style.fontSize, '--at-size') &&
      (isTyped || isAt(style.lineHeight, '--at-line')) &&
      (isFilled || color(style.backgroundColor) === clear) &&
      (isFilled || !at || color(style.color) === (isTyped ? ink : clear)) &&
      (element !== at || (style.position === 'absolute' &&
        spacings.every((name) => style[name] === '0px')));
  };

  const isCanvasOurs = () => {
    const {left, top, width, height} = canvas.getBoundingClientRect();
    const page = root.getBoundingClientRect();
    return isNear(width, canvas.style.width) && isNear(height, canvas.style.height) &&
      isNear(left, page.left) && isNear(top, page.top);
  };

  return {
    // The family of our style sheet: text that is painted in another one is never seen.
    family: () => declared().get('font-family') || 'sans-serif',

    // The words, and the style of the page as a whole.
    isPageAsMade: () => {
      if (html.lang !== language || document.querySelector(marks) || !dom.isAsShown()) return false;
      const all = declared();
      return isRootOurs(all) && isPageOurs(all) &&
        color(getComputedStyle(probe).backgroundColor) === '#ffffff';
    },
    // Each element, as it lies over the painting: to be asked with the class `gl` only.
    isFormAsMade: () => {
      const all = declared();
      const ink = color(valueOf(all, '--ink'));
      const family = plainly(valueOf(all, 'font-family'));
      return isCanvasOurs() &&
        Array.from(root.querySelectorAll('#form *')).every((element) =>
          !dom.isMade(element) || isElementOurs(element, ink, family));
    },
    // What was noted so far is known.
    noticed: () => observer && observer.takeRecords(),

    // Gives the element that it looks at.
    open: () => {
      // Never seen. A style sheet that no element tells of gives it another size or colour; the
      // browser's own dark mode darkens its paper, though that says it is light.
      probe = root.appendChild(document.createElement('p'));
      probe.id = 'probe';
      probe.setAttribute('aria-hidden', 'true');
      observer = new MutationObserver(changed);
      observer.observe(html, {
        attributes: true, characterData: true, childList: true, subtree: true,
      });
      // Not at once: what that does to sizes would be observed in the middle of observing.
      new ResizeObserver(() => setTimeout(changed)).observe(probe);
      // At its end as well: only then is everything of it as it will be. What is taken back before
      // that cancels it, and begins no other.
      ['transitionrun', 'transitionend', 'transitioncancel'].forEach((name) =>
        probe.addEventListener(name, changed));
      // A linked style sheet is there later than its element.
      document.addEventListener('load', changed, true);
      addEventListener('focus', changed);
      addEventListener('pageshow', changed);
      document.addEventListener('visibilitychange', changed);
      return probe;
    },
  };
}
