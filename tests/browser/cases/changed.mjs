// What others change on the page: translators, style sheets of a person's own, dark modes. The
// painting cannot follow them, so it leaves at once, and comes back when all is as it was.
import assert from 'node:assert/strict';
import {drawn} from '../support/ink.mjs';
import {journey} from '../support/journey.mjs';
import {ada} from '../support/person.mjs';

const isPainted = (page) => page.evaluate(() => document.documentElement.matches('.gl'));

// Run in the page: {name, change, undo}. `change` hands to `undo` what it needs.
const translations = [
  {name: 'every text is another one', change: () => {
    const walker = document.createTreeWalker(document.getElementById('form'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push([walker.currentNode, walker.currentNode.data]);
    texts.forEach(([node, text]) => { node.data = `XX${text}`; });
    return texts;
  }, undo: (texts) => texts.forEach(([node, text]) => { node.data = text; })},
  {name: 'one word is another one', change: () => {
    const text = document.querySelector('#form button').firstChild;
    const before = text.data;
    text.data = 'Weiter';
    return [text, before];
  }, undo: ([text, before]) => { text.data = before; }},
  {name: 'a text is in another node', change: () => {
    const heading = document.querySelector('h1');
    const before = heading.firstChild;
    heading.replaceChildren('Anmelden');
    return [heading, before];
  }, undo: ([heading, before]) => heading.replaceChildren(before)},
  {name: 'words are in font elements', change: () => {
    const heading = document.querySelector('h1');
    const before = heading.firstChild;
    const font = document.createElement('font');
    font.append(before.cloneNode());
    heading.replaceChildren(font);
    return [heading, before];
  }, undo: ([heading, before]) => heading.replaceChildren(before)},
  {name: 'the translation stands below', change: () => {
    const below = document.createElement('span');
    below.textContent = 'Benutzername';
    document.querySelector('#form label').append(below);
    return below;
  }, undo: (below) => below.remove()},
  {name: 'texts have a mark', change: () => {
    document.querySelector('h1').setAttribute('_msttexthash', '1');
  }, undo: () => document.querySelector('h1').removeAttribute('_msttexthash')},
  {name: 'the page is in another language', change: () => {
    const {lang} = document.documentElement;
    document.documentElement.lang = 'de';
    return lang;
  }, undo: (lang) => { document.documentElement.lang = lang; }},
  {name: 'the page has a class of Google’s', change: () => {
    document.documentElement.classList.add('translated-rtl');
  }, undo: () => document.documentElement.classList.remove('translated-rtl')},
  {name: 'the form is in a reader’s hands', change: () => {
    const reader = document.body.appendChild(document.createElement('article'));
    const form = document.getElementById('form');
    const from = form.nextSibling;
    reader.append(form);
    return [reader, form, from];
  }, undo: ([reader, form, from]) => {
    from.before(form);
    reader.remove();
  }},
  {name: 'a dark mode says that it is there', change: () => {
    document.documentElement.setAttribute('data-darkreader-mode', 'dynamic');
  }, undo: () => document.documentElement.removeAttribute('data-darkreader-mode')},
  {name: 'a pane inverts the page', change: () => {
    const pane = document.body.appendChild(document.createElement('div'));
    pane.style.mixBlendMode = 'difference';
    return pane;
  }, undo: (pane) => pane.remove()},
  {name: 'another pane inverts the page', change: () => {
    const pane = document.documentElement.appendChild(document.createElement('div'));
    pane.style.backdropFilter = 'invert(1)';
    return pane;
  }, undo: (pane) => pane.remove()},
  {name: 'a style stands on an element', change: () => {
    document.querySelector('h1').style.setProperty('letter-spacing', '2px');
  }, undo: () => document.querySelector('h1').style.removeProperty('letter-spacing')},
];

const styles = {
  'spacing as in WCAG 1.4.12': `* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`,
  'letter spacing': '* { letter-spacing: .12em !important; }',
  'letter spacing that is inherited': 'body { letter-spacing: .05em; }',
  'word spacing': '* { word-spacing: .16em !important; }',
  'line height': '* { line-height: 1.5 !important; }',
  'line height of paragraphs': 'p { line-height: 2 !important; }',
  'space between paragraphs': 'p { margin-bottom: 2em !important; }',
  'indented text': 'body { text-indent: 1em; }',
  'capitals': 'label { text-transform: uppercase; }',
  'capitals of all': '* { text-transform: uppercase !important; }',
  'a font': '* { font-family: serif !important; }',
  'a font of the page': 'html { font-family: serif !important; }',
  'a font of buttons': 'button { font-family: monospace !important; }',
  'upright text that is not': '#form { font-style: italic; }',
  'bold text': '* { font-weight: bold !important; }',
  'bold text that is inherited': 'body { font-weight: bold; }',
  'a text size': 'h1 { font-size: 3rem !important; }',
  'zoomed text': '#form { zoom: 1.5; } label { font-size: 30px !important; }',
  'a zoomed page': 'body { zoom: 1.5; }',
  'links with a line': '#form .link, #form a { text-decoration: underline !important; }',
  'black text': '* { color: #000 !important; }',
  'text in another colour': 'label { color: #060 !important; }',
  'typed text in another colour': 'input { color: #e8e6e3 !important; }',
  'a colour of ours': ':root { --ink: #e8e6e3 !important; }',
  'another colour of ours': ':root { --card: #181a1b !important; }',
  'a dark scheme': ':root { color-scheme: dark !important; }',
  'a dark page': 'body { background: #111 !important; }',
  'a dark ground': 'html { background: #111 !important; }',
  'a dark ground of all': '* { background-color: #222 !important; }',
  'dark boxes': 'div { background-color: #222 !important; }',
  'an inverted page': 'html { filter: invert(1) hue-rotate(180deg); }',
  'an inverted body': 'body { filter: invert(1); }',
  'an inverted canvas': 'canvas { filter: invert(1); }',
  'a faint page': '#page { opacity: .5; }',
  'a small canvas': 'canvas { max-width: 100px !important; }',
  'a canvas elsewhere': 'canvas { top: 50px !important; }',
  'elements elsewhere': '#form * { position: static !important; }',
  'a hidden canvas': 'canvas { display: none !important; }',
  'a hidden element': 'h1 { visibility: hidden; }',
  'no heading': 'h1 { display: none !important; }',
};

journey('changed: the painting leaves at once, and comes back', {profile: {bypassCSP: true}},
  async ({person, page}) => {
    // It leaves at once, and comes back as soon as it has seen that all is as before.
    const isBack = (name) => person.painted().catch(() => assert.fail(`${name}, no more`));
    await person.open();
    await person.painted();
    for (const {name, change, undo} of translations) {
      const handed = await page.evaluateHandle(change);
      assert.equal(await isPainted(page), false, name);
      await handed.evaluate(undo);
      await isBack(name);
    }
    for (const [name, css] of Object.entries(styles)) {
      const style = await page.addStyleTag({content: css});
      assert.equal(await isPainted(page), false, name);
      await style.evaluate((element) => element.remove());
      await isBack(name);
    }
  });

// As extensions put them in: no element of the page tells of them.
journey('changed: a style sheet that no element tells of is noticed', {profile: {bypassCSP: true}},
  async ({person, page}) => {
    await person.open();
    await person.painted();
    const use = (css) => page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = text ? [sheet] : [];
    }, css);
    for (const name of ['spacing as in WCAG 1.4.12', 'letter spacing', 'word spacing', 'a font',
      'line height', 'space between paragraphs', 'capitals of all', 'black text',
      'a dark ground of all', 'a colour of ours']) {
      await use(styles[name]);
      await person.unpainted().catch(() => assert.fail(name));
      await use('');
      await person.painted();
    }
  });

journey('changed: a browser that darkens pages by itself', async ({person, page, context}) => {
  await person.open();
  await person.painted();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setAutoDarkModeOverride', {enabled: true});
  // The browser says so to no page: it is noticed when a person comes back from the settings.
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event('focus'));
    return !document.documentElement.matches('.gl');
  });
});

journey('changed: another text size is painted anew', async ({person, page}) => {
  await person.open();
  await person.painted();
  const height = async () => (await person.heading('Sign in').boundingBox()).height;
  const before = await height();
  const resize = (size) => page.evaluate((text) => {
    document.documentElement.style.fontSize = text;
  }, size);
  await resize('24px');
  await page.waitForFunction((least) => document.documentElement.matches('.gl') &&
    document.querySelector('h1').getBoundingClientRect().height > least, 1.4 * before);
  await resize('');
  await page.waitForFunction((most) => document.documentElement.matches('.gl') &&
    document.querySelector('h1').getBoundingClientRect().height <= most, before);
});

journey('changed: what is typed in a translated form stays, and the next screen is painted',
  async ({person, page}) => {
    await person.open();
    await person.painted();
    await person.username.fill(ada);
    await page.evaluate(translations[0].change);
    await person.unpainted();
    await page.getByRole('button', {name: 'XXNext'}).click();
    await person.button('Send me an email').waitFor();
    await person.painted();
  });

// Others change the page in ways that are no reason to leave.
const harmless = [
  {name: 'a mark on a field', change: () =>
    document.querySelector('#form input').setAttribute('data-manager', 'filled')},
  {name: 'a picture in a field', change: () =>
    document.querySelector('#form input').style.setProperty('background-image',
      'url("data:image/gif;base64,R0lGODlhAQABAAAAACw=")', 'important')},
  {name: 'a button beside a field', change: () => {
    const button = document.createElement('manager-button');
    button.style.cssText = 'position:absolute;background:#00f;width:20px;height:20px';
    document.querySelector('#form input').after(button);
  }},
  {name: 'a menu at the end of the page', change: () => {
    const menu = document.createElement('div');
    menu.textContent = 'Fill in ada@example.com';
    document.body.append(menu);
  }},
];

journey('changed: the painting stays with a password manager, in the dark and with more contrast',
  {profile: {bypassCSP: true}},
  async ({person, page}) => {
    await person.open();
    await person.painted();
    for (const {name, change} of harmless) {
      await page.evaluate(change);
      await drawn(page);
      assert.equal(await isPainted(page), true, name);
    }
    for (const media of [{colorScheme: 'dark'}, {contrast: 'more'}, {colorScheme: 'light'},
      {contrast: null, reducedMotion: 'reduce'}]) {
      await page.emulateMedia(media);
      await drawn(page);
      assert.equal(await isPainted(page), true, JSON.stringify(media));
    }
    // What a password manager put there outlives what the page changes.
    await person.button('Next').click();
    await person.alert.waitFor();
    assert.equal(await page.locator('manager-button').count(), 1);
    assert.equal(await person.username.getAttribute('data-manager'), 'filled');
    await person.painted();
  });
