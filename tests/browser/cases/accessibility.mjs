// axe-core on every screen, painted and plain, light and dark.
import assert from 'node:assert/strict';
import {inspect} from '../support/axe.mjs';
import {journey} from '../support/journey.mjs';
import {fault, newestMail, paths} from '../support/org.mjs';
import {ada} from '../support/person.mjs';

for (const view of ['painted', 'plain']) {
  journey(`accessibility: axe-core finds nothing on any screen (${view})`,
    {view, profile: {bypassCSP: true}, allowed: [/^error: Latchkey: /]},
    async ({person, page, newProfile, newPerson}) => {
      const settled = () => (view === 'painted' ? person.painted() : person.unpainted());
      await person.open();
      await settled();
      await inspect(page, 'username');
      await person.button('Next').click();
      await person.alert.waitFor();
      await inspect(page, 'username, empty');
      await fault(paths.identify, 'status-500');
      await person.identify(ada);
      await person.isTold('has a problem right now');
      await inspect(page, 'username, org down');
      await person.button('Next').click();
      await person.button('Send me an email').waitFor();
      await inspect(page, 'ask');
      await person.button('Send me an email').click();
      await person.code.waitFor();
      await inspect(page, 'passcode');
      await person.verify('000000');
      await person.isTold('That code is not right');
      await inspect(page, 'passcode, refused');

      const {code, link} = await newestMail(ada);
      const other = await newPerson(await newProfile());
      await other.page.goto(link);
      await other.button('Yes, show the code').waitFor();
      await inspect(other.page, 'elsewhere');
      await other.button('Yes, show the code').click();
      await other.button('Copy code').waitFor();
      await inspect(other.page, 'elsewhere, code');

      await person.verify(code);
      await person.isSignedIn();
      await inspect(page, 'account');

      await page.evaluate(() => localStorage.clear());
      await person.askForMail();
      await fault(paths.token, 'bad-signature');
      await person.verify((await newestMail(ada)).code);
      await person.button('Start again').waitFor();
      await inspect(page, 'stopped');
    });
}

journey('accessibility: the page before and without the WebAssembly',
  {profile: {bypassCSP: true}, allowed: [/Failed to load/, /wasm/i]},
  async ({person, page}) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await person.open();
    await person.isTold(/did not load completely|went wrong/);
    await inspect(page, 'trouble');
  });

journey('accessibility: a screen change is announced and the title tells where one is',
  async ({person, page}) => {
    await person.open();
    assert.match(await page.title(), /^Sign in/);
    await person.identify(ada);
    await person.button('Send me an email').click();
    await person.status('We sent an email to').waitFor();
    assert.match(await page.title(), /^Your email is on its way/);
  });
