// A person at a page with the widget, who knows it by roles, names and sentences.
import assert from 'node:assert/strict';
import {ada, newestMail, org, page as site} from './org.mjs';

// In the page, by its own time.
export const noteWhenPolls = () => {
  const {fetch} = window;
  window.polledAt = [];
  window.fetch = (...request) => {
    if (String(request[0]).endsWith('/challenge/poll')) window.polledAt.push(Date.now());
    return fetch(...request);
  };
};

export class WidgetUser {
  // What the page asked of the org: "POST /idp/idx/identify".
  requests = [];

  constructor(page) {
    this.page = page;
    page.on('request', (request) => {
      const {origin, pathname} = new URL(request.url());
      if (origin === org) this.requests.push(`${request.method()} ${pathname}`);
    });
  }

  get username() { return this.page.getByRole('textbox', {name: 'Username'}); }
  get code() { return this.page.getByRole('textbox', {name: 'Enter Code'}); }
  get password() { return this.page.getByRole('textbox', {name: 'Password'}); }
  get codeInstead() { return this.button('Enter a verification code instead'); }
  get back() { return this.page.getByRole('link', {name: 'Back to sign in'}); }
  get sendAgain() { return this.page.getByText('Send again'); }
  get title() { return this.page.getByRole('heading', {name: 'Verify with your email'}); }
  button(name) { return this.page.getByRole('button', {name, exact: true}); }
  // A link in Gen2, a button in Gen3.
  choice(name) {
    return this.page.getByRole('link', {name, exact: true}).or(this.button(name));
  }
  sentence(text) { return this.page.getByText(text, {exact: true}).filter({visible: true}).first(); }

  polledAt() { return this.page.evaluate(() => window.polledAt); }

  open(path = '/') { return this.page.goto(site + path); }
  reads(...texts) { return Promise.all(texts.map((text) => this.sentence(text).waitFor())); }

  // Before it is asked, the page must have settled: wait for something else first.
  async doesNotFind(...locators) {
    for (const locator of locators) assert.equal(await locator.filter({visible: true}).count(), 0);
  }

  async identify(username) {
    await this.username.fill(username);
    await this.button('Next').click();
  }

  correctUsername(username) { return this.typeInto(this.username, username, 'Next'); }

  // From an empty page to the magic-link view; answers the mail.
  async askForMail() {
    await this.open();
    await this.identify(ada);
    await this.button('Send me an email').click();
    await this.codeInstead.waitFor();
    return newestMail(ada);
  }

  // As fast as a person types: Gen2 reads its field with a delay, and sends the code that was there
  // before to who is faster. It leaves the field before the button, as with a click Gen2 ends an
  // error message, and the button jumps up from under the pointer.
  async typeInto(field, text, button) {
    await field.fill('');
    await field.pressSequentially(text, {delay: 50});
    await field.press('Tab');
    await this.button(button).click();
  }

  verify(code) { return this.typeInto(this.code, code, 'Verify'); }

  isSignedIn(name = 'Ada Lovelace') { return this.reads(`SUCCESS: ${name}`); }

  // The way out of each dead end.
  async startsAgain() {
    await this.back.click();
    await this.username.waitFor();
  }
}
