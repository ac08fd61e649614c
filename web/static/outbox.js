// Messages on their way: kept until the server has them, tried again with growing pauses, in order, once.

import { Away, Refused } from "./client.js";
import { keep, kept } from "./memory.js";

const STORE = "outbox";
const LONGEST_PAUSE = 60;

/** Seconds before the next try: doubling, and jittered so that many visitors don't return at once. */
export function pause(tries, random = Math.random()) {
  return Math.min(LONGEST_PAUSE, 2 ** Math.min(tries, 6)) * (0.5 + random / 2);
}

export class Outbox {
  #deliver;
  #changed;
  #timer = null;
  #running = false;

  /** `deliver(item)` hands one message over; `changed(items, state)` hears `sending`, `waiting` or `idle`. */
  constructor(deliver, changed) {
    this.#deliver = deliver;
    this.#changed = changed;
    addEventListener("online", () => this.pump());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.items.length) this.pump();
    });
  }

  items = kept(STORE) ?? [];

  add(text) {
    const item = { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, text, tries: 0, refused: null };
    this.#change((items) => [...items, item]);
    this.pump();
    return item;
  }

  drop(key) {
    this.#change((items) => items.filter((item) => item.key !== key));
    this.#changed(this.items, "idle");
  }

  /** Another tab changed what is waiting. */
  reread() {
    this.items = kept(STORE) ?? [];
    this.#changed(this.items, "idle");
  }

  /** Deliver what waits. One tab at a time, so that two open tabs don't send one message twice. */
  async pump() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      if (navigator.locks) await navigator.locks.request("guide-outbox", () => this.#run());
      else await this.#run();
    } finally {
      this.#running = false;
    }
  }

  async #run() {
    this.items = kept(STORE) ?? this.items;
    for (let item = this.#next(); item; item = this.#next()) {
      this.#changed(this.items, "sending");
      try {
        await this.#deliver(item);
        this.#change((items) => items.filter((other) => other.key !== item.key));
      } catch (error) {
        if (error instanceof Away) {
          this.#update(item.key, { tries: item.tries + 1 });
          const seconds = error.retryAfter ?? pause(item.tries);
          this.#changed(this.items, "waiting", seconds);
          this.#timer = setTimeout(() => this.pump(), seconds * 1000);
          return;
        }
        if (!(error instanceof Refused)) throw error;
        this.#update(item.key, { refused: error.sentences });
      }
    }
    this.#changed(this.items, "idle");
  }

  #next() {
    return this.items.find((item) => item.refused === null);
  }

  #update(key, fields) {
    this.#change((items) => items.map((item) => (item.key === key ? { ...item, ...fields } : item)));
  }

  #change(edit) {
    this.items = edit(this.items);
    keep(STORE, this.items.length ? this.items : null);
  }
}
