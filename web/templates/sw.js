// Keeps the guide readable without network. What is asked of the server goes to the server: the programming interface
// and the office are never kept here. Pages come from the network first, files of one version from the cache.

const VERSION = "{{ version }}";
const FILES = {{ files | safe }};
const SHELL = `guide-shell-${VERSION}`;
const PAGES = "guide-pages";
const DATA = "guide-data";
const MOST_PAGES = 80;
const PATIENCE = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const shell = await caches.open(SHELL);
    await shell.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("guide-shell-") && name !== SHELL);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(request, url));
  else if (url.pathname.startsWith("/words/")) event.respondWith(freshest(request, SHELL));
  else if (request.mode === "navigate" && isPage(url.pathname)) event.respondWith(page(event, url));
  else if (url.searchParams.has("v") && !/^\/(api|office)(\/|$)/.test(url.pathname)) event.respondWith(versioned(request, url));
});

/** What a visitor reads. Of all else, the office above all, nothing is kept. */
const isPage = (path) => path === "/" || /^\/(places|plans|lists|night|map|offline)(\/|$)/.test(path);

/** One page in one language; what a form asked for is not kept. */
const keyOf = (url) => `${url.pathname}?lang=${url.searchParams.get("lang") ?? ""}`;
const isPlain = (url) => [...url.searchParams.keys()].every((name) => name === "lang");

async function page(event, url) {
  const coming = (async () => {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (answer.ok && isPlain(url) && !/no-store/.test(answer.headers.get("Cache-Control") ?? "")) {
      const pages = await caches.open(PAGES);
      await pages.put(keyOf(url), answer.clone());
      await trim(pages);
    }
    return answer;
  })();
  const known = isPlain(url) ? await keptPage(url) : undefined;
  event.waitUntil(coming.catch(() => {}));
  try {
    if (!known) return await coming;
    return await Promise.race([coming, late()]);
  } catch {
    return known ?? (await shellPage(url));
  }
}

const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));

async function keptPage(url) {
  const pages = await caches.open(PAGES);
  return (await pages.match(keyOf(url))) ?? (url.searchParams.has("lang") ? undefined : await pages.match(url.pathname, { ignoreSearch: true }));
}

/** The page for when there is nothing else: it shows what this device has kept. */
async function shellPage(url) {
  const shell = await caches.open(SHELL);
  const wished = url.searchParams.get("lang") ?? (await spoken()) ?? "";
  return (await shell.match(`/offline?lang=${wished}`)) ?? (await shell.match("/offline?lang=zh-Hans")) ?? Response.error();
}

/** The language of the page that was kept last. */
async function spoken() {
  const last = (await (await caches.open(PAGES)).keys()).at(-1);
  return last && new URL(last.url).searchParams.get("lang");
}

async function trim(pages) {
  const keys = await pages.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => pages.delete(key)));
}

/** A file of any version: a page of yesterday gets today's when its own is gone. */
async function file(request, url) {
  const shell = await caches.open(SHELL);
  const name = url.pathname.split("/").slice(3).join("/");
  const known = (await shell.match(request)) ?? null;
  if (known) return known;
  try {
    return await fetch(request);
  } catch (error) {
    const present = await shell.match(`/assets/${VERSION}/${name}`);
    if (present) return present;
    throw error;
  }
}

async function freshest(request, store) {
  const kept = await caches.open(store);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (error) {
    const known = await kept.match(request);
    if (known) return known;
    throw error;
  }
}

/** Data whose address names its revision: the newest is kept, and any is better than none. */
async function versioned(request, url) {
  const data = await caches.open(DATA);
  const known = await data.match(request);
  if (known) return known;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      for (const old of await data.keys()) if (new URL(old.url).pathname === url.pathname) await data.delete(old);
      await data.put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    const older = await data.match(url.pathname, { ignoreSearch: true });
    if (older) return older;
    throw error;
  }
}
