// The page in a folder of an existing site, on hosts that name a page in different ways.
import assert from 'node:assert/strict';
import {org} from '../support/environment.mjs';
import {startExistingSite} from '../support/existing_site.mjs';
import {freshOrg} from '../support/org.mjs';
import {ada, Person} from '../support/person.mjs';
import {walks} from '../support/walks.mjs';

const host = startExistingSite();
const {origin} = host;

class Visitor extends Person {
  folder = '/';

  open() { return this.page.goto(origin + this.folder); }
}

const journey = walks({freshOrg, origins: {site: origin, org}, meet: (page) => new Visitor(page)});

const folders = [
  {form: 'slashes', callback: 'login/callback/', signIn: '/slashes/', account: '/slashes/app/'},
  {form: 'noSlashes', callback: 'login/callback', signIn: '/noSlashes', account: '/noSlashes/app'},
  {form: 'cleanUrls', callback: 'login/callback', signIn: '/cleanUrls', account: '/cleanUrls/app'},
];
const redirectOf = ({form, callback}) => `${origin}/${form}/${callback}`;

const policyWith = (landing) => ({
  trustedOrigins: [origin],
  app: {
    redirectUris: [...folders.map(redirectOf), `${origin}/login/callback/`],
    postLogoutRedirectUris: folders.map(({form}) => `${origin}/${form}/`),
    emailVerificationUrl: landing,
  },
});

// The addresses of the documents that were asked for, redirects of the host among them.
function documentsOf(page) {
  const paths = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isDocument = request.isNavigationRequest() && url.origin === origin;
    if (isDocument) paths.push(url.pathname);
  });
  return paths;
}

for (const folder of folders) {
  const {form, signIn, account} = folder;
  const policy = policyWith(redirectOf(folder));
  journey(`folders: in a folder, by a link, and out again (${form})`, {view: 'plain', policy},
    async ({person, page, context, newPerson}) => {
      await host.build({redirectUri: redirectOf(folder)});
      person.folder = `/${form}/`;
      const {link} = await person.askForMail(ada);
      const second = await newPerson(context);
      const documents = documentsOf(second.page);
      await second.page.goto(link);
      await second.fact('Ada Lovelace').waitFor();
      assert.equal(new URL(second.page.url()).pathname, account);
      assert.ok(documents.length <= 4, `the host answers and is not asked for ever: ${documents}`);
      await page.waitForURL(origin + account);
      await person.button('Sign out').click();
      await person.username.waitFor();
      assert.equal(new URL(page.url()).pathname, signIn);
    });
}

journey('folders: below an app that has the root, and keeps it', {
  view: 'plain', policy: policyWith(`${origin}/login/callback/`),
}, async ({person, page}) => {
  await host.write('index.html', '<!doctype html><title>App</title><link rel=icon href=data:,>' +
    '<h1>Our own app</h1>');
  const said = await host.build({redirectUri: `${origin}/login/callback/`, defaultPage: '/'});
  assert.match(said, /index\.html is yours and stays as it is/);
  person.folder = '/login/';
  const {code} = await person.askForMail(ada);
  await person.verify(code);
  await person.heading('Our own app').waitFor();
  assert.equal(page.url(), `${origin}/`);
  assert.ok((await person.stored()).local.includes('okta-token-storage'));
});

journey('folders: where the page cannot start it leads to the sign-in that the configuration names', {
  view: 'plain', policy: policyWith(`${origin}/login/callback/`), allowed: [/./],
}, async ({person, page}) => {
  for (const hostedSignIn of [undefined, `${org}/app/UserHome`]) {
    await host.build({redirectUri: `${origin}/login/callback/`, defaultPage: '/', hostedSignIn});
    person.folder = '/login/';
    await page.route(/\.wasm$/, (route) => route.fulfill({status: 404, body: ''}));
    await person.open();
    const link = page.getByRole('link', {name: `Sign in at ${new URL(org).host} instead`});
    assert.equal(await link.getAttribute('href'), hostedSignIn ?? `${org}/`);
    await link.click();
    await page.getByRole('textbox', {name: 'Username'}).fill(ada);
    await page.getByRole('button', {name: 'Next'}).click();
    await page.getByRole('button', {name: 'Send me an email'}).waitFor();
    assert.equal(page.url(), `${org}/login/step`);
    await page.unrouteAll({behavior: 'ignoreErrors'});
  }
});

journey('folders: a logo that is not there gives way to the mark', {
  policy: policyWith(`${origin}/login/callback/`), allowed: [/404 \(Not Found\)/],
}, async ({person, page}) => {
  const said = await host.build(
    {redirectUri: `${origin}/login/callback/`, defaultPage: '/', logo: '/lost.svg'});
  assert.match(said, /logo: there is no lost\.svg/);
  person.folder = '/login/';
  const isMark = () => page.waitForFunction(() => {
    const image = document.querySelector('img');
    return image?.complete && image.naturalWidth > 0 && /\/mark\./.test(image.src);
  });
  await person.open();
  await isMark();
  await person.identify(ada);
  await person.button('Send me an email').waitFor();
  await isMark();
});
