// What the browser knows of a language and a region (ECMA-402), for web/locale.cpp.

import {primaryOf} from './language.js';

const categories = {zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x'};
// In the order of screen::texts::When.
const styles = [
  {hour: 'numeric', minute: '2-digit'},
  {weekday: 'short', hour: 'numeric', minute: '2-digit'},
  {dateStyle: 'medium', timeStyle: 'short'},
];

export function createLocale({give}) {
  const {lang} = document.documentElement;
  // Of the language that the page speaks, the region that the person lives in.
  const tag = (navigator.languages || []).find((one) => primaryOf(one) === primaryOf(lang)) || lang;
  let rules = null;
  return {
    // The character of a category.
    plural: (count) => {
      rules = rules || new Intl.PluralRules(lang);
      return categories[rules.select(count)].charCodeAt(0);
    },
    time: (milliseconds, style) =>
      give(new Intl.DateTimeFormat(tag, styles[style]).format(milliseconds)),
    list: (parts) =>
      give(new Intl.ListFormat(lang, {type: 'unit', style: 'short'}).format(parts.split('\n'))),
  };
}
