// The page with the conversation, the plan and the map in step with each other.

import { atlas } from "./atlas.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { currentLocale, onLocale, say, settle, speak } from "./words.js";

const stage = document.getElementById("stage");
const canvas = document.getElementById("map");
const planRoom = document.getElementById("plan");
const ready = document.getElementById("ready");
const tabs = { talk: document.getElementById("to-talk"), day: document.getElementById("to-day") };
const news = document.getElementById("news");
const wide = matchMedia("(min-width: 60rem)");

let room = null;
let map = null;
let chosen = null;

const conversation = new Conversation({ show: showPlan, current: async () => (await room)?.itinerary ?? null });

function turnTo(view, focus = false) {
  stage.dataset.view = view;
  for (const [name, tab] of Object.entries(tabs)) tab.setAttribute("aria-pressed", String(name === view));
  if (view === "day") startMap();
  if (focus) (view === "day" ? document.getElementById("plan-title") : document.getElementById("words-input"))?.focus();
}

/** The plan's own code is fetched with the first plan: the conversation doesn't wait for it. */
function openRoom() {
  room ??= import("./room.js").then(({ PlanRoom }) => new PlanRoom(planRoom, {
    store: "day",
    formats: stage.dataset.formats.split(" ").filter(Boolean),
    code: true,
    choose: (index) => choose(index, "list"),
    changed: planChanged,
  }));
  return room;
}

/** `byHand`: the visitor wants to see it now. */
async function showPlan(next, byHand) {
  const opened = await openRoom();
  const fresh = next.id !== opened.itinerary?.id;
  await opened.show(next);
  if (fresh) news.textContent = say("plan-news");
  if (byHand) turnTo("day", !wide.matches);
}

async function planChanged(itinerary, byEdit) {
  ready.hidden = true;
  tabs.day.classList.add("has-plan");
  if (!byEdit) chosen = null;
  conversation.edited((await room).origin, itinerary);
  (await map)?.showPlan(itinerary);
}

async function choose(index, from) {
  chosen = index;
  (await room)?.select(index, from === "map");
  (await map)?.select(index);
}

/** A question about a place goes through the conversation, where its answer can be read again. */
function ask(text) {
  conversation.send(text);
  if (!wide.matches) turnTo("talk");
}

function startMap() {
  map ??= Promise.all([import("./map.js"), atlas()])
    .then(([{ drawMap }, places]) => drawMap(canvas, places, { stop: (index) => choose(index, "map"), ask: (place) => ask(say("ask-about", { name: place.names[currentLocale()] })) }))
    .then(async (drawn) => {
      canvas.classList.add("is-drawn");
      const itinerary = (await room)?.itinerary;
      if (itinerary) drawn.showPlan(itinerary);
      else drawn.showPlaces();
      if (itinerary && chosen !== null) drawn.select(chosen);
      return drawn;
    })
    .catch(() => {
      map = null;
      const again = el("button", { type: "button", class: "button", onclick: () => canvas.replaceChildren() || startMap() }, say("talk-retry-now"));
      canvas.replaceChildren(el("div", { class: "map-failed", role: "status" }, el("p", {}, say("map-failed")), again));
      return null;
    });
  return map;
}

for (const [name, tab] of Object.entries(tabs)) tab.addEventListener("click", () => turnTo(name));
wide.addEventListener("change", () => wide.matches && startMap());

for (const link of document.querySelectorAll("[data-locale]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    speak(link.dataset.locale, true);
  });
}
onLocale(async () => {
  (await room)?.reword();
  (await map)?.reword();
});
settle();

// The map is worth its weight only once the words are there.
if (wide.matches) (window.requestIdleCallback ?? setTimeout)(startMap);

const close = document.getElementById("widget-close");
close?.addEventListener("click", () => parent.postMessage({ guide: "close" }, "*"));
addEventListener("keydown", (event) => {
  if (close && event.key === "Escape") parent.postMessage({ guide: "close" }, "*");
});
