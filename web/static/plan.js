// A day as a timeline: stops, the ways between them, waiting, costs, and what was left out.

import { nameOf } from "./atlas.js";
import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { stopRow } from "./stop.js";
import { asLabel, clock, currentLocale, longDate, metres, minutes, money, proof, say } from "./words.js";

export class Timeline {
  #itinerary;
  #actions;
  #stops = [];

  /**
   * @param itinerary as the contract shows it
   * @param actions `choose(index)`, `edit(body, focus)`, `swap(index, panel)`, `lock(placeId, on)`, `undo()` or null,
   *   `dayForm(panel)`, `compare(panel)`; `locked` ids, `atlas`, `formats` of the export, `code`: whether to offer the
   *   page's QR code, `now` in milliseconds
   */
  constructor(itinerary, actions) {
    this.#itinerary = itinerary;
    this.#actions = actions;
    this.element = this.#build();
  }

  /** Mark a stop as the chosen one and show what can be done with it; `reveal` also brings it into view. */
  select(index, reveal = false) {
    this.#stops.forEach((stop, at) => stop.choose(at === index));
    const stop = this.#stops[index];
    if (!reveal || !stop) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    stop.element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    stop.element.querySelector(".stop-pick").focus({ preventScroll: true });
  }

  #build() {
    const plan = this.#itinerary;
    const passed = plan.certificate.checks.filter((check) => check.ok).length;
    return el("article", { class: "timeline" },
      el("header", { class: "plan-head" },
        el("h2", { id: "plan-title", tabindex: "-1" }, longDate(plan.date)),
        el("p", { class: "plan-span" }, icon("clock"), `${clock(plan.start)} – ${clock(plan.end)}`),
        el("p", { class: "proof" }, icon("check"), el("span", {}, proof(plan.optimality))),
        passed ? el("p", { class: "checked" }, say("plan-checked", { n: passed })) : null,
      ),
      this.#totals(),
      this.#tools(),
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

  /** What can be done with the day as a whole. */
  #tools() {
    const { undo, dayForm, compare } = this.#actions;
    const panel = el("div", { class: "day-panel", id: "day-panel", hidden: true });
    const buttons = [];
    const opener = (name, word, fill) => {
      const button = el("button", { type: "button", class: "tool", "data-do": name, "aria-expanded": "false", "aria-controls": "day-panel",
        onclick: () => {
          const open = button.getAttribute("aria-expanded") === "false";
          for (const other of buttons) other.setAttribute("aria-expanded", String(open && other === button));
          panel.hidden = !open;
          panel.replaceChildren();
          if (open) fill(panel);
        } }, icon(name), say(word));
      buttons.push(button);
      return button;
    };
    return el("div", { class: "day-doings" },
      el("div", { class: "tools", role: "group", "aria-label": say("day-tools") },
        opener("calendar", "day-change", dayForm),
        opener("days", "day-compare", compare),
        undo ? el("button", { type: "button", class: "tool", "data-do": "undo", onclick: undo }, icon("undo"), say("edit-undo")) : null,
      ),
      panel,
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
      const row = stopRow(stop, index, this.#itinerary, this.#actions);
      this.#stops.push(row);
      rows.push(row.element);
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
    const name = place ? nameOf(place) : place_id;
    const answer = el("div", { class: "why-not", role: "status" });
    const ask = el("button", { type: "button", class: "quiet", "aria-label": say("plan-why-not-named", { name }), onclick: () => this.#whyNot(place_id, name, ask, answer) }, say("plan-why-not"));
    return el("li", {}, el("p", {}, el("strong", {}, name), el("span", {}, ` ${reason}`)), ask, answer);
  }

  /** The price of having a place all the same, and each way to have it as a button that then does it. */
  async #whyNot(id, name, button, answer) {
    button.disabled = true;
    answer.replaceChildren(el("p", {}, say("loading")));
    try {
      const why = await client.whyNot(this.#itinerary.id, id);
      answer.replaceChildren(
        el("p", {}, why.message),
        el("ul", { class: "ways" }, why.relaxations.map((way) => el("li", {}, el("button", {
          type: "button", class: "button", onclick: () => this.#actions.edit({ changes: way.change }, { place: id, act: "pick" }),
        }, asLabel(way.message))))),
        why.relaxations.length ? "" : el("p", { class: "note" }, say("why-not-no-way", { name })),
      );
    } catch (error) {
      answer.replaceChildren(el("p", {}, error instanceof client.Refused ? error.sentences.join(" ") : say("facts-away")));
    }
    button.disabled = false;
  }

  /** The way from this screen to a phone; fetched only when it is wanted. */
  #code() {
    const picture = el("img", { alt: say("plan-code"), width: 180, height: 180, class: "code" });
    const details = el("details", { class: "sources", ontoggle: () => {
      if (details.open) picture.setAttribute("src", `/plans/${this.#itinerary.id}/qr.svg`);
    } }, el("summary", {}, say("plan-code-for-phone")), picture);
    return details;
  }

  #exports() {
    const { id } = this.#itinerary;
    const link = (form) => el("a", { class: "button", href: `/api/v1/itineraries/${id}.${form}` }, say(`export-${form}`));
    return el("footer", { class: "take" },
      el("h3", {}, say("plan-take")),
      el("div", { class: "take-links" },
        this.#actions.formats.map(link),
        el("a", { class: "button", href: `/plans/${id}?lang=${currentLocale()}` }, say("plan-link")),
      ),
      this.#actions.code ? this.#code() : null,
    );
  }
}
