// A day as a timeline: stops, the ways between them, waiting, costs, reasons, and what was left out.

import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { clock, currentLocale, longDate, metres, minutes, money, say } from "./words.js";

/** What is known about how good the plan is, in a traveller's words. */
export function proof({ status, gap, cut_by_clock }) {
  if (status === "optimal") return say("proof-best");
  if (gap === null || gap > 0.5) return say("proof-found");
  // The gap is told in parts of the bound; a traveller reads it as more of this day.
  const percent = Math.max(1, Math.ceil((100 * gap) / (1 - gap)));
  return say(cut_by_clock ? "proof-cut" : "proof-gap", { percent });
}

export class Timeline {
  #itinerary;
  #actions;
  #stops = [];

  /**
   * @param itinerary as the contract shows it
   * @param actions `choose(index)`; `ask(text)` where there is a conversation, else null; `formats` of the export
   */
  constructor(itinerary, actions) {
    this.#itinerary = itinerary;
    this.#actions = actions;
    this.element = this.#build();
  }

  /** Mark a stop as the chosen one; `reveal` also brings it into view. */
  select(index, reveal = false) {
    this.#stops.forEach((stop, at) => {
      stop.classList.toggle("is-chosen", at === index);
      stop.querySelector(".stop-pick").setAttribute("aria-pressed", String(at === index));
    });
    const stop = this.#stops[index];
    if (!reveal || !stop) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    stop.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    stop.querySelector(".stop-pick").focus({ preventScroll: true });
  }

  #build() {
    const plan = this.#itinerary;
    const passed = plan.certificate.checks.filter((check) => check.ok).length;
    return el("article", { class: "timeline" },
      el("header", { class: "plan-head" },
        el("h2", { id: "plan-title", tabindex: "-1" }, longDate(plan.date)),
        el("p", { class: "plan-span" }, icon("clock"), `${clock(plan.start)} – ${clock(plan.end)}`),
        el("p", { class: "proof" }, icon("check"), proof(plan.optimality)),
        passed ? el("p", { class: "checked" }, say("plan-checked", { n: passed })) : null,
      ),
      this.#totals(),
      el("ol", { class: "stops" }, this.#rows()),
      this.#leftOut(),
      this.#exports(),
    );
  }

  #totals() {
    const { totals, stops } = this.#itinerary;
    const visits = stops.filter((stop) => stop.kind === "visit").length;
    const sums = [
      ["total-places", visits],
      ["total-cost", money(totals.cost)],
      ["total-walk", metres(totals.walk)],
      ["total-travel", minutes(totals.travel)],
    ];
    if (totals.wait) sums.push(["total-wait", minutes(totals.wait)]);
    return el("div", { class: "totals" },
      el("dl", {}, sums.map(([word, sum]) => el("div", {}, el("dt", {}, say(word)), el("dd", {}, String(sum))))),
      totals.cost_unknown.length ? el("p", { class: "note" }, say("total-unknown", { n: totals.cost_unknown.length })) : null,
    );
  }

  #rows() {
    const { stops, legs } = this.#itinerary;
    const rows = [];
    const before = (index) => legs.find((leg) => leg.to === index);
    stops.forEach((stop, index) => {
      const leg = before(index);
      if (leg) rows.push(this.#leg(leg));
      if (stop.wait) rows.push(el("li", { class: "leg is-wait" }, icon("clock"), el("span", {}, say("plan-wait", { time: minutes(stop.wait) }))));
      const row = this.#stop(stop, index);
      this.#stops.push(row);
      rows.push(row);
    });
    const home = before("end");
    if (home) rows.push(this.#leg(home));
    return rows;
  }

  #leg(leg) {
    const parts = [say(`mode-${leg.mode}`), metres(leg.distance), say("plan-about", { time: minutes(leg.duration) })];
    if (leg.mode !== "walk" && leg.walk) parts.push(say("plan-leg-walk", { walk: metres(leg.walk) }));
    if (leg.cost) parts.push(money(leg.cost));
    return el("li", { class: `leg is-${leg.mode}` },
      icon(leg.mode),
      el("span", {}, parts.join(" · "), leg.buffer ? el("small", {}, ` ${say("plan-slack", { time: minutes(leg.buffer) })}`) : null),
    );
  }

  #stop(stop, index) {
    const whyId = `why-${this.#itinerary.id}-${index}`;
    const why = el("div", { class: "why", id: whyId, hidden: true },
      el("ul", {}, stop.reasons.map((reason) => el("li", {}, reason))),
      stop.score ? el("p", { class: "note" }, say("plan-points", { points: Math.round(stop.score * 10) / 10 })) : null,
    );
    const facts = [
      minutesBetween(stop.begin, stop.leave),
      stop.place_id === null ? null : hours(stop.open),
      this.#itinerary.totals.cost_unknown.includes(stop.place_id) ? say("cost-unknown") : money(stop.cost),
    ];
    return el("li", { class: `stop is-${stop.kind}` },
      el("div", { class: "stop-time" }, el("time", { datetime: stop.begin }, clock(stop.begin)), el("time", { datetime: stop.leave }, clock(stop.leave))),
      el("span", { class: "stop-number", "aria-hidden": "true" }, String(index + 1)),
      el("div", { class: "stop-body" },
        el("h3", {}, el("button", {
          type: "button", class: "stop-pick", "aria-pressed": "false", onclick: () => this.#actions.choose(index),
        }, icon(stop.kind), stop.meal ? `${say(`meal-${stop.meal}`)} · ${stop.name}` : stop.name)),
        el("p", { class: "stop-facts" }, facts.filter(Boolean).join(" · ")),
        warnings(stop.warnings),
        el("div", { class: "stop-doings" },
          stop.reasons.length ? disclosure(say("plan-why"), why, whyId) : null,
          this.#actions.ask && stop.place_id ? el("button", {
            type: "button", class: "quiet", "aria-label": say("plan-remove-named", { name: stop.name }),
            onclick: () => this.#actions.ask(say("ask-remove", { name: stop.name })),
          }, say("plan-remove")) : null,
          stop.place_id ? el("a", { class: "quiet", href: `/places/${stop.place_id}?lang=${currentLocale()}`, "aria-label": say("plan-details-named", { name: stop.name }) }, say("plan-details")) : null,
        ),
        why,
      ),
    );
  }

  #leftOut() {
    const { excluded } = this.#itinerary;
    if (!excluded.length) return null;
    const groups = new Map();
    for (const item of excluded) groups.set(item.code, [...(groups.get(item.code) ?? []), item]);
    return el("details", { class: "left-out" },
      el("summary", {}, say("plan-left-out", { n: excluded.length })),
      [...groups].map(([code, items]) => el("section", {},
        el("h3", {}, say(`code-${code.replaceAll("_", "-")}`)),
        el("ul", {}, items.map((item) => this.#excluded(item))),
      )),
    );
  }

  #excluded({ place_id, reason }) {
    const place = this.#actions.atlas?.places.get(place_id);
    const name = place ? place.names[currentLocale()] : place_id;
    const answer = el("div", { class: "why-not", role: "status" });
    const ask = el("button", { type: "button", class: "quiet", "aria-label": say("plan-why-not-named", { name }), onclick: () => this.#whyNot(place_id, name, ask, answer) }, say("plan-why-not"));
    return el("li", {}, el("p", {}, el("strong", {}, name), el("span", {}, ` ${reason}`)), ask, answer);
  }

  async #whyNot(id, name, button, answer) {
    button.disabled = true;
    answer.replaceChildren(el("p", {}, say("loading")));
    try {
      const why = await client.whyNot(this.#itinerary.id, id);
      answer.replaceChildren(
        el("p", {}, why.message),
        why.relaxations.length ? el("ul", {}, why.relaxations.map((way) => el("li", {}, way.message))) : "",
        this.#actions.ask ? el("button", { type: "button", class: "button", onclick: () => this.#actions.ask(say("ask-add", { name })) }, say("why-not-add")) : "",
      );
    } catch {
      answer.replaceChildren(el("p", {}, say("talk-away")));
    }
    button.disabled = false;
  }

  #exports() {
    const { id } = this.#itinerary;
    const link = (form) => el("a", { class: "button", href: `/api/v1/itineraries/${id}.${form}` }, say(`export-${form}`));
    return el("footer", { class: "take" },
      el("h3", {}, say("plan-take")),
      el("div", { class: "take-links" },
        this.#actions.formats.map(link),
        this.#actions.ask ? el("a", { class: "button", href: `/plans/${id}?lang=${currentLocale()}` }, say("plan-link")) : null,
      ),
    );
  }
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

const minutesBetween = (begin, end) => minutes(Math.round((Date.parse(end) - Date.parse(begin)) / 60000));

function hours(open) {
  if (open === "unknown") return say("hours-unknown");
  if (open.length === 1 && open[0] === "00:00-24:00") return say("hours-always");
  return say("hours-open", { hours: open.join(say("list-comma")) });
}

function disclosure(label, panel, id) {
  const button = el("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": id,
    onclick: () => {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
    },
  }, label);
  return button;
}
