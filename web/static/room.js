// The room of the plan: the timeline, all that changes it, and the news of what became of it.

import { atlas } from "./atlas.js";
import * as client from "./client.js";
import { compareDays } from "./compare.js";
import { Day } from "./day.js";
import { dayForm } from "./dayform.js";
import { el, icon } from "./dom.js";
import { News } from "./news.js";
import { Timeline } from "./plan.js";
import { currentLocale, metres, money, say } from "./words.js";

export class PlanRoom {
  #element;
  #options;
  #day;
  #news = new News();
  #timeline = null;
  #chosen = null;
  #atlas = null;
  #busy = false;
  #checked = null;

  /**
   * @param element where the plan is shown
   * @param options `store` under which the edits are kept (null for nowhere), `formats` of the export, `code` for a QR code, `choose(index, reveal)` and
   *   `changed(itinerary, byEdit)`, which hear what the visitor does here
   */
  constructor(element, options) {
    this.#element = element;
    this.#options = options;
    this.#day = new Day(options.store, (itinerary, news) => this.#take(itinerary, news));
    document.addEventListener("visibilitychange", () => document.hidden || this.#check());
    addEventListener("online", () => this.#check());
  }

  get itinerary() {
    return this.#day.itinerary;
  }

  /** The id of the plan as it came, before it was changed here. */
  get origin() {
    return this.#day.origin;
  }

  async show(itinerary) {
    this.#atlas ??= await atlas().catch(() => null);
    await this.#day.show(itinerary);
  }

  select(index, reveal) {
    this.#chosen = index;
    this.#timeline?.select(index, reveal);
  }

  /** After a change of language: what is the page's own at once, the plan's sentences when they are there. */
  async reword() {
    if (!this.itinerary) return;
    this.#draw();
    // Without network they stay as they were.
    await this.#day.reword().catch((error) => {
      if (!(error instanceof client.Away || error instanceof client.Refused)) throw error;
    });
  }

  #take(itinerary, news) {
    if (news === null) this.#chosen = null;
    this.#draw();
    if (news?.changed) this.#news.changed(news.changed, () => this.#undo());
    else if (news?.undone) this.#news.undone();
    else this.#news.clear();
    this.#options.changed(itinerary, news !== null);
    this.#check();
  }

  #draw() {
    this.#timeline = new Timeline(this.itinerary, {
      choose: (index) => this.#options.choose(index),
      edit: (body, focus) => this.#edit(body, focus),
      swap: (index, panel) => this.#swap(index, panel),
      lock: (index, on) => this.#lock(index, on),
      undo: this.#day.canUndo ? () => this.#undo() : null,
      dayForm: (panel) => {
        this.#news.clear();
        dayForm(panel, this.itinerary, (changes) => this.#edit({ changes }, { act: "calendar" }));
      },
      compare: (panel) => {
        this.#news.clear();
        compareDays(panel, this.itinerary, [...this.#day.locked], (other) => this.#choose(other));
      },
      locked: this.#day.locked,
      atlas: this.#atlas,
      formats: this.#options.formats,
      code: this.#options.code ?? false,
      now: Date.now(),
    });
    this.#element.replaceChildren(this.#news.element, this.#timeline.element);
  }

  async #edit(body, focus = {}) {
    if (this.#busy) return;
    this.#setBusy(true);
    this.#news.busy();
    const before = this.itinerary;
    const chosen = before.stops[this.#chosen]?.place_id;
    try {
      await this.#day.edit(body);
      this.#rechoose(focus.place ?? chosen);
      this.#focus(focus);
    } catch (error) {
      this.#news.trouble(error, (changes) => this.#edit({ changes }, focus), () => this.#edit(body, focus));
      this.#news.element.querySelector("[data-do]")?.focus();
    } finally {
      this.#setBusy(false);
    }
  }

  async #undo() {
    const chosen = this.itinerary.stops[this.#chosen]?.place_id;
    try {
      await this.#day.undo();
      this.#rechoose(chosen);
      this.#focus({ act: "undo" });
    } catch (error) {
      this.#news.trouble(error, null, () => this.#undo());
    }
  }

  #choose(other) {
    this.#day.choose(other, { changed: [say("compare-taken")] });
    this.#focus({ act: "days" });
  }

  #lock(index, on) {
    const stop = this.itinerary.stops[index];
    this.#day.lock(stop.place_id, on);
    if (!on && this.#day.timed.has(stop.place_id)) {
      this.#edit({ release: { stop: index } }, { place: stop.place_id, act: "lock" });
      return;
    }
    this.#draw();
    this.#timeline.select(index);
    this.#focus({ place: stop.place_id, act: "lock" });
  }

  /** Other places for a stop, each with what the day would then be; they are plans already and only have to be taken. */
  async #swap(index, panel) {
    const stop = this.itinerary.stops[index];
    panel.replaceChildren(el("p", { role: "status" }, say("swap-looking")));
    let offers;
    try {
      offers = (await client.swaps(this.itinerary.id, { stop: index, locked: [...this.#day.locked], locale: currentLocale() })).swaps;
    } catch (error) {
      panel.replaceChildren(el("p", { class: "note", role: "status" }, error instanceof client.Refused ? error.sentences.join(" ") : say("edit-away")));
      return;
    }
    if (!offers.length) {
      panel.replaceChildren(el("p", { class: "note", role: "status" }, say("swap-none", { name: stop.name })));
      return;
    }
    panel.replaceChildren(
      el("p", { class: "offers-title", role: "status" }, say("swap-title", { n: offers.length, name: stop.name })),
      el("ul", { class: "cards" }, offers.map((offer) => el("li", { class: "card offer" },
        el("h4", {}, offer.name),
        el("p", { class: "card-kind" }, [offer.kind_name, offer.metres === null ? null : say("swap-away", { far: metres(offer.metres) })].filter(Boolean).join(" · ")),
        el("p", {}, offer.summary),
        el("p", { class: "note" }, differences(this.itinerary, offer.itinerary).join(" · ")),
        el("button", { type: "button", class: "button is-main", "aria-label": say("swap-take-named", { name: offer.name }), onclick: () => {
          this.#day.choose(offer.itinerary, { changed: offer.changed }, offer.locked);
          this.#rechoose(offer.place_id);
          this.#focus({ place: offer.place_id, act: "pick" });
        } }, icon("swap"), say("swap-take")),
      ))),
    );
    panel.querySelector("button").focus();
  }

  #rechoose(placeId) {
    const index = this.itinerary.stops.findIndex((stop) => stop.place_id && stop.place_id === placeId);
    if (index < 0) return;
    // Here at once, so that its buttons are in sight for the keyboard; the map follows.
    this.select(index, false);
    this.#options.choose(index);
  }

  /** The keyboard stays where it was, as far as that is still there. */
  #focus({ place, act }) {
    const at = (selector) => this.#element.querySelector(selector);
    const node = (place && at(`[data-do="${act}"][data-place="${CSS.escape(place)}"]`))
      ?? (place ? null : at(`[data-do="${act}"]`)) ?? at('[data-do="news-undo"]') ?? at("#plan-title");
    node?.focus({ preventScroll: Boolean(place) });
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#element.setAttribute("aria-busy", String(busy));
  }

  /** Whether the facts have moved on since the plan was made; asked once for each plan and revision. */
  async #check() {
    const plan = this.itinerary;
    const revision = document.documentElement.dataset.revision;
    if (!plan || !revision || plan.certificate.data_revision === revision || this.#checked === plan.id) return;
    this.#checked = plan.id;
    try {
      const told = await client.standing(plan.id, currentLocale());
      if (plan !== this.itinerary || told.as_made) return;
      this.#news.stale(told.problems, () => this.#edit({ mend: true }, { act: "news-undo" }), told.successor);
    } catch {
      this.#checked = null;
    }
  }
}

/** What another day has more or less of, in a few words. */
function differences(one, other) {
  const names = (plan) => new Map(plan.stops.filter((stop) => stop.place_id).map((stop) => [stop.place_id, stop.name]));
  const gone = [...names(one)].filter(([id]) => !names(other).has(id)).map(([, name]) => name);
  const signed = (amount, shown) => `${amount > 0 ? "+" : "−"}${shown(Math.abs(amount))}`;
  const parts = [];
  if (gone.length > 1) parts.push(say("swap-without", { names: gone.join(say("list-comma")) }));
  const walk = other.totals.walk - one.totals.walk;
  const cost = Math.round((other.totals.cost - one.totals.cost) * 100) / 100;
  if (Math.abs(walk) >= 10) parts.push(`${say("total-walk")} ${signed(walk, metres)}`);
  if (cost) parts.push(`${say("total-cost")} ${signed(cost, money)}`);
  return parts.length ? parts : [say("swap-same")];
}
