// Other days that answer the same wishes, side by side with the one at hand.

import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { clock, currentLocale, metres, minutes, money, say } from "./words.js";

const HOW_MANY = 3;

export async function compareDays(panel, itinerary, locked, take) {
  panel.replaceChildren(el("p", { role: "status" }, say("compare-looking")));
  let answer;
  try {
    const { request } = await client.wishes(itinerary.id);
    const musts = [...new Set([...request.must_visit, ...visitsOf(itinerary).filter((stop) => locked.includes(stop.place_id)).map((stop) => stop.place_id)])];
    answer = await client.days({ ...request, must_visit: musts, alternatives: HOW_MANY, locale: currentLocale() });
  } catch (error) {
    const reason = error instanceof client.Refused ? error.sentences.join(" ") : say("edit-away");
    panel.replaceChildren(el("p", { class: "note", role: "status" }, reason));
    return;
  }
  const others = answer.itineraries.filter((other) => key(other) !== key(itinerary));
  if (!others.length) {
    panel.replaceChildren(el("p", { class: "note", role: "status" }, answer.note ?? say("compare-none")));
    return;
  }
  panel.replaceChildren(
    el("h3", { id: "compare-title", tabindex: "-1" }, say("compare-title")),
    el("div", { class: "wide", tabindex: "0", role: "region", "aria-labelledby": "compare-title" }, table([itinerary, ...others], take)),
    answer.note ? el("p", { class: "note" }, answer.note) : "",
  );
  panel.querySelector("#compare-title").focus();
}

const visitsOf = (plan) => plan.stops.filter((stop) => stop.kind === "visit");
const key = (plan) => visitsOf(plan).map((stop) => stop.place_id).join();

function table(days, take) {
  const [own] = days;
  const rows = [
    ["compare-points", (day) => String(Math.round(day.totals.score))],
    ["total-places", (day) => String(visitsOf(day).length)],
    ["total-walk", (day) => metres(day.totals.walk)],
    ["total-travel", (day) => minutes(day.totals.travel)],
    ["total-cost", (day) => money(day.totals.cost)],
    ["compare-hours", (day) => (day.stops.length ? `${clock(day.stops[0].begin)}–${clock(day.stops.at(-1).leave)}` : "–")],
  ];
  const shared = (id) => days.every((day) => visitsOf(day).some((stop) => stop.place_id === id));
  return el("table", { class: "compare" },
    el("thead", {}, el("tr", {}, el("td", {}), days.map((day, number) =>
      el("th", { scope: "col" }, number ? say("compare-other", { n: number }) : say("compare-own"))))),
    el("tbody", {},
      rows.map(([word, shown]) => el("tr", {}, el("th", { scope: "row" }, say(word)), days.map((day) =>
        el("td", { class: shown(day) === shown(own) ? null : "is-different" }, shown(day))))),
      el("tr", {}, el("th", { scope: "row" }, say("compare-only")), days.map((day) =>
        el("td", {}, el("ul", {}, visitsOf(day).filter((stop) => !shared(stop.place_id)).map((stop) => el("li", {}, stop.name)))))),
      el("tr", {}, el("th", { scope: "row" }, el("span", { class: "hush" }, say("compare-take"))), days.map((day, number) =>
        el("td", {}, number ? el("button", { type: "button", class: "button is-main", "aria-label": say("compare-take-named", { n: number }), onclick: () => take(day) }, icon("check"), say("compare-take")) : null))),
    ),
  );
}
