// Makes the document equal to the Screen that C++ hands over (screen/dom.h: JsonML, elements keyed
// by id), and tells C++ what a person does. The browser owns what is typed: nothing here writes
// into a field that exists, and a field is never made anew while its screen stays. What others put
// beside our elements, as password managers do, stays too.

const EDIT = 0, UNCHECK = 1, CHECK = 2, SUBMIT = 3, PRESS = 4;

// Not part of the Screen: where the painting puts an element, and what a person has done to it.
const ours = new Set(['style', 'data-at']);
const onlyAtFirst = new Set(['value', 'selected']);
const isSafe = (href) => /^(https?|mailto|tel):$/.test(new URL(href, location.href).protocol);

// A form has its fields as members, under their names, before all that it has by itself: a field
// called "contains" would take that from it, for us and for password managers.
const harmless = (name) => (name in HTMLFormElement.prototype ? `${name}-field` : name);

// What we made, and the names of the attributes that we gave it.
const made = new WeakMap();
// A logo that is not there gives way to the mark, which is the icon of the page as well.
const lost = new WeakSet();
const expectLogo = (image) => image.decode().catch(() => {
  lost.add(image);
  image.src = document.querySelector('link[rel=icon]').href;
});

const parts = (node) => ({tag: node[0], attributes: node[1], children: node.slice(2)});

function setAttributes(element, attributes, isNew) {
  for (const name of made.get(element) || []) {
    if (!(name in attributes) && !ours.has(name) && !onlyAtFirst.has(name)) {
      element.removeAttribute(name);
    }
  }
  made.set(element, Object.keys(attributes));
  for (const name of Object.keys(attributes)) {
    const value = name === 'name' ? harmless(attributes.name) : attributes[name];
    if (!isNew && onlyAtFirst.has(name)) continue;
    if (name === 'href' && !isSafe(value)) continue;
    if (name === 'src' && lost.has(element)) continue;
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

function build(node) {
  if (typeof node === 'string') {
    const text = document.createTextNode(node);
    made.set(text, []);
    return text;
  }
  const {tag, attributes, children} = parts(node);
  const element = document.createElement(tag);
  setAttributes(element, attributes, true);
  if (tag === 'img') expectLogo(element);
  element.append(...children.map(build));
  return element;
}

// The child of `parent` that is to become `node`: by id, else one of the same kind in its place.
function counterpart(parent, node, cursor) {
  if (typeof node === 'string') return cursor && cursor.nodeType === 3 ? cursor : null;
  const {tag, attributes, children} = parts(node);
  // A field's wrapper has no id, its input has one.
  const key = attributes.id || (children.map((c) => c[1] && c[1].id).find(Boolean));
  const fits = (element) => element.localName === tag &&
    (attributes.id ? element.id === attributes.id : !element.id);
  if (key) {
    const keyed = document.getElementById(key);
    for (let e = keyed; e && e !== parent; e = e.parentElement) {
      if (e.parentElement === parent) return fits(e) ? e : null;
    }
    return null;
  }
  return cursor && cursor.nodeType === 1 && fits(cursor) && !cursor.querySelector('[id]')
    ? cursor : null;
}

// Put there by others, to be left alone. Not so a translator's <font>, which stands in the place of a
// text of ours, and what was put around an element of ours.
const isOthers = (node) => node.nodeType === 8 || (node.nodeType === 1 && !made.has(node) &&
  node.localName !== 'font' &&
  !Array.from(node.querySelectorAll('*')).some((inner) => made.has(inner)));

function skipOthers(node) {
  let at = node;
  while (at && isOthers(at)) at = at.nextSibling;
  return at;
}

// Goes through the children in order. What has the focus is never moved, as moving takes the focus
// away: whatever stands before it makes room instead.
function updateChildren(parent, nodes) {
  let cursor = skipOthers(parent.firstChild);
  for (const node of nodes) {
    const found = counterpart(parent, node, cursor);
    if (!found) {
      parent.insertBefore(build(node), cursor);
      continue;
    }
    if (found.contains(document.activeElement)) {
      while (cursor && cursor !== found) {
        const next = skipOthers(cursor.nextSibling);
        parent.appendChild(cursor);  // behind; taken up or removed later
        cursor = next;
      }
    }
    if (found !== cursor) parent.insertBefore(found, cursor);
    else cursor = skipOthers(cursor.nextSibling);
    update(found, node);
  }
  while (cursor) {
    const next = skipOthers(cursor.nextSibling);
    cursor.remove();
    cursor = next;
  }
}

function update(existing, node) {
  if (typeof node === 'string') {
    if (existing.data !== node) existing.data = node;
    return;
  }
  const {attributes, children} = parts(node);
  setAttributes(existing, attributes, false);
  updateChildren(existing, children);
}

// All words of it, one after the other.
const textOf = (node) => (typeof node === 'string' ? node : parts(node).children.map(textOf).join(''));

// Some screen readers keep quiet about a text that they have just read: a space makes it new.
const NBSP = '\u00a0';
const anew = (text) => (text.endsWith(NBSP) ? text.slice(0, -1) : text + NBSP);

export function createDom({give, core}) {
  const root = document.getElementById('page');
  const said = document.getElementById('said');
  let form = document.getElementById('form');
  let words = '';     // of the form, as we wrote them
  let sought = null;  // has the focus since this screen came, and is to be seen
  Array.from(form.querySelectorAll('img')).forEach(expectLogo);
  let focusKey = null;
  let announced = '';
  let placed = [];
  const told = new WeakMap();  // field -> the value that C++ has

  // What was done before we were there: {kind, id, screen}, and the fields as they were left.
  let early = null;
  const left = new Map();

  const act = (kind, id, text) => {
    give(text === undefined ? id : `${id}\0${text}`);
    core()._latchkeyAct(kind);
  };
  const tell = (field) => {
    if (told.get(field) === field.value) return;
    told.set(field, field.value);
    act(EDIT, field.id, field.value);
  };
  const fields = () =>
    Array.from(form.querySelectorAll('input:not([type=checkbox],[hidden]),select'));

  const rememberModel = (isNew) => {
    for (const field of fields()) {
      if (!told.has(field)) told.set(field, isNew ? field.value : '');
    }
  };

  // Fields may have been filled by a person, the browser or an extension before C++ ran.
  const catchUp = () => {
    for (const field of fields()) {
      if (left.has(field.id) && !field.value) field.value = left.get(field.id);
      left.delete(field.id);
      tell(field);
    }
    for (const box of form.querySelectorAll('input[type=checkbox]')) {
      if (box.checked !== box.defaultChecked) act(box.checked ? CHECK : UNCHECK, box.id);
    }
    if (!early || early.screen !== form.dataset.screen) return;
    // However long ago: the page has said all the while that it would.
    const {kind, id} = early;
    early = null;
    act(kind === 'submit' ? SUBMIT : PRESS, id || '');
  };

  const speakAgain = () => {
    for (const alert of form.querySelectorAll('[role=alert]')) {
      const text = alert.firstChild;
      if (text && text.nodeType === 3) text.data = anew(text.data);
    }
  };

  const moveFocus = (patch, isFirst) => {
    const isLost = !form.contains(document.activeElement);
    if (patch.focusKey === focusKey && !isLost) return;
    if (patch.focusKey === focusKey && document.activeElement !== document.body) return;
    focusKey = patch.focusKey;
    if (isFirst && !isLost) return;  // a person is in a field already
    const target = (patch.focus && document.getElementById(patch.focus)) ||
      (isFirst ? null : form.querySelector('h1'));
    if (target && target !== document.activeElement) target.focus({preventScroll: isFirst});
    if (!isFirst) sought = target;
  };

  // Once everything has its place.
  const reveal = () => {
    const target = sought;
    sought = null;
    if (!target || target !== document.activeElement) return;
    const {top, bottom} = target.getBoundingClientRect();
    const {offsetTop, height} = window.visualViewport || {offsetTop: 0, height: innerHeight};
    if (top < offsetTop || bottom > offsetTop + height) target.scrollIntoView({block: 'center'});
  };

  const announce = (patch) => {
    if (patch.announcement === announced) return;
    announced = patch.announcement;
    said.textContent = announced === said.textContent ? anew(announced) : announced;
  };

  // A first screen without these fields may come before the one that has them.
  const keepFields = () => {
    fields().forEach((field) => field.value && left.set(field.id, field.value));
  };

  const show = (json) => {
    const patch = JSON.parse(json);
    const isFirst = focusKey === null;
    if (isFirst && form) keepFields();
    const isSame = form && form.dataset.screen === patch.name;
    const isRepeated = isSame && !isFirst && patch.focusKey !== focusKey;
    const alertsBefore = isRepeated ? form.textContent : null;
    document.title = patch.title;
    words = textOf(patch.dom).replaceAll(NBSP, '');
    if (isSame) {
      update(form, patch.dom);
    } else {
      const next = build(patch.dom);
      if (form) form.replaceWith(next);
      else root.insertBefore(next, said);
      form = next;
    }
    rememberModel(!isSame);
    if (isRepeated && form.textContent === alertsBefore) speakAgain();
    moveFocus(patch, isFirst);
    announce(patch);
    if (early || left.size) queueMicrotask(catchUp);
  };

  // `ids`, each with a line feed; from `at` on in the heap for each of them x, y, width, height, font
  // size, line height: in CSS pixels of the page.
  const place = (ids, at, height) => {
    const numbers = core().HEAPF32.subarray(at / 4);
    const byId = new Map(ids.split('\n').slice(0, -1).map((id, i) =>
      [id, [id, ...numbers.subarray(6 * i, 6 * i + 6)]]));
    placed.filter((id) => !byId.has(id)).forEach((id) => {
      const element = document.getElementById(id);
      if (element) element.removeAttribute('data-at');
    });
    placed = Array.from(byId.keys());
    const elements = placed.map((id) => document.getElementById(id));
    elements.forEach((element) => element && element.setAttribute('data-at', ''));
    elements.forEach((element) => {
      if (!element) return;
      const [, x, y, width, height_, size, line] = byId.get(element.id);
      // Within another placed element, positions count from there.
      const outer = element.parentElement.closest('[data-at]');
      const from = outer ? byId.get(outer.id) : ['', 0, 0];
      const set = (name, value) => element.style.setProperty(name, `${value}px`);
      set('--at-x', x - from[1]);
      set('--at-y', y - from[2]);
      set('--at-w', width);
      set('--at-h', height_);
      if (size) set('--at-size', size);
      if (line) set('--at-line', line);
    });
    root.style.setProperty('--page-height', `${height}px`);
  };

  // What the page was shipped with is as if we had made it; a custom element never is.
  if (form) {
    [form, ...form.querySelectorAll('*')].forEach((element) => {
      if (!element.localName.includes('-')) made.set(element, element.getAttributeNames());
    });
  }

  return {
    show,
    place,
    reveal,
    isMade: (node) => made.has(node),
    // Are the words those of the last screen, and nothing else?
    isAsShown: () => form.parentNode === root && form.textContent.replaceAll(NBSP, '') === words,
    // From here on we listen; until now boot.js did.
    open: (kept) => {
      early = kept;
      root.addEventListener('input', (event) => {
        if (form.contains(event.target) && event.target.type !== 'checkbox') tell(event.target);
      });
      root.addEventListener('change', (event) => {
        const {target} = event;
        if (!form.contains(target)) return;
        if (target.type === 'checkbox') act(target.checked ? CHECK : UNCHECK, target.id);
        else tell(target);
      });
      // A key that is held is meant once: each repeat would be one more try, or one more press.
      root.addEventListener('keydown', (event) => {
        if (event.repeat && event.key === 'Enter') event.preventDefault();
      });
      root.addEventListener('submit', (event) => {
        event.preventDefault();
        fields().forEach(tell);  // an extension may have filled them without any event
        act(SUBMIT, '');
      });
      root.addEventListener('click', (event) => {
        const button = event.target.closest('form button[type=button]');
        if (button && button.getAttribute('aria-disabled') !== 'true') act(PRESS, button.id);
      });
      catchUp();
    },
  };
}
