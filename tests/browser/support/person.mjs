// A person at a page, who knows its parts by role and name only.
import assert from 'node:assert/strict';
import {site} from './environment.mjs';
import {newestMail} from './org.mjs';

export const ada = 'ada@example.com';
export const grace = 'grace@example.com';
export const hedy = 'hedy@example.com';  // has every method
export const alan = 'alan@example.com';  // has a password only

export class Person {
  constructor(page) {
    this.page = page;
  }

  get username() { return this.page.getByRole('textbox', {name: 'Username', exact: true}); }
  get code() { return this.page.getByRole('textbox', {name: 'Enter code', exact: true}); }
  get choice() { return this.page.getByRole('combobox'); }
  field(name) { return this.page.getByRole('textbox', {name, exact: true}); }
  get alert() { return this.page.getByRole('alert'); }
  button(name) { return this.page.getByRole('button', {name, exact: true}); }
  heading(name) { return this.page.getByRole('heading', {name, exact: true}); }
  status(text) { return this.page.getByRole('status').filter({hasText: text}).first(); }
  fact(text) { return this.page.getByRole('definition').filter({hasText: text}); }

  open(path = '/') { return this.page.goto(site + path); }

  async begin(username) {
    await this.open();
    await this.identify(username);
  }

  async identify(username) {
    await this.username.fill(username);
    await this.button('Next').click();
  }

  async verify(code) {
    await this.code.fill(code);
    await this.button('Verify').click();
  }

  // A form of the org, but for what was filled in before.
  async answer(name, text) {
    await this.field(name).fill(text);
    await this.button('Continue').click();
  }

  // From an empty page to the waiting screen; answers the mail.
  async askForMail(username = ada) {
    await this.begin(username);
    if (username === ada) await this.button('Send me an email').click();
    await this.code.waitFor();
    return newestMail(username);
  }

  async isSignedIn(name = 'Ada Lovelace') {
    await this.page.waitForURL(`${site}/app/`);
    await this.fact(name).waitFor();
  }

  async signInByCode(username = ada) {
    const {code} = await this.askForMail(username);
    await this.verify(code);
    await this.isSignedIn(username === ada ? 'Ada Lovelace' : 'Grace Hopper');
  }

  // The painting is there. Only for tests that are about it; other tests need not wait for it.
  painted() { return this.page.waitForFunction(() => document.documentElement.matches('.gl')); }
  unpainted() { return this.page.waitForFunction(() => !document.documentElement.matches('.gl')); }

  hasFocus(locator) {
    return locator.and(this.page.locator(':focus')).waitFor();
  }

  // One sentence at least, once.
  async isTold(pattern) {
    await this.alert.filter({hasText: pattern}).waitFor();
    assert.equal(await this.alert.count(), 1, 'one alert at a time');
  }

  // What is wrong stands beside the field, is read out with it, and the field has the focus.
  async isRefused(field, pattern) {
    await this.isTold(pattern);
    await this.hasFocus(field);
    assert.match(await field.evaluate((element) => element.matches('[aria-invalid=true]') &&
      document.getElementById(element.getAttribute('aria-describedby')).textContent), pattern);
  }

  // The names of all entries, and everything in them as one text. The marks of sign-ins that are
  // over (eight digits each, no secret) are no entry of interest.
  async stored() {
    return this.page.evaluate(() => ({
      local: Object.keys(localStorage).filter((name) => name !== 'latchkey-over').sort(),
      session: Object.keys(sessionStorage).sort(),
      text: JSON.stringify([{...localStorage}, {...sessionStorage}]),
    }));
  }
}
