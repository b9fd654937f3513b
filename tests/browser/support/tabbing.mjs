// What Tab comes to, from the top of the page until it leaves it or begins anew: {name, left, top,
// bottom}, with the words that name it and where it is.

// Remembers the focused element for placesOf() and returns the words that name it.
const visit = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const stops = window.tabStopsOfTest ??= [];
  stops.push({element, name: element.labels?.[0]?.textContent ?? element.textContent});
  return stops.at(-1).name;
});

// All places are read at one moment: a countdown may move what stands below it while Tab goes on.
const placesOf = (page, count) => page.evaluate((wanted) => {
  const stops = window.tabStopsOfTest.slice(0, wanted);
  delete window.tabStopsOfTest;
  return stops.map(({element, name}) => {
    const {left, top, bottom} = element.getBoundingClientRect();
    return {name, left, top: top + scrollY, bottom: bottom + scrollY};
  });
}, count);

export async function tabStops(page) {
  // As after loading.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const names = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const name = await visit(page);
    if (name === null || name === names[0] || names.length > 40) break;
    names.push(name);
  }
  return names.length ? placesOf(page, names.length) : [];
}
