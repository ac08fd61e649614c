// Sets up what is needed to be there without network, once the page itself is.

import { keep, kept } from "./memory.js";

const DATA = "guide-data";
const PAGES = "guide-pages";
const KEPT = "pocket";

async function start() {
  await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  // Who counts every byte keeps what was looked at and no more.
  if (navigator.connection?.saveData) return;
  const { revision } = document.documentElement.dataset;
  const lang = document.documentElement.lang;
  const data = await caches.open(DATA);
  for (const { name } of performance.getEntriesByType("resource")) {
    const url = new URL(name);
    if (url.origin === location.origin && url.searchParams.has("v") && !(await data.match(name))) await data.add(name);
  }
  const before = kept(KEPT);
  if (before?.revision === revision && before?.lang === lang) return;
  await data.add(`/offline/places.json?lang=${lang}`);
  const pages = await caches.open(PAGES);
  for (const page of [`/?lang=${lang}`, `/places?lang=${lang}`]) await pages.add(page);
  keep(KEPT, { revision, lang });
}

const idle = window.requestIdleCallback ?? ((doing) => setTimeout(doing, 1500));
const inFrame = window.self !== window.top;
if ("serviceWorker" in navigator && !inFrame) {
  const begin = () => setTimeout(() => idle(() => start().catch(() => {})), 1000);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
