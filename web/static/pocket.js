// All places as last fetched, for when there is no network: put into the browser's cache by the service worker.

import { currentLocale } from "./words.js";

const address = (locale) => `/offline/places.json?lang=${locale}`;

/** The places and lists in the page's language, or in any that is there; null when none were fetched yet. */
export async function pocket() {
  if (!globalThis.caches) return null;
  for (const locale of new Set([currentLocale(), "zh-Hans", "zh-Hant", "en"])) {
    const answer = await caches.match(address(locale));
    if (answer) return answer.json();
  }
  return null;
}

export async function pocketPlace(id) {
  return (await pocket())?.places.find((place) => place.id === id) ?? null;
}
