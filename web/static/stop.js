// One stop of the timeline: what it is, why it is there, what is known of it, and all that can be done with it.

import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { fillWithFacts } from "./facts.js";
import { clock, currentLocale, metres, minutes, money, say } from "./words.js";

const STEP = 30;
const LONGER = 15;

/** @returns `element` and `choose(on)`, which shows or hides what can be done with the stop */
export function stopRow(stop, index, itinerary, actions) {
  const locked = stop.place_id !== null && actions.locked.has(stop.place_id);
  const pick = el("button", {
    type: "button", class: "stop-pick", "aria-pressed": "false", "data-do": "pick", "data-place": stop.place_id, onclick: () => actions.choose(index),
  }, icon(stop.kind), el("span", {}, stop.meal ? `${say(`meal-${stop.meal}`)} · ${stop.name}` : stop.name),
  locked ? el("span", { class: "lock-sign" }, icon("lock"), el("span", { class: "hush" }, say("stop-locked"))) : null);
  const panels = el("div", { class: "stop-panels" });
  const doings = el("div", { class: "stop-doings" });
  const tools = toolsOf(stop, index, itinerary, actions, locked);
  const element = el("li", { class: `stop is-${stop.kind}${locked ? " is-locked" : ""}` },
    el("div", { class: "stop-time" }, el("time", { datetime: stop.begin }, clock(stop.begin)), el("time", { datetime: stop.leave }, clock(stop.leave))),
    el("span", { class: "stop-number", "aria-hidden": "true" }, String(index + 1)),
    el("div", { class: "stop-body" },
      el("h3", {}, pick),
      el("p", { class: "stop-facts" }, factsLine(stop, itinerary).join(" · ")),
      estimate(stop, actions.atlas),
      warnings(stop.warnings),
      doings,
      panels,
    ),
  );
  const panel = (name, word, label, fill, attributes = {}) => {
    const room = el("div", { class: `stop-panel is-${name}`, id: `${name}-${index}`, hidden: true });
    panels.append(room);
    const button = el("button", {
      type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": room.id, "aria-label": label, ...attributes,
      onclick: () => {
        room.hidden = !room.hidden;
        button.setAttribute("aria-expanded", String(!room.hidden));
        if (!room.hidden) fill?.(room);
      },
    }, say(word));
    doings.append(button);
    return { room, button };
  };
  let change = null;
  if (tools) {
    change = panel("change", "stop-change", say("stop-change-named", { name: stop.name }), () => element.classList.contains("is-chosen") || actions.choose(index));
    change.room.append(tools);
  }
  if (stop.reasons.length || stop.score) {
    panel("why", "plan-why", null).room.append(
      el("ul", {}, stop.reasons.map((reason) => el("li", {}, reason))),
      stop.score ? el("p", { class: "note" }, say("plan-points", { points: Math.round(stop.score * 10) / 10 })) : "",
    );
  }
  if (stop.place_id) {
    panel("known", "plan-facts", say("plan-facts-named", { name: stop.name }), (room) => fillWithFacts(room, stop.place_id, [
      el("p", {}, el("a", { href: `/places/${stop.place_id}?lang=${currentLocale()}` }, say("plan-details-named", { name: stop.name }))),
      reportForm(stop, itinerary),
    ]));
  }
  return {
    element,
    choose(on) {
      element.classList.toggle("is-chosen", on);
      pick.setAttribute("aria-pressed", String(on));
      if (!change || (on && !change.room.hidden)) return;
      change.room.hidden = !on;
      change.button.setAttribute("aria-expanded", String(on));
    },
  };
}

function factsLine(stop, itinerary) {
  const cost = itinerary.totals.cost_unknown.includes(stop.place_id) ? say("cost-unknown") : money(stop.cost);
  return [
    minutes(Math.round((Date.parse(stop.leave) - Date.parse(stop.begin)) / 60000)),
    stop.place_id === null ? null : hours(stop.open),
    stop.place_id === null && !stop.cost ? null : cost,
  ].filter(Boolean);
}

function hours(open) {
  if (open === "unknown") return say("hours-unknown");
  if (open.length === 1 && open[0] === "00:00-24:00") return say("hours-always");
  return say("hours-open", { hours: open.join(say("list-comma")) });
}

/** Where a stop is only roughly known, it says so in words as the map does by its circle. */
function estimate(stop, atlas) {
  const location = atlas?.places.get(stop.place_id)?.location;
  if (!location || location.precision === "exact") return null;
  // When the warning in sight says just that, once is enough.
  if (new RegExp(`(?<!\\d)${location.uncertainty_m}(?!\\d)`).test(stop.warnings[0] ?? "")) return null;
  return el("p", { class: "estimate" }, el("i", { class: "key is-about", "aria-hidden": "true" }), say("stop-about", { within: metres(location.uncertainty_m) }));
}

/** The gravest in sight, the others one touch away: a day of warnings is not read. */
function warnings([first, ...others]) {
  if (!first) return null;
  if (!others.length) return el("p", { class: "warnings" }, icon("warn"), el("span", {}, first));
  return el("details", { class: "warnings" },
    el("summary", {}, icon("warn"), el("span", {}, `${first} `, el("span", { class: "more" }, say("plan-more-warnings", { n: others.length })))),
    el("ul", {}, others.map((text) => el("li", {}, text))),
  );
}

/** The buttons that change the day at this stop; null for a rest and for what has begun already. */
function toolsOf(stop, index, itinerary, actions, locked) {
  if (stop.kind === "rest" || Date.parse(stop.begin) < actions.now) return null;
  const { name, place_id } = stop;
  const offers = el("div", { class: "offers" });
  const tool = (act, word, body, sign = act) => el("button", {
    type: "button", class: "tool", "data-do": act, "data-place": place_id, "aria-label": say(`${word}-named`, { name }),
    onclick: () => actions.edit(body, { place: place_id, act }),
  }, icon(sign), say(word));
  const moves = place_id === null ? [] : [
    tool("earlier", "stop-earlier", { move: { stop: index, minutes: -STEP } }),
    tool("later", "stop-later", { move: { stop: index, minutes: STEP } }),
    stop.kind === "visit" ? tool("longer", "stop-longer", { stay: { stop: index, minutes: LONGER } }) : null,
    lockTool(stop, index, itinerary, actions, locked),
    el("button", {
      type: "button", class: "tool", "data-do": "swap", "data-place": place_id, "aria-label": say("stop-swap-named", { name }),
      onclick: () => actions.swap(index, offers),
    }, icon("swap"), say("stop-swap")),
  ];
  return el("div", {},
    el("div", { class: "tools", role: "group", "aria-label": say("stop-change-named", { name }) },
      moves, tool("remove", "plan-remove", { remove: { stop: index } })),
    offers,
  );
}

function lockTool(stop, index, itinerary, actions, locked) {
  const { name, place_id } = stop;
  const button = el("button", {
    type: "button", class: "tool", "data-do": "lock", "data-place": place_id, "aria-pressed": String(locked), "aria-label": say("stop-lock-named", { name }),
    onclick: () => actions.lock(index, !locked),
  }, icon(locked ? "lock" : "free"), say(locked ? "stop-unlock" : "stop-lock"));
  return button;
}

/** "Closed" or "other hours", said in one touch to who looks after the facts. */
function reportForm(stop, itinerary) {
  const told = el("p", { class: "note", role: "status" });
  const buttons = ["closed", "hours", "position"].map((kind) => el("button", {
    type: "button", class: "chip", onclick: async () => {
      for (const button of buttons) button.disabled = true;
      try {
        await client.report({ place_id: stop.place_id, kind, plan_id: itinerary.id, locale: currentLocale() });
        told.textContent = say("report-thanks");
      } catch (error) {
        told.textContent = error instanceof client.Refused ? error.sentences.join(" ") : say("facts-away");
        for (const button of buttons) button.disabled = false;
      }
    },
  }, say(`stop-report-${kind}`)));
  return el("div", { class: "report" }, el("p", { class: "note" }, say("stop-report")), el("div", { class: "chips" }, buttons), told);
}
