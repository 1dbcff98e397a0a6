// Writes dates and numbers in the way of the reader's locale, no more precisely than they are known. What they say in ISO
// stands in `datetime`, `data-first`, `data-last` and `value`, and of dates in the title. Without it all can be read too.
// For who reads English dates stay as the page and the terminal have them (7 Feb 2025): so do the sentences beside them.
"use strict";
{
  const locales = navigator.languages;
  const ENGLISH = new Intl.DateTimeFormat(locales).resolvedOptions().locale.startsWith("en");
  const MOMENT = 20; // characters of what ISO says of a moment, which is told in the reader's time zone
  const YEAR = { calendar: "gregory", timeZone: "UTC", year: "numeric" }; // years as in the articles and the filter
  const MONTH = { ...YEAR, month: "short" };
  const DAY = { ...MONTH, day: "numeric" };
  const MINUTE = { ...DAY, timeZone: undefined, hour: "numeric", minute: "numeric", timeZoneName: "short" };
  const KINDS = new Map([[4, YEAR], [7, MONTH], [10, DAY], [MOMENT, MINUTE]]); // by the length of what ISO says
  const made = new Map();

  function once(key, make) {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  }

  const dates = (iso) => once(iso.length, () => new Intl.DateTimeFormat(ENGLISH ? "en-GB" : locales, KINDS.get(iso.length)));
  const numbers = (digits) => once(-digits, () =>
    new Intl.NumberFormat(locales, { minimumFractionDigits: digits, maximumFractionDigits: digits }));

  function write(element, text, format) {
    if (text === element.textContent) return;
    element.textContent = text;
    element.lang = format.resolvedOptions().locale;
    element.dir = "auto";
  }

  globalThis.dyadbookLocalize = (root) => {
    for (const one of root.querySelectorAll("time[datetime]")) {
      const format = dates(one.dateTime);
      one.title = one.dateTime;
      if (!ENGLISH || one.dateTime.length === MOMENT) write(one, format.format(new Date(one.dateTime)), format);
    }
    for (const one of root.querySelectorAll("[data-first]")) {
      const { first, last } = one.dataset;
      const format = dates(first);
      one.title = `${first}/${last}`;
      if (!ENGLISH) write(one, format.formatRange(new Date(first), new Date(last)), format);
    }
    for (const one of root.querySelectorAll("data[value]")) {
      const format = numbers(one.value.split(".")[1]?.length ?? 0);
      write(one, format.format(one.value), format);
    }
  };
  globalThis.dyadbookLocalize(document);
}
