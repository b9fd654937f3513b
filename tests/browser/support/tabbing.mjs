// What Tab comes to, from the top of the page until it leaves it or begins anew: {name, left, top,
// bottom}, with the words that name it and where it is.

const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const {left, top, bottom} = element.getBoundingClientRect();
  const name = element.labels?.[0]?.textContent ?? element.textContent;
  return {name, left, top: top + scrollY, bottom: bottom + scrollY};
});

export async function tabStops(page) {
  // As after loading.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop || stop.name === stops[0]?.name || stops.length > 40) return stops;
    stops.push(stop);
  }
}
