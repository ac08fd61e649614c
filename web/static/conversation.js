// The conversation: what was said is shown once and in order, what is on its way waits in the outbox.

import { atlas } from "./atlas.js";
import { messageNodes } from "./cards.js";
import * as client from "./client.js";
import { el } from "./dom.js";
import { keep, kept, onKept } from "./memory.js";
import { Outbox } from "./outbox.js";
import { chosenLocale, onLocale, say, speak } from "./words.js";

const SESSION = "session";
const DRAFT = "draft";

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

  /** @param plan called with an itinerary: `(itinerary, byHand)` */
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

  /** Bring back what was said before, then go on sending what still waits. */
  async #begin() {
    atlas().then((loaded) => {
      this.#atlas = loaded;
      this.#redraw();
    }, () => {});
    this.#onOutbox(this.#outbox.items, "idle");
    await this.#catchUp();
    this.#outbox.pump();
  }

  async #catchUp() {
    const session = kept(SESSION);
    if (!session) return;
    // Old words aren't news: a reader that speaks would read the whole conversation aloud.
    this.#log.setAttribute("aria-live", "off");
    try {
      const last = Math.max(0, ...this.#shown.keys());
      for (const turn of (await client.transcript(session, last)).turns) this.#show(turn);
    } catch (error) {
      if (error instanceof client.Refused) keep(SESSION, null);
      else this.#say(say("talk-away"));
    } finally {
      setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 200);
    }
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
  }

  #show(turn) {
    if (this.#shown.has(turn.turn)) return;
    this.#shown.set(turn.turn, turn);
    this.#turns.append(this.#turnNode(turn));
    document.body.classList.add("has-talk");
    this.#suggest(turn);
    const itinerary = turn.messages.map((message) => message.itinerary).findLast(Boolean);
    if (itinerary) this.#plan(itinerary, false);
    this.#toEnd();
  }

  #turnNode(turn) {
    const context = { atlas: this.#atlas, show: this.#plan };
    return el("li", { class: "turn", "data-turn": turn.turn },
      el("div", { class: "bubble is-visitor" }, el("span", { class: "hush" }, say("talk-you")), el("p", { class: "words" }, turn.text)),
      turn.messages.map((message) => el("div", { class: "bubble is-guide", lang: turn.locale },
        el("span", { class: "hush" }, say("talk-guide")), messageNodes(message, context))),
    );
  }

  #redraw() {
    for (const [number, turn] of this.#shown) {
      this.#turns.querySelector(`[data-turn="${number}"]`)?.replaceWith(this.#turnNode(turn));
    }
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
    else this.#say("");
    if (items.length || state === "sending") this.#toEnd();
  }

  #count(seconds) {
    let left = seconds;
    // Said once for readers that speak; the figure beside it runs silently.
    const figure = el("span", { "aria-hidden": "true" }, ` ${say("talk-retry", { n: left })}`);
    const again = el("button", { type: "button", class: "link", onclick: () => this.#outbox.pump() }, say("talk-retry-now"));
    this.#status.replaceChildren(el("span", {}, say("talk-away-kept")), figure, " ", again);
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
