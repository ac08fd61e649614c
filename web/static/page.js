// The page with the conversation, the plan and the map in step with each other.

import { atlas } from "./atlas.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { drawMap } from "./map.js";
import { Timeline } from "./plan.js";
import { currentLocale, onLocale, say, settle, speak } from "./words.js";

const stage = document.getElementById("stage");
const canvas = document.getElementById("map");
const planRoom = document.getElementById("plan");
const ready = document.getElementById("ready");
const tabs = { talk: document.getElementById("to-talk"), day: document.getElementById("to-day") };
const news = document.getElementById("news");
const wide = matchMedia("(min-width: 60rem)");

let itinerary = null;
let timeline = null;
let map = null;
let chosen = null;

const conversation = new Conversation(showPlan);

function turnTo(view, focus = false) {
  stage.dataset.view = view;
  for (const [name, tab] of Object.entries(tabs)) tab.setAttribute("aria-pressed", String(name === view));
  if (view === "day") startMap();
  if (focus) (view === "day" ? document.getElementById("plan-title") : document.getElementById("words-input"))?.focus();
}

function showPlan(next, byHand) {
  const fresh = next.id !== itinerary?.id;
  itinerary = next;
  if (fresh) {
    chosen = null;
    drawPlan();
    news.textContent = say("plan-news");
  }
  tabs.day.classList.add("has-plan");
  if (byHand) turnTo("day", !wide.matches);
}

async function drawPlan() {
  const places = await atlas().catch(() => null);
  timeline = new Timeline(itinerary, { choose: (index) => choose(index, "list"), ask, atlas: places, formats: stage.dataset.formats.split(" ").filter(Boolean) });
  planRoom.replaceChildren(timeline.element);
  ready.hidden = true;
  if (chosen !== null) timeline.select(chosen);
  (await map)?.showPlan(itinerary);
  if (chosen !== null) (await map)?.select(chosen);
}

async function choose(index, from) {
  chosen = index;
  timeline?.select(index, from === "map");
  (await map)?.select(index);
}

/** A wish made at the plan goes through the conversation, where it can be read again and taken back. */
function ask(text) {
  conversation.send(text);
  if (!wide.matches) turnTo("talk");
}

function startMap() {
  map ??= atlas()
    .then((places) => drawMap(canvas, places, { stop: (index) => choose(index, "map"), ask: (place) => ask(say("ask-about", { name: place.names[currentLocale()] })) }))
    .then((drawn) => {
      canvas.classList.add("is-drawn");
      if (itinerary) drawn.showPlan(itinerary);
      else drawn.showPlaces();
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
  if (itinerary) drawPlan();
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
