// What is known of a place: each fact with who says so and since when, and a way to say that it is wrong.

import { atlas } from "./atlas.js";
import * as client from "./client.js";
import { el } from "./dom.js";
import { pocketPlace } from "./pocket.js";
import { currentLocale, money, say } from "./words.js";

/** Fills an empty panel with the facts of a place: from the network, else as they were when last there. */
export async function fillWithFacts(panel, id, extras = []) {
  if (panel.childElementCount) return;
  panel.append(el("p", { role: "status" }, say("loading")));
  const names = await atlas().catch(() => null);
  try {
    panel.replaceChildren(...placeFacts(await factsOf(id), names), ...extras);
  } catch {
    panel.replaceChildren();
    panel.append(el("p", { role: "status" }, say("facts-away")));
    // Asked for again the next time it is opened.
    setTimeout(() => panel.replaceChildren(), 4000);
  }
}

async function factsOf(id) {
  try {
    return await client.place(id, currentLocale());
  } catch (error) {
    const known = error instanceof client.Away ? await pocketPlace(id) : null;
    if (!known) throw error;
    return known;
  }
}

export function placeFacts(place, names) {
  const ticket = place.ticket?.adult ?? null;
  const rows = [
    ["hours", "opening_hours", place.opening_hours],
    ["ticket", "ticket", ticket === null ? place.ticket?.note : money(ticket)],
    ["visit", "visit_minutes", place.visit_minutes && say("unit-minutes", { n: `${place.visit_minutes.min}–${place.visit_minutes.max}` })],
    ["address", "address", place.address],
    ["phone", "phone", place.phone.length ? place.phone.map((number) => el("a", { href: `tel:${number}` }, number)) : null],
  ];
  return [
    el("p", {}, place.summary),
    el("dl", { class: "facts" }, rows.map(([word, field, value]) => [
      el("dt", {}, say(`fact-${word}`)),
      el("dd", {}, value || el("span", { class: "unknown" }, say("unknown")), value ? origin(place.provenance[field], names) : null),
    ])),
  ];
}

function origin(by, names) {
  if (!by) return null;
  const since = by.as_of === "undated" ? say("undated") : by.as_of;
  return el("small", { class: "origin" }, sourceNode(by.source, names), ` · ${since} · ${say(`trust-${by.confidence}`)}`);
}

/** Who says so: a link, or a name. */
export function sourceNode(source, names) {
  if (/^https?:/.test(source)) {
    return el("a", { href: source, rel: "noreferrer nofollow", target: "_blank" }, new URL(source).hostname);
  }
  if (source === "editor estimate") return say("source-estimate");
  return names?.sources?.[source]?.[currentLocale()] ?? source;
}
