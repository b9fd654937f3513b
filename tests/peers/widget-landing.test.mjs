// Okta's Sign-In Widget waits for a link that leads to a page of the org: its own polls finish, in both
// generations, also in Gen3, which cannot finish on a page of the app (widget.test.mjs).
import './support/landing_policy.mjs';
import assert from 'node:assert/strict';
import {after} from 'node:test';
import {closeBrowsers} from '../browser/support/browser.mjs';
import {walks} from '../browser/support/walks.mjs';
import {freshOrg, org, page as site} from './support/org.mjs';
import {servePage} from './support/site.mjs';
import {widgetPage} from './support/widget_page.mjs';
import {WidgetUser} from './support/widget_user.mjs';

after(closeBrowsers);
const journey = walks({freshOrg, origins: {site, org}, meet: (page) => new WidgetUser(page)});
const allowed = [/should have autocomplete attributes/];

for (const generation of ['gen2', 'gen3']) {
  const walk = (name, steps) => journey(`${generation}: ${name}`,
    {view: 'plain', prepare: () => servePage(widgetPage(generation)), allowed}, steps);

  walk('link on the page of the org: a yes lets the tab that waits go on',
    async ({person, context, newPerson}) => {
      const {link} = await person.askForMail();
      const second = await newPerson(context);
      await second.page.goto(link);
      await second.button("Yes, it's me").click();
      await second.page.getByRole('heading', {name: 'Go back to the first tab'}).waitFor();
      await person.isSignedIn();
      assert.ok(!person.requests.includes('POST /idp/idx/challenge/answer'));
    });

  walk('link on the page of the org: a no ends the tab that waits',
    async ({person, context, newPerson}) => {
      const {link} = await person.askForMail();
      const second = await newPerson(context);
      await second.page.goto(link);
      await second.button("No, it's not me").click();
      await person.reads('Operation cancelled by user.');
      await person.startsAgain();
    });

  walk('link on the page of the org: another browser shows the code to type',
    async ({person, newProfile, newPerson}) => {
      const {link, code} = await person.askForMail();
      const other = await newPerson(await newProfile());
      await other.page.goto(link);
      await other.reads(code);
      await person.codeInstead.click();
      await person.verify(code);
      await person.isSignedIn();
    });
}
