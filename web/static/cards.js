// One message of the guide: its words, the places it names, where the facts come from, a plan in brief.

import { nameOf } from "./atlas.js";
import { el, icon } from "./dom.js";
import { fillWithFacts, sourceNode } from "./facts.js";
import { clock, currentLocale, longDate, metres, minutes, money, proof, say } from "./words.js";

/** @param context `atlas` (or null while it loads), `show(itinerary)`, `ask(text)` */
export function messageNodes(message, context) {
  return [
    ...(message.itinerary ? planned(message, context) : [message.text ? el("p", { class: "words" }, message.text) : null]),
    message.places.length && !message.itinerary ? placeCards(message, context) : null,
    sources(message, context),
  ].filter(Boolean);
}

/** What was understood, the plan, and the plan once more in words for who wants to copy it. */
function planned({ text, itinerary, edited }, context) {
  const lines = text.split("\n");
  const plan = lines.findIndex((line) => /^\d\d:\d\d/.test(line));
  const card = planCard(itinerary, context, edited);
  // What was said of the day as it was then would no longer be true.
  if (edited) return [card];
  if (plan < 1) return [el("p", { class: "words" }, text), card];
  return [
    el("p", { class: "words" }, lines.slice(0, plan).join("\n")),
    card,
    el("details", { class: "sources" }, el("summary", {}, say("plan-as-text")), el("p", { class: "words" }, lines.slice(plan).join("\n"))),
  ];
}

function placeCards({ places, sources }, context) {
  return el("ul", { class: "cards" }, places.map((place) => {
    const dates = sources.filter((source) => source.place_id === place.id).map((source) => source.as_of);
    const latest = dates.filter((date) => date !== "undated").sort().at(-1);
    return el("li", {}, placeCard(place, latest ?? dates[0] ?? null, context));
  }));
}

function placeCard({ id, name }, asOf, context) {
  const known = context.atlas?.places.get(id);
  const locale = currentLocale();
  const details = el("div", { class: "card-more", hidden: true });
  const more = el("button", { type: "button", class: "link", "aria-expanded": "false", onclick: () => unfold(more, details, id) }, say("card-more"));
  return el("article", { class: "card" },
    el("h2", {}, el("a", { href: `/places/${id}?lang=${locale}` }, known ? nameOf(known) : name)),
    known ? el("p", { class: "card-kind" },
      context.atlas.kinds[known.kind]?.[locale] ?? known.kind,
      known.status === "open" ? null : el("span", { class: `badge is-${known.status}` }, say(`status-${known.status}`)),
    ) : null,
    el("p", { class: "card-foot" }, asOf ? el("span", {}, asOf === "undated" ? say("undated") : say("card-as-of", { date: asOf })) : null, more),
    details,
  );
}

async function unfold(button, details, id) {
  const open = details.hidden;
  details.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  button.textContent = say(open ? "card-less" : "card-more");
  if (open) await fillWithFacts(details, id);
}

function sources({ sources: all, places }, context) {
  if (!all.length) return null;
  const named = (id) => {
    const known = context.atlas?.places.get(id);
    return known ? nameOf(known) : places.find((place) => place.id === id)?.name ?? id;
  };
  const dated = all.map((source) => source.as_of).filter((date) => date !== "undated").sort();
  const latest = dated.at(-1);
  return el("details", { class: "sources" },
    el("summary", {}, latest ? say("sources-latest", { n: all.length, date: latest }) : say("sources", { n: all.length })),
    el("ul", {}, all.map(({ place_id, field, source, as_of }) => el("li", {},
      `${named(place_id)} · ${fieldName(field)}: `,
      sourceNode(source, context.atlas),
      as_of === "undated" ? ` (${say("undated")})` : ` (${as_of})`,
    ))),
  );
}

const fieldName = (field) => {
  const name = `field-${field.split(/[.[]/)[0].replaceAll("_", "-")}`;
  const said = say(name);
  return said === name ? field : said;
};

function planCard(itinerary, context, edited) {
  const { totals, stops } = itinerary;
  return el("article", { class: "card plan-card" },
    el("h2", {}, longDate(itinerary.date)),
    edited ? el("p", { class: "note" }, say("card-edited")) : null,
    el("ol", { class: "plan-brief" }, stops.map((stop) => el("li", { class: `is-${stop.kind}` },
      el("time", { datetime: stop.begin }, clock(stop.begin)),
      icon(stop.kind),
      el("span", {}, stop.name),
      stop.open === "unknown" && stop.kind === "visit" ? el("small", {}, say("plan-hours-unknown")) : null,
    ))),
    el("p", { class: "plan-sums" },
      [say("plan-sum-cost", { cost: money(totals.cost) }), say("plan-sum-walk", { walk: metres(totals.walk) }), say("plan-sum-travel", { travel: minutes(totals.travel) })].join(" · "),
    ),
    el("p", { class: "proof" }, icon("check"), proof(itinerary.optimality)),
    el("button", { type: "button", class: "button is-main", onclick: () => context.show(itinerary, true) }, icon("map"), say("plan-show")),
  );
}
