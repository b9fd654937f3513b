// The first thing that runs, before anything is drawn. It takes what must not stay in the address
// bar out of it, refuses frames and other origins, keeps what a person does before the WebAssembly
// is there, and says so when that never comes. No dependencies; see page.js for the rest.
// All of it is ES5: a browser that is too old for the rest must be able to say so.
import {atHome, readAddress, sentHome} from './address.js';
import {advice, look, report, sentences} from './asset.js';
import {pick, wishesOf} from './language.js';
import * as texts from './texts.js';

var html = document.documentElement;
var $ = function (id) { return document.getElementById(id); };
var data = function (name) { return $('boot').getAttribute('data-' + name); };
var page = data('page');
var wasm = data('wasm');
var home = data('home') || location.origin;

// A sign-in link carries `otp` and `state`, an OAuth answer `code` or `error`: they are for the
// program only, not for a bookmark, a screenshot, a referrer, another script or what "Back" leads
// to. Browsers write an address into the list of visited pages before any script of it runs, so
// there they stay: the code can be used once, and only where that sign-in began.
var read = readAddress(location.href);
var before = (window.history && history.state && history.state.latchkey) || {};
var setAddress = function (state, address) {
  try {
    history.replaceState(state, '', address);
    return true;
  } catch (error) {
    return false;
  }
};
if (read.clean !== location.href || before.typed) {
  setAddress({latchkey: {healed: before.healed, at: before.at}}, read.clean);
}

var whenRead = function (act) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
  else act();
};

// The texts of this script, in the language of the page once that is there.
var spoken = texts.english;
var say = function (text, parameter) {
  return spoken[text].replace(/[\x0e-\x1f]/, function () { return parameter; });
};

// Called at once, or when it is known in which words a person can be told.
var whenSpoken = function (act) { act(); };

// What all of the program says in the language of the page: promises '' for English, which is what
// people get where the texts of their language do not come.
var catalogue = '';
var load = function (language) {
  var waiting = [];
  whenSpoken = function (act) { waiting.push(act); };
  catalogue = new Promise(function (resolve) {
    setTimeout(resolve, 5000, '');
    fetch(language.file, {integrity: language.sum}).then(function (answer) {
      return answer.ok ? answer.text() : '';
    }).then(resolve, function () { resolve(''); });
  }).then(function (text) {
    var lines = text.split('\n');
    var isOurs = lines[0] === texts.fingerprint;
    if (isOurs) spoken = lines.slice(texts.linesBefore);
    else speak('en', {dir: 'ltr'});
    whenSpoken = function (act) { act(); };
    waiting.forEach(whenSpoken);
    return isOurs ? text : '';
  });
};

var speak = function (tag, language) {
  html.setAttribute('lang', tag);
  html.setAttribute('dir', language.dir);
};

// The page is written in one language, and has the texts of its first screen in the others. They
// are put in as it is read, before it is drawn.
var translate = function () {
  var table = $('languages');
  if (!table) return;
  var languages = JSON.parse(table.textContent);
  var tag = pick(Object.keys(languages), wishesOf(read.address, navigator.languages || [navigator.language]));
  var language = languages[tag];
  var put = function () {
    Object.keys(language.texts).forEach(function (id) {
      var at = $(id);
      while (at && at.firstElementChild) at = at.firstElementChild;
      if (at && at.textContent !== language.texts[id]) at.textContent = language.texts[id];
    });
  };
  speak(tag, language);
  document.title = language.title;
  if (language.file && window.fetch && location.origin === home) load(language);
  if (!window.MutationObserver) return whenRead(put);
  var observer = new MutationObserver(put);
  observer.observe(html, {childList: true, characterData: true, subtree: true});
  return whenRead(function () {
    put();
    observer.disconnect();
  });
};

var early = null;
var isLost = false;     // there is no going on from what went wrong
var isRunning = false;
var isHealing = false;  // the page opens anew by itself
var policy = '';        // a content security policy that stopped something
var slow;

// For the page that opens anew: what was done here, and that it is not to open anew once more.
var save = function (address) {
  var first = document.querySelector('[data-begin]');
  var done = {
    healed: page + wasm, at: before.at, typed: first && first.value, early: early,
  };
  return setAddress({latchkey: done}, address);
};

// What was submitted or pressed too early; page.js does it as soon as it can. What was typed
// stays in the fields.
var keep = function (kind, id) {
  if (isLost && !isHealing) return;
  early = {kind: kind, id: id, screen: $('form').getAttribute('data-screen')};
  if (isHealing) save(location.href);  // the page stays for a moment when it has been told to go
  $('form').setAttribute('aria-busy', 'true');
  whenSpoken(function () { if (!isRunning) $('said').textContent = say(texts.oneMoment); });
};
var onSubmit = function (event) {
  event.preventDefault();
  keep('submit');
};
var onClick = function (event) {
  var button = event.target.closest && event.target.closest('form button[type=button]');
  if (button) keep('press', button.id);
};

var release = function () {
  isRunning = true;
  document.removeEventListener('submit', onSubmit, true);
  document.removeEventListener('click', onClick, true);
  clearTimeout(slow);
  $('plain').textContent = say(texts.plainView);
  if (!isLost) $('trouble').hidden = true;
  return early;
};

var element = function (tag, text, attributes) {
  var made = document.createElement(tag);
  made.textContent = text;
  for (var name in attributes) made.setAttribute(name, attributes[name]);
  return made;
};

// As the page has it for a browser without scripts.
var hostedSignIn = function () {
  var link = document.querySelector('#still a');
  return link && element('a', say(texts.signInAt, link.host), {href: link.href});
};

// Opens the whole address anew: a link of a mail must not lose what was taken out of it.
var reload = function (isSet) {
  if (isSet) location.reload();
  else location.replace(read.address);
};

var tryAgain = function () {
  var again = element('button', say(texts.tryAgain), {type: 'button', 'class': 'secondary'});
  again.addEventListener('click', function () { reload(setAddress(history.state, read.address)); });
  return again;
};

var tell = function (sentence, isOver, way) {
  var trouble = $('trouble');
  var form = $('form');
  var ways = element('p', '', {'class': 'row'});
  trouble.hidden = false;
  trouble.textContent = '';
  // The form's own heading is out of reach together with the form.
  if (isOver) trouble.appendChild(element('h1', say(texts.couldNotStart)));
  trouble.appendChild(element('p', sentence(), {'class': 'notice bad'}));
  trouble.appendChild(ways);
  (way ? [way()] : [tryAgain(), hostedSignIn()]).forEach(function (one) {
    if (one) ways.appendChild(one);
  });
  if (!isOver) return;
  $('said').textContent = '';
  if (!form) return;
  form.removeAttribute('aria-busy');
  if (way || !('inert' in form)) form.parentNode.removeChild(form);
  else form.inert = true;
};

// Says what happened, which is one of `texts` or a sentence, and offers the next step: what `way`
// makes, or to try again. Where there is no going on, which is what is meant without `isOver`, the
// form is out of reach, with what was typed in it.
var fail = function (what, isOver, way) {
  var sentence = function () { return typeof what === 'number' ? say(what, home) : what; };
  isOver = isOver !== false;
  isLost = isLost || isOver;
  clearTimeout(slow);
  whenRead(function () { whenSpoken(function () { tell(sentence, isOver, way); }); });
};

// Tells why the page cannot start: {verdict, sentence, told}; see asset.js. A page from a cache may
// name files of a version that is gone. It opens anew by itself, once for each version.
var explain = function (found) {
  clearTimeout(slow);
  if (/gone|html/.test(found.verdict) && before.healed !== page + wasm) {
    isLost = isHealing = true;
    return reload(save(read.address));
  }
  fail('sentence' in found ? found.sentence : texts.lost);
  return found.told && report(found.told);
};

// page.js is not there, or this browser cannot read it.
var lose = function () {
  look(page, /script/).then(function (found) {
    explain({
      verdict: found.verdict,
      sentence: found.verdict ? sentences[found.verdict] : texts.old,
      told: found.told && found.told + advice[found.verdict],
    });
  });
};

// page.js offers how to start. Its parts are on their way already. The form is drawn before they
// run; a page in the background draws nothing.
var onOffer = function (event) {
  var begin = function () {
    event.detail({
      address: read.address, wasm: wasm, release: release, fail: fail, explain: explain,
      catalogue: catalogue,
      policy: function () { return policy; },
    });
  };
  event.preventDefault();
  if (isLost) return;
  if (document.hidden) begin();
  else requestAnimationFrame(function () { setTimeout(begin); });
};

var open = function () {
  addEventListener('error', function (event) {
    if (isRunning || isLost) return;
    if (event.target.id === 'program' || (event.filename || '').indexOf(page) > 0) lose();
  }, true);
  document.addEventListener('securitypolicyviolation', function (event) {
    if (/eval/.test(event.blockedURI)) policy = event.originalPolicy;
  });
  slow = setTimeout(function () {
    fail(texts.slow, false);
  }, 15000);
  whenRead(function () {
    var first = document.querySelector('[data-begin]');
    if (!first) return;
    if (before.typed && !first.value) first.value = before.typed;
    if (before.early) keep(before.early.kind, before.early.id);
    if (document.activeElement === document.body) first.focus({preventScroll: true});
  });
};

// A host that changed the style makes the browser refuse it, by its hash. Its text is still there.
var dress = function () {
  var style = document.querySelector('style');
  if (!style || style.sheet || !document.adoptedStyleSheets) return;
  var sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent);
  document.adoptedStyleSheets = [sheet];
  report('the style in this page was changed on its way. Serve HTML as it was built.');
};

var isFramed = function () {
  try {
    return window.top !== window || Boolean(window.fence);
  } catch (error) {
    return true;
  }
};

// The way out of a frame. Only a click puts the whole address into the page.
var byItself = function () {
  var link = element('a', say(texts.openByItself),
    {href: atHome(read.clean, home), target: '_top', rel: 'noreferrer'});
  link.addEventListener('click', function () { link.href = atHome(read.address, home); });
  return link;
};

var start = function () {
  document.addEventListener('submit', onSubmit, true);
  document.addEventListener('click', onClick, true);
  document.addEventListener('latchkey', onOffer);
  if (isFramed()) {
    html.setAttribute('data-boot', 'off');
    return fail(texts.framed, true, byItself);
  }
  if (typeof URL !== 'function' || !('noModule' in $('boot')) || !html.replaceChildren) {
    return fail(texts.old);
  }
  home = new URL(home).origin;
  if (location.origin !== home) {
    html.setAttribute('data-boot', 'off');
    isLost = true;
    if (!read.isSent) return location.replace(sentHome(read.address, home));
    report('redirectUri names ' + home + ', which leads to ' + location.origin + '.');
    return fail(texts.wrongOrigin);
  }
  if (typeof WebAssembly !== 'object') {
    return fail(texts.noWebAssembly);
  }
  // Missing on a page that is neither https nor localhost, and in some locked down browsers.
  if (!window.crypto || !crypto.subtle) {
    return fail(texts.noCrypto);
  }
  return open();
};

// A script loader may run this twice, and spare.js does.
if (!html.hasAttribute('data-boot')) {
  html.setAttribute('data-boot', 'on');
  if (!document.currentScript) {
    report('the script in this page was changed on its way. Serve HTML as it was built.');
  }
  translate();
  start();
  whenRead(dress);
}
