// The conversation: what was said is shown once and in order, what is on its way waits in the outbox.

import { alike } from "./alike.js";
import { atlas } from "./atlas.js";
import { messageNodes } from "./cards.js";
import * as client from "./client.js";
import { el } from "./dom.js";
import { keep, kept, onKept } from "./memory.js";
import { Outbox, pause } from "./outbox.js";
import { chosenLocale, onLocale, say, speak } from "./words.js";

const SESSION = "session";
const DRAFT = "draft";
const TURNS = "turns";
/** Turns that are kept for when there is no network. */
const MOST_KEPT = 15;

export class Conversation {
  #log = document.getElementById("log");
  #turns = document.getElementById("turns");
  #waiting = document.getElementById("waiting");
  #typing = document.getElementById("typing");
  #status = document.getElementById("talk-status");
  #form = document.getElementById("composer");
  #input = document.getElementById("words-input");
  #suggestions = document.getElementById("suggestions");
  #shown = new Map();
  #outbox;
  #plan;
  #atlas = null;
  #countdown = null;
  #overlay = null;
  #tries = 0;
  #again = null;

  /** @param plan `show(itinerary, byHand)`, and `current()`: a promise of the plan that the visitor has in view, or null */
  constructor(plan) {
    this.#plan = plan;
    this.#outbox = new Outbox((item) => this.#deliver(item), (items, state, seconds) => this.#onOutbox(items, state, seconds));
    this.#compose();
    onLocale(() => this.#redraw());
    onKept("outbox", () => this.#outbox.reread());
    onKept(SESSION, () => this.#catchUp());
    onKept("turn", () => this.#catchUp());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#catchUp());
    addEventListener("online", () => this.#catchUp());
    addEventListener("offline", () => this.#say(say("talk-offline")));
    for (const starter of document.querySelectorAll("[data-ask]")) {
      starter.addEventListener("click", () => this.send(starter.dataset.ask));
    }
    this.#begin();
  }

  send(text) {
    const words = text.trim();
    if (!words) return;
    this.#outbox.add(words);
  }

  /** The plan of a turn was changed by hand: its card shows the plan as it is now. */
  edited(origin, itinerary) {
    const turn = [...this.#shown.values()].findLast(({ messages }) => messages.some((message) => message.itinerary?.id === origin));
    const before = this.#overlay?.turn;
    this.#overlay = turn && itinerary.id !== origin ? { turn: turn.turn, origin, itinerary } : null;
    for (const number of new Set([before, turn?.turn])) this.#redrawTurn(number);
  }

  /** Bring back what was said before, then go on sending what still waits. */
  async #begin() {
    atlas().then((loaded) => {
      this.#atlas = loaded;
      this.#redraw();
    }, () => {});
    this.#onOutbox(this.#outbox.items, "idle");
    const before = kept(TURNS);
    if (before && before.session === kept(SESSION)) this.#showOld(before.turns);
    await this.#catchUp();
    this.#outbox.pump();
  }

  async #catchUp() {
    const session = kept(SESSION);
    clearTimeout(this.#again);
    if (!session) {
      if (!navigator.onLine) this.#say(say("talk-offline"));
      return;
    }
    try {
      const last = Math.max(0, ...this.#shown.keys());
      this.#showOld((await client.transcript(session, last)).turns);
      this.#tries = 0;
      if (!this.#outbox.items.length) this.#say("");
    } catch (error) {
      if (error instanceof client.Refused) {
        keep(SESSION, null);
        return;
      }
      if (this.#outbox.items.length) return;
      this.#say(say(navigator.onLine ? "talk-away" : "talk-offline"));
      this.#again = setTimeout(() => this.#catchUp(), pause(this.#tries) * 1000);
      this.#tries += 1;
    }
  }

  /** Old words aren't news: a reader that speaks would read the whole conversation aloud. */
  #showOld(turns) {
    if (!turns.length) return;
    this.#log.setAttribute("aria-live", "off");
    for (const turn of turns) this.#show(turn, false);
    const latest = turns.findLast((turn) => itineraryOf(turn));
    if (latest) this.#plan.show(itineraryOf(latest), false);
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 200);
  }

  async #deliver({ key, text }) {
    const answer = await this.#ask(key, text);
    keep(SESSION, answer.session_id);
    // The first words tell the visitor's language; later ones may only quote a name.
    if (!chosenLocale() && !this.#shown.size) await speak(answer.locale);
    this.#drop(key);
    this.#show({ ...answer, text, message_id: key });
    keep("turn", answer.turn);
  }

  async #ask(key, text) {
    const message = { text, message_id: key };
    if (chosenLocale()) message.locale = chosenLocale();
    const plan = await this.#plan.current();
    if (plan) message.itinerary_id = plan.id;
    const session = kept(SESSION);
    if (!session) return client.chat(message);
    try {
      return await client.chat({ ...message, session_id: session });
    } catch (error) {
      if (!(error instanceof client.Refused) || error.status !== 404) throw error;
      // The server has forgotten the old conversation: the message begins a new one.
      keep(SESSION, null);
      this.#forget();
      return client.chat(message);
    }
  }

  #forget() {
    this.#shown.clear();
    this.#turns.replaceChildren();
    keep(TURNS, null);
  }

  #show(turn, fresh = true) {
    if (this.#shown.has(turn.turn)) return;
    this.#shown.set(turn.turn, turn);
    keep(TURNS, { session: kept(SESSION), turns: [...this.#shown.values()].slice(-MOST_KEPT) });
    this.#turns.append(this.#turnNode(turn));
    document.body.classList.add("has-talk");
    this.#suggest(turn);
    if (fresh && itineraryOf(turn)) this.#plan.show(itineraryOf(turn), false);
    this.#toEnd();
  }

  #turnNode(turn) {
    const context = { atlas: this.#atlas, show: this.#plan.show };
    return el("li", { class: "turn", "data-turn": turn.turn },
      el("div", { class: "bubble is-visitor" }, el("span", { class: "hush" }, say("talk-you")), el("p", { class: "words" }, turn.text)),
      turn.messages.map((message) => el("div", { class: "bubble is-guide", lang: turn.locale },
        el("span", { class: "hush" }, say("talk-guide")), messageNodes(this.#asItIsNow(turn, message), context))),
    );
  }

  #asItIsNow(turn, message) {
    const changed = this.#overlay?.turn === turn.turn && message.itinerary?.id === this.#overlay.origin;
    if (!changed) return message;
    const { itinerary } = this.#overlay;
    return { ...message, itinerary, edited: !alike(message.itinerary, itinerary) };
  }

  #redrawTurn(number) {
    const turn = this.#shown.get(number);
    if (turn) this.#turns.querySelector(`[data-turn="${number}"]`)?.replaceWith(this.#turnNode(turn));
  }

  #redraw() {
    for (const number of this.#shown.keys()) this.#redrawTurn(number);
    this.#onOutbox(this.#outbox.items, "idle");
  }

  #suggest(turn) {
    const said = turn.messages.flatMap((message) => message.suggestions);
    this.#suggestions.replaceChildren(...[...new Set(said)].slice(0, 5).map((text) =>
      el("li", {}, el("button", { type: "button", class: "chip", lang: turn.locale, onclick: () => this.send(text) }, text))));
    this.#suggestions.hidden = said.length === 0;
  }

  #onOutbox(items, state, seconds) {
    this.#waiting.replaceChildren(...items.map((item) => this.#waitingNode(item)));
    if (items.length) document.body.classList.add("has-talk");
    this.#typing.hidden = state !== "sending";
    document.body.classList.toggle("is-thinking", state === "sending");
    clearInterval(this.#countdown);
    if (state === "waiting") this.#count(Math.ceil(seconds));
    else if (items.length || state === "sending" || navigator.onLine) this.#say("");
    if (items.length || state === "sending") this.#toEnd();
  }

  #count(seconds) {
    let left = seconds;
    // Said once for readers that speak; the figure beside it runs silently.
    const figure = el("span", { "aria-hidden": "true" }, ` ${say("talk-retry", { n: left })}`);
    const again = el("button", { type: "button", class: "link", onclick: () => this.#outbox.pump() }, say("talk-retry-now"));
    this.#status.replaceChildren(el("span", {}, say(navigator.onLine ? "talk-away-kept" : "talk-offline-kept")), figure, " ", again);
    this.#countdown = setInterval(() => {
      left = Math.max(0, left - 1);
      figure.textContent = ` ${say("talk-retry", { n: left })}`;
    }, 1000);
  }

  #waitingNode(item) {
    return el("li", { class: "turn is-waiting" },
      el("div", { class: "bubble is-visitor" }, el("span", { class: "hush" }, say("talk-you")), el("p", { class: "words" }, item.text)),
      item.refused ? el("div", { class: "note is-refused", role: "alert" },
        el("p", {}, say("talk-refused")), el("ul", {}, item.refused.map((fault) => el("li", {}, fault))),
        el("button", { type: "button", class: "link", onclick: () => this.#takeBack(item) }, say("talk-edit"))) : null,
    );
  }

  #takeBack(item) {
    this.#outbox.drop(item.key);
    this.#input.value = item.text;
    keep(DRAFT, item.text);
    this.#grow();
    this.#input.focus();
  }

  #drop(key) {
    this.#waiting.replaceChildren(...this.#outbox.items.filter((item) => item.key !== key).map((item) => this.#waitingNode(item)));
    this.#typing.hidden = true;
  }

  #say(text) {
    this.#status.textContent = text;
  }

  #toEnd() {
    const last = this.#waiting.lastElementChild ?? this.#turns.lastElementChild;
    if (!last) return;
    // The beginning of a long answer matters more than its end.
    const fits = last.offsetHeight < this.#log.clientHeight - 80;
    if (fits) this.#log.scrollTop = this.#log.scrollHeight;
    else this.#log.scrollTop = last.offsetTop - this.#log.offsetTop - 8;
  }

  #compose() {
    // What was typed before this script arrived counts more than an older draft.
    this.#input.value ||= kept(DRAFT) ?? "";
    this.#grow();
    this.#input.addEventListener("input", () => {
      keep(DRAFT, this.#input.value || null);
      this.#grow();
    });
    this.#input.addEventListener("keydown", (event) => {
      // While characters are being composed, Enter picks a candidate and must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#form.requestSubmit();
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#input.value;
      if (!text.trim()) return;
      this.#input.value = "";
      keep(DRAFT, null);
      this.#grow();
      this.send(text);
    });
    this.#form.querySelector("button").disabled = false;
  }

  #grow() {
    this.#input.rows = Math.min(5, this.#input.value.split("\n").length + Math.floor(this.#input.value.length / 60));
  }
}

/** Of several versions the first is the one that is talked about. */
const itineraryOf = (turn) => turn.messages.map((message) => message.itinerary).find(Boolean) ?? null;
