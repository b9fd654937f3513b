// One test of our page: an empty org, a new browser profile, one page, nothing to complain of.
import {after} from 'node:test';
import {closeBrowsers} from './browser.mjs';
import {org, site} from './environment.mjs';
import {freshOrg, stopOrg} from './org.mjs';
import {Person} from './person.mjs';
import {walks} from './walks.mjs';

after(async () => {
  await closeBrowsers();
  await stopOrg();
});

export const journey = walks({freshOrg, origins: {site, org}, meet: (page) => new Person(page)});
