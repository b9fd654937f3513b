// Which language the page speaks. Part of boot.js, so ES5.

// The language of a BCP 47 tag: "pt" of "pt-BR".
export function primaryOf(tag) { return tag.split('-')[0].toLowerCase(); }

// What a person asked for, best first: the app by `ui_locales` (OpenID Connect Core 1.0, 3.1.2.1),
// then the browser. Both may hold anything.
export function wishesOf(address, languages) {
  var asked = /[?&]ui_locales=([^&#]*)/.exec(address);
  var text = asked ? asked[1].replace(/\+|%20/g, ' ') : '';
  return text.split(' ').concat([].slice.call(languages || []))
    .map(function (tag) { return String(tag).replace(/_/g, '-'); });
}

// The one of `offered` (BCP 47 tags) that the first wish which can be met means: the tag itself, else
// what is left of it without its last parts (RFC 4647, 3.4), else another region or script of the
// language. Where no wish can be met, the first one that is offered.
export function pick(offered, wishes) {
  var known = offered.map(function (tag) { return tag.toLowerCase(); });
  var find = function (isIt) {
    for (var i = 0; i < known.length; ++i) if (isIt(known[i])) return offered[i];
    return '';
  };
  for (var i = 0; i < wishes.length; ++i) {
    var wish = wishes[i].toLowerCase();
    for (var tag = wish; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
      var found = find(function (one) { return one === tag; });
      if (found) return found;
    }
    found = wish && find(function (one) { return primaryOf(one) === primaryOf(wish); });
    if (found) return found;
  }
  return offered[0];
}
