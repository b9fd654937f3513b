// What an org calls its fields is of no consequence for the page.
import assert from 'node:assert/strict';
import {browser} from '../support/browser.mjs';
import {journey} from '../support/journey.mjs';

// All that a form has by itself, from its own members to those of every object.
async function membersOfForms() {
  const page = await (await browser('plain')).newPage();
  const names = await page.evaluate(() => {
    const all = new Set();
    for (let at = HTMLFormElement.prototype; at; at = Object.getPrototypeOf(at)) {
      Object.getOwnPropertyNames(at).forEach((name) => all.add(name));
    }
    return Array.from(all).sort();
  });
  await page.close();
  return names;
}

journey('names: a field may be called like any member of a form', {view: 'plain'},
  async ({person, page}) => {
    const names = await membersOfForms();
    ['replaceWith', 'querySelectorAll', 'contains', 'submit', 'elements', 'parentNode', '__proto__',
      'hasOwnProperty'].forEach((name) => assert.ok(names.includes(name), name));
    await page.route('**/idp/idx/enroll', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const fields = names.map((name) => ({name, label: `Your ${name}`, type: 'string'}));
      answer.remediation.value.find(({name}) => name === 'enroll-profile').value.push(...fields);
      await route.fulfill({response, json: answer});
    });
    await person.open();
    await person.button('Create an account').click();
    const field = person.field('Your replaceWith (optional)');
    await field.fill('Ada');
    assert.deepEqual(await page.evaluate(() => Array.from(document.getElementById('form').elements)
      .flatMap(({name, id}) => [name, id])
      .filter((name) => name && name in HTMLFormElement.prototype)), []);
    assert.ok(await page.getByRole('textbox').count() >= names.length);
    await person.button('Continue').click();
    await person.alert.first().waitFor();
    assert.equal(await field.inputValue(), 'Ada');
    await person.button('Back to sign in').click();
    await person.username.waitFor();
  });
