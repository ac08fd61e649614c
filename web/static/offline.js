// What this device has kept: the last plans, the places and the lists, readable and to be searched without network.

import { lastPlans } from "./day.js";
import { el } from "./dom.js";
import { placeFacts } from "./facts.js";
import { pocket } from "./pocket.js";
import { clock, currentLocale, longDate, say } from "./words.js";

const room = document.getElementById("kept");
const [, kind, id] = location.pathname.split("/");

async function start() {
  const known = await pocket().catch(() => null);
  const plan = kind === "plans" ? lastPlans().find((one) => one.id === id) : null;
  const place = kind === "places" ? known?.places.find((one) => one.id === id) : null;
  if (plan) await showPlan(plan);
  else if (place) showPlace(place, known);
  else showAll(known, Boolean(id));
}

async function showPlan(plan) {
  const canvas = el("div", { class: "map", id: "map", role: "region", "aria-label": say("map-label") });
  const list = el("div", { id: "plan", class: "plan-room" });
  document.querySelector("main").classList.add("shared");
  room.replaceChildren(back(), el("div", { class: "shared-day" }, el("div", { class: "map-room" }, canvas), list));
  const { PlanRoom } = await import("./room.js");
  const map = Promise.all([import("./map.js"), import("./atlas.js").then(({ atlas }) => atlas())])
    .then(([{ drawMap }, places]) => drawMap(canvas, places, { stop: (index) => choose(index, true) }))
    .then((drawn) => {
      canvas.classList.add("is-drawn");
      drawn.showPlan(plan);
      return drawn;
    })
    .catch(() => null);
  const shown = new PlanRoom(list, { store: null, formats: [], choose, changed: async (now) => (await map)?.showPlan(now) });
  async function choose(index, reveal = false) {
    shown.select(index, reveal);
    (await map)?.select(index);
  }
  await shown.show(plan);
}

function showPlace(place, known) {
  room.replaceChildren(back(), el("article", { class: "card" },
    el("h2", {}, place.name),
    el("p", { class: "card-kind" }, place.kind_name, place.status === "open" ? null : el("span", { class: `badge is-${place.status}` }, say(`status-${place.status}`))),
    placeFacts(place, null),
    el("p", { class: "note" }, say("offline-as-of", { date: known.date })),
  ));
}

function showAll(known, missing) {
  const plans = lastPlans();
  room.replaceChildren(
    missing ? el("p", { class: "note" }, say("offline-missing")) : "",
    el("h2", {}, say("offline-plans")),
    plans.length ? el("ul", { class: "gallery" }, plans.map((plan) => el("li", { class: "card" },
      el("h3", {}, el("a", { href: `/plans/${plan.id}?lang=${currentLocale()}`, onclick: opened(`/plans/${plan.id}`, () => showPlan(plan)) }, longDate(plan.date))),
      el("p", { class: "note" }, plan.stops.filter((stop) => stop.kind === "visit").map((stop) => `${clock(stop.begin)} ${stop.name}`).join(" · ")),
    ))) : el("p", { class: "note" }, say("offline-no-plans")),
    known ? lists(known) : "",
    el("h2", {}, say("offline-places")),
    known ? places(known) : el("p", { class: "note" }, say("offline-none")),
  );
}

function lists({ lists: all, places: places_ }) {
  const named = new Map(places_.map((place) => [place.id, place]));
  const whole = all.filter((list) => list.places.length);
  if (!whole.length) return "";
  return [el("h2", {}, say("offline-lists")), el("ul", { class: "gallery" }, whole.map((list) => el("li", { class: "card" },
    el("h3", {}, list.name), el("ol", {}, list.places.map((place) => el("li", {}, named.get(place)?.name ?? place))))))].reduce((box, node) => (box.append(node), box), el("div"));
}

function places(known) {
  const gallery = el("ul", { class: "gallery" });
  const count = el("p", { class: "count", role: "status" });
  const search = el("input", { type: "search", maxlength: 60, "aria-label": say("offline-find"), placeholder: say("offline-find"), oninput: fill });
  function fill() {
    const text = search.value.trim().toLowerCase();
    const found = known.places.filter((place) => !text || `${place.name} ${place.kind_name}`.toLowerCase().includes(text));
    count.textContent = say("offline-count", { n: found.length });
    gallery.replaceChildren(...found.map((place) => el("li", { class: "card" },
      el("h3", {}, el("a", { href: `/places/${place.id}?lang=${currentLocale()}`, onclick: opened(`/places/${place.id}`, () => showPlace(place, known)) }, place.name)),
      el("p", { class: "card-kind" }, place.kind_name),
      el("p", {}, place.summary))));
  }
  fill();
  return el("div", {}, el("div", { class: "filters" }, search), count, gallery);
}

const back = () => el("p", {}, el("a", { class: "button", href: `/offline?lang=${currentLocale()}` }, say("offline-back")));

/** Opened where one is: no page needs to be fetched for what is here already. */
function opened(path, show) {
  return (event) => {
    event.preventDefault();
    history.pushState(null, "", `${path}?lang=${currentLocale()}`);
    show();
    scrollTo(0, 0);
  };
}

addEventListener("popstate", () => location.reload());
start();
