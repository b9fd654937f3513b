// Which language the page speaks, by the shipped boot script in Node.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {boot} from './support/boot.mjs';
import {site} from './support/environment.mjs';

const tables = Object.fromEntries(['en', 'de', 'pt-BR', 'nl', 'zh-Hant', 'ar'].map((tag) =>
  [tag, {dir: tag === 'ar' ? 'rtl' : 'ltr', title: `in ${tag}`, texts: {title: `of ${tag}`}}]));

// name: [what the site offers, what stands in the address, what the browser prefers, what is picked]
const rows = {
  'the browser\'s': ['en de', '', ['de'], 'de'],
  'the browser\'s with its region': ['en de', '', ['de-AT'], 'de'],
  'a region of a language without one': ['en de nl', '', ['nl-BE', 'de'], 'nl'],
  'a region that there is': ['en pt-BR', '', ['pt-BR'], 'pt-BR'],
  'another region than there is': ['en pt-BR', '', ['pt-PT'], 'pt-BR'],
  'no region where there is one': ['en pt-BR', '', ['pt'], 'pt-BR'],
  'a script and a region': ['en zh-Hant', '', ['zh-Hant-HK'], 'zh-Hant'],
  'in other letters': ['en pt-BR', '', ['PT-br'], 'pt-BR'],
  'the first that there is': ['en de', '', ['fr', 'de-CH', 'en'], 'de'],
  'none that there is': ['de en', '', ['fr', 'ja'], 'de'],
  'none that there is, English in the second place': ['de en', '', ['fr', 'en'], 'en'],
  'no preference': ['en de', '', [], 'en'],
  'one language only': ['de', '', ['en'], 'de'],
  'a language whose name begins alike': ['en de', '', ['den', 'deu'], 'en'],
  'what is no tag': ['en de', '', ['', '*', '-', '--', 'de'], 'de'],
  'ui_locales': ['en de', '?ui_locales=de', ['en'], 'de'],
  'ui_locales among others': ['en de', '?login_hint=a&ui_locales=de-DE&x=1#top', ['en'], 'de'],
  'ui_locales, the second of them': ['en de', '?ui_locales=fr%20de', ['en'], 'de'],
  'ui_locales, with a plus sign': ['en de', '?ui_locales=fr-CA+de', ['en'], 'de'],
  'ui_locales, with an underscore': ['en pt-BR de', '?ui_locales=pt_BR', ['de'], 'pt-BR'],
  'ui_locales that there are not': ['en de', '?ui_locales=fr+ja', ['de'], 'de'],
  'ui_locales without a value': ['en de', '?ui_locales=', ['de'], 'de'],
  'ui_locales with a broken escape': ['en de', '?ui_locales=%zz%', ['de'], 'de'],
  'ui_locales with markup': ['en de', '?ui_locales=%3Cscript%3E', ['de'], 'de'],
  'another parameter with that end': ['en de', '?my_ui_locales=de', ['en'], 'en'],
  'ui_locales of what is a name of every object': ['en de', '?ui_locales=constructor', [], 'en'],
};
for (const [name, [offered, query, prefers, picked]] of Object.entries(rows)) {
  test(`language: ${name}`, () => {
    const languages = Object.fromEntries(offered.split(' ').map((tag) => [tag, tables[tag]]));
    const {html, title, elements} = boot(`${site}/${query}`, {languages, prefers});
    assert.equal(html.getAttribute('lang'), picked);
    assert.equal(title(), `in ${picked}`);
    assert.equal(elements.title.textContent, `of ${picked}`);
  });
}

test('language: the direction follows', () => {
  for (const [tag, direction] of [['ar', 'rtl'], ['en', 'ltr']]) {
    const {html} = boot(`${site}/`, {languages: tables, prefers: [tag]});
    assert.equal(html.getAttribute('dir'), direction);
  }
});

// What a file of a language is: its mark, the screen's texts, those of the scripts.
const german = {
  de: {...tables.de, file: '/assets/de.txt', sum: 'sha256-x'}, en: tables.en,
};
const answers = {
  'is not there': () => Promise.resolve({ok: false, text: () => Promise.resolve('')}),
  'does not come': () => Promise.reject(new Error('offline')),
  'is another page': () => Promise.resolve({ok: true, text: () => Promise.resolve('<html>')}),
};
for (const [what, fetch] of Object.entries(answers)) {
  test(`language: people get English where the file of theirs ${what}`, async () => {
    const asked = [];
    const than = {fetch: (...of) => { asked.push(of); return fetch(); }};
    const page = boot(`${site}/`, {languages: german, prefers: ['de'], than});
    assert.equal(page.html.getAttribute('lang'), 'de');
    assert.deepEqual(asked, [['/assets/de.txt', {integrity: 'sha256-x'}]]);
    assert.equal(await page.offer().catalogue, '');
    assert.equal(page.html.getAttribute('lang'), 'en');
  });
}
