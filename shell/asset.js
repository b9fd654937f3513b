// What became of a file that the page needs. Part of boot.js, so ES5.
import * as texts from './texts.js';

export function report(text) {
  if (window.console) console.error('Latchkey: ' + text);
}

// The name of a file holds the beginning of its SHA-256.
function isAsBuilt(url, bytes) {
  return crypto.subtle.digest('SHA-256', bytes).then(function (digest) {
    return url.indexOf([].map.call(new Uint8Array(digest, 0, 5), function (byte) {
      return (byte + 256).toString(16).slice(1);
    }).join('')) > 0;
  });
}

// Promises {verdict, told, bytes}: 'lost' without an answer, 'gone', 'html' where another page was
// answered, 'changed' in its content or its media type, '' for a file that is as it was built.
// `told` says it to those who run the page. The answer replaces a damaged copy in the cache.
export function look(url, media) {
  return fetch(url, {cache: 'reload'}).then(function (answer) {
    var type = answer.headers.get('Content-Type') || '';
    var found = function (verdict, bytes) {
      var told = url + ' was answered with ' + answer.status + ' ' + type +
        (verdict === 'changed' ? ', or not as it was built.' : '.');
      return {verdict: verdict, told: told, bytes: bytes};
    };
    if (!answer.ok) return found('gone');
    if (/html/.test(type)) return found('html');
    if (media && !media.test(type)) return found('changed');
    return answer.arrayBuffer().then(function (bytes) {
      if (new Uint8Array(bytes)[0] === 60) return found('html');  // "<"
      return isAsBuilt(url, bytes).then(function (isBuilt) {
        return found(isBuilt ? '' : 'changed', bytes);
      });
    }).catch(function () { return found('changed'); });
  }, function () { return {verdict: 'lost'}; });
}

// For the person, by the verdict.
export var sentences = {
  lost: texts.lost,
  gone: texts.gone,
  html: texts.html,
  changed: texts.changed,
};

// For those who run the page: what to change, where that is known.
export var advice = {
  gone: ' Keep the assets/ of the last version, and serve pages with "Cache-Control: no-cache".',
  html: ' Serve assets/ without rewrite rules.',
  changed: ' Serve assets/ as they were built, .js as text/javascript.',
};
