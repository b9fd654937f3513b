// The first thing that runs, before anything is drawn. It takes what must not stay in the address
// bar out of it, keeps what a person does before the WebAssembly is there, and says so when that
// never comes. No dependencies; see page.js for the rest.
'use strict';
(() => {
  const {page, wasm} = document.currentScript.dataset;

  // A sign-in link carries `otp` and `state`, an OAuth answer `code` or `error`: they are for the
  // program only, not for the history, a bookmark, a screenshot or a referrer.
  const address = location.href;
  const clean = new URL(address);
  const names = /^(otp|state|(interaction_)?code|error(_description)?|session_state|(access|id)_token)$/i;
  const secret = (parameters) => [...parameters.keys()].filter((name) => names.test(name));
  // A route may come before a fragment's own question mark: "#/login?otp=".
  const hash = clean.hash.replace(/^#(\/|.*\?)?/, '');
  const found = secret(clean.searchParams);
  found.forEach((name) => clean.searchParams.delete(name));
  const inFragment = secret(new URLSearchParams(hash)).length;
  if (inFragment) clean.hash = '';
  if (found.length || inFragment) history.replaceState(null, '', clean.href);

  const $ = (id) => document.getElementById(id);

  // What was submitted or pressed too early; page.js does it as soon as it can. What was typed
  // stays in the fields.
  let early = null;
  const keep = (what) => {
    early = {...what, screen: $('form').dataset.screen, at: Date.now()};
    $('form').setAttribute('aria-busy', 'true');
    $('said').textContent = 'One moment…';
  };
  const onSubmit = (event) => {
    event.preventDefault();
    keep({kind: 'submit'});
  };
  const onClick = (event) => {
    const button = event.target.closest('form button[type=button]');
    if (button) keep({kind: 'press', id: button.id});
  };
  document.addEventListener('submit', onSubmit, true);
  document.addEventListener('click', onClick, true);

  const release = () => {
    document.removeEventListener('submit', onSubmit, true);
    document.removeEventListener('click', onClick, true);
    clearTimeout(slow);
    if (!isLost) $('trouble').hidden = true;
    return early;
  };

  const element = (tag, text, attributes) => {
    const made = document.createElement(tag);
    made.textContent = text;
    Object.keys(attributes || {}).forEach((name) => made.setAttribute(name, attributes[name]));
    return made;
  };

  const hostedSignIn = () => {
    try {
      const org = new URL(JSON.parse($('config').textContent).issuer);
      if (!/^https?:$/.test(org.protocol)) return null;
      return element('a', 'Sign in at ' + org.host + ' instead', {href: org.origin + '/'});
    } catch {
      return null;  // no configuration, no link
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    const first = document.querySelector('[data-begin]');
    if (first && document.activeElement === document.body) first.focus({preventScroll: true});
  });

  let isLost = false;  // there is no going on from what went wrong
  // Says what happened and offers the next step. What was typed is still there.
  const fail = (sentence, isOver = true) => {
    if (!$('trouble')) {
      document.addEventListener('DOMContentLoaded', () => fail(sentence, isOver));
      return;
    }
    clearTimeout(slow);
    isLost = isLost || isOver;
    const again = element('button', 'Try again', {type: 'button', class: 'secondary'});
    again.addEventListener('click', () => {
      // The whole address: a link of a mail must not lose what boot.js took out of it.
      if (address === location.href) location.reload();
      else location.replace(address);
    });
    const ways = element('p', '', {class: 'row'});
    ways.append(again, ...[hostedSignIn()].filter(Boolean));
    $('trouble').hidden = false;
    // The form's own heading is out of reach together with the form.
    const heading = isOver ? [element('h1', 'This page could not start')] : [];
    $('trouble').replaceChildren(...heading, element('p', sentence, {class: 'notice bad'}), ways);
    if ($('form')) {
      $('form').inert = isOver;
      if (isOver) $('form').removeAttribute('aria-busy');
    }
    if (isOver) $('said').textContent = '';
  };
  const slow = setTimeout(
    () => fail('This is taking longer than it should. You can wait, or try again.', false), 15000);

  if (typeof WebAssembly !== 'object') {
    return fail('This browser does not run WebAssembly, which signing in here needs. ' +
      'Some browsers switch it off for safety.');
  }
  // Missing on a page that is neither https nor localhost, and in some locked down browsers.
  if (!window.crypto || !crypto.subtle) {
    return fail('This browser cannot sign you in safely here. Use a current one, and an address ' +
      'that begins with https.');
  }
  const begin = () => import(page)
    .then((module) => module.start({address, wasm, release, fail}))
    .catch(() => fail('The sign-in page did not load completely. ' +
      'Please check your connection and try again.'));
  // Its parts are on their way already. The form is drawn before they run; a page in the background
  // draws nothing.
  if (document.hidden) begin();
  else requestAnimationFrame(() => setTimeout(begin));
})();
