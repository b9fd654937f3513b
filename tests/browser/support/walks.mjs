// A walk: one test in new browser profiles, with nothing to complain of at its end.
import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {test} from 'node:test';
import {browser} from './browser.mjs';
import {Watch} from './watch.mjs';

const failures = new URL('../../../build/log/browser/', import.meta.url).pathname;

// A profile is a browser of its own: nothing is shared with another one.
async function openProfile(view, settings, watch) {
  const context = await (await browser(view)).newContext({
    viewport: {width: 1024, height: 768}, locale: 'en-GB', timezoneId: 'Europe/London', ...settings,
  });
  context.setDefaultTimeout(15000);
  await watch.follow(context);
  return context;
}

async function picturesOf(contexts, name) {
  await mkdir(failures, {recursive: true});
  const pages = contexts.flatMap((context) => context.pages());
  await Promise.all(pages.map((page, i) => page.screenshot({
    path: `${failures}${name.replace(/[^a-z0-9]+/gi, '-')}${i ? `-${i}` : ''}.png`, timeout: 3000,
  }).catch(() => {})));
}

// Where all walks of a file are: freshOrg() empties the org, origins ({site, org}) are all that may
// be talked to, meet(page) is the person at a page.
// A walk's options: policy (what the org has other than the demo's), view ('painted' or 'plain'),
// allowed (complaints that the test provokes),
// profile (Playwright's context options), prepare(context), to run before the first page opens,
// timeout (milliseconds; more than the usual for pages of very many pixels).
export const walks = ({freshOrg, origins, meet}) => function journey(name, options, walk) {
  if (!walk) return journey(name, {}, options);
  const {view = 'painted', allowed, profile = {}, prepare = () => {}, timeout = 90000} = options;
  return test(name, {timeout}, async () => {
    await freshOrg(options.policy);
    const watch = new Watch(origins, allowed);
    const contexts = [];
    const newProfile = async (more = {}) => {
      const context = await openProfile(view, {...profile, ...more}, watch);
      contexts.push(context);
      await prepare(context);
      return context;
    };
    const newPerson = async (context) => meet(await context.newPage());
    try {
      const context = await newProfile();
      const person = await newPerson(context);
      await walk({person, page: person.page, context, newProfile, newPerson});
      assert.deepEqual(watch.complaints(), []);
    } catch (error) {
      await picturesOf(contexts, name);
      const heard = watch.complaints();
      if (heard.length) error.message += `\nheard: ${heard.join('\n       ')}`;
      throw error;
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
  });
};
