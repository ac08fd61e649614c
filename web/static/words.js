// The page's words: those of the served language at once, those of another when the visitor turns to it.

import { dataBlock } from "./dom.js";
import { keep, kept } from "./memory.js";

const CHOICE = "locale";
const HEARD = "heard";
let words = dataBlock("words") ?? {};
let locale = document.documentElement.lang;
const listeners = new Set();

export const currentLocale = () => locale;

/** The language the visitor picked with the switch, or null while only guessed. */
export const chosenLocale = () => kept(CHOICE);

/** The language for a visitor who comes back, unless the address names one. */
export function settle() {
  const named = new URL(location.href).searchParams.get("lang");
  if (!named) {
    const before = chosenLocale() ?? kept(HEARD);
    if (before) speak(before);
  } else if (chosenLocale()) keep(CHOICE, named);
}

/** The words of a message, its `{name}` places filled in. */
export function say(message, values = {}) {
  const text = words[message];
  if (text === undefined) return message;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function onLocale(listener) {
  listeners.add(listener);
}

/** Turn the page to another language where it stands; `byHand` remembers it as the visitor's own choice. */
export async function speak(next, byHand = false) {
  keep(byHand ? CHOICE : HEARD, next);
  if (next === locale) return;
  const answer = await fetch(new URL(`../../words/${next}.json`, import.meta.url));
  if (!answer.ok) return;
  words = await answer.json();
  locale = next;
  document.documentElement.lang = next;
  const address = new URL(location.href);
  address.searchParams.set("lang", next);
  history.replaceState(history.state, "", address);
  document.title = say("site-title");
  rewrite();
  for (const listener of listeners) listener(next);
}

// What the server wrote carries its message's name, so that it can be said again in another language.
function rewrite() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-ask-say]")) node.dataset.ask = say(node.dataset.askSay);
  for (const node of document.querySelectorAll("[data-say-label]")) {
    node.setAttribute("aria-label", say(node.dataset.sayLabel));
  }
  for (const node of document.querySelectorAll("[data-say-placeholder]")) {
    node.setAttribute("placeholder", say(node.dataset.sayPlaceholder));
  }
  for (const node of document.querySelectorAll("[data-locales]")) {
    const texts = JSON.parse(node.dataset.locales);
    node.textContent = texts[locale];
    if (node.dataset.ask !== undefined) node.dataset.ask = texts[locale];
  }
  for (const link of document.querySelectorAll("a[data-localized]")) {
    const address = new URL(link.href);
    address.searchParams.set("lang", locale);
    link.href = address;
  }
  for (const link of document.querySelectorAll("[data-locale]")) {
    if (link.dataset.locale === locale) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** A sentence as the words on a button. */
export const asLabel = (sentence) => sentence.replace(/[.。]$/u, "");

const number = (digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });

export function metres(length) {
  return length < 1000
    ? say("unit-metres", { n: Math.round(length / 10) * 10 || Math.round(length) })
    : say("unit-kilometres", { n: number(1).format(length / 1000) });
}

export function minutes(count) {
  if (count < 60) return say("unit-minutes", { n: count });
  const rest = count % 60;
  const hours = say("unit-hours", { n: Math.floor(count / 60) });
  return rest ? `${hours} ${say("unit-minutes", { n: rest })}` : hours;
}

export function money(amount) {
  if (amount === 0) return say("free");
  const { currency } = document.documentElement.dataset;
  const digits = Number.isInteger(amount) ? 0 : 2;
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, style).format(amount);
}

/** The clock time of an instant as the district's own clocks show it. */
export const clock = (instant) => instant.slice(11, 16);

export function longDate(day) {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(noon);
}

/** What is known about how good a plan is, in a traveller's words. */
export function proof({ status, gap, cut_by_clock }) {
  if (status === "optimal") return say("proof-best");
  if (gap === null || gap > 0.5) return say("proof-found");
  // The gap is told in parts of the bound; a traveller reads it as more of this day.
  const percent = Math.max(1, Math.ceil((100 * gap) / (1 - gap)));
  return say(cut_by_clock ? "proof-cut" : "proof-gap", { percent });
}
