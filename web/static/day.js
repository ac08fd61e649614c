// The day in the visitor's hands: the plan shown, what is locked, and the way back step by step.

import { alike } from "./alike.js";
import * as client from "./client.js";
import { keep, kept, onKept } from "./memory.js";
import { currentLocale } from "./words.js";

const MOST_STEPS = 20;
const MOST_PLANS = 8;

/** Plans that this browser has seen lately, so that they are there without network; the latest first. */
export const lastPlans = () => kept("plans") ?? [];

function remember(itinerary) {
  keep("plans", [itinerary, ...lastPlans().filter((other) => other.id !== itinerary.id)].slice(0, MOST_PLANS));
}

export async function planOf(id) {
  return lastPlans().find((plan) => plan.id === id) ?? client.plan(id);
}

export class Day {
  #store;
  #changed;
  #steps = [];
  #origin = null;
  itinerary = null;
  locked = new Set();
  /** Places whose time was set by hand. */
  timed = new Set();

  /**
   * @param store under which name the steps are kept; null to forget them with the page
   * @param changed called with the new plan and what is told of the change: `(itinerary, news)`
   */
  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
    if (store) onKept(store, (state) => this.#follow(state));
  }

  /** The id of the plan as it came from outside. */
  get origin() {
    return this.#origin;
  }

  get canUndo() {
    return this.#steps.length > 0;
  }

  /** A plan from outside: the conversation's latest, or that of the page. One that was edited here comes back edited. */
  async show(itinerary) {
    if (this.itinerary?.id === itinerary.id) return;
    const before = this.#store ? kept(this.#store) : null;
    if (!this.itinerary && before?.origin === itinerary.id && before.now !== itinerary.id) {
      try {
        const edited = await planOf(before.now);
        this.#origin = before.origin;
        this.#steps = before.steps;
        this.timed = new Set(before.timed);
        this.#take(edited, before.locked, null);
        return;
      } catch {
        // Then the plan as it came.
      }
    }
    if (this.itinerary) this.#push();
    this.#origin = itinerary.id;
    this.#take(itinerary, this.locked, null);
  }

  /** One of the plans that were offered: a swap, another day. */
  choose(itinerary, news, locked = this.locked) {
    this.#push();
    this.#take(itinerary, locked, news);
  }

  /** Changes the plan on the server. Raises what `client` raises; the plan then stays as it is. */
  async edit(body) {
    const { move, stay, release } = body;
    const place = this.itinerary.stops[(move ?? stay ?? release)?.stop]?.place_id;
    const answer = await client.edit(this.itinerary.id, { ...body, locked: [...this.locked], locale: currentLocale() });
    if (move || stay) this.timed.add(place);
    if (release) this.timed.delete(place);
    this.choose(answer.itinerary, { changed: answer.changed }, answer.locked);
  }

  /** The same day told in the page's language; one that can't be told without being changed stays as it is. */
  async reword() {
    const before = this.itinerary;
    const body = { changes: { date: before.date }, locked: [...this.locked], locale: currentLocale() };
    const { itinerary } = await client.edit(before.id, body);
    if (this.itinerary !== before || !alike(before, itinerary)) return;
    // What was proven of the day holds in every language.
    this.#take({ ...itinerary, optimality: before.optimality }, this.locked, null);
  }

  lock(placeId, on) {
    if (on) this.locked.add(placeId);
    else this.locked.delete(placeId);
    this.#keep();
  }

  async undo() {
    const step = this.#steps.at(-1);
    if (!step) return;
    const before = await planOf(step.id);
    this.#steps.pop();
    this.#origin = step.origin;
    this.#take(before, step.locked, { undone: true });
  }

  /** Another tab changed the same day. */
  async #follow(state) {
    if (!state || !this.itinerary || state.now === this.itinerary.id) return;
    const theirs = lastPlans().find((plan) => plan.id === state.now);
    if (!theirs) return;
    this.#origin = state.origin;
    this.#steps = state.steps;
    this.itinerary = theirs;
    this.locked = new Set(state.locked);
    this.timed = new Set(state.timed);
    this.#changed(theirs, null);
  }

  #push() {
    this.#steps = [...this.#steps, { id: this.itinerary.id, origin: this.#origin, locked: [...this.locked] }].slice(-MOST_STEPS);
  }

  #take(itinerary, locked, news) {
    const present = new Set(itinerary.stops.map((stop) => stop.place_id));
    this.itinerary = itinerary;
    this.locked = new Set([...locked].filter((id) => present.has(id)));
    remember(itinerary);
    this.#keep();
    this.#changed(itinerary, news);
  }

  #keep() {
    if (this.#store) keep(this.#store, { origin: this.#origin, now: this.itinerary.id, locked: [...this.locked], timed: [...this.timed], steps: this.#steps });
  }
}
