// What just became of the plan: what changed, why it can't be, that the server is away; each with the way on.

import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { asLabel, currentLocale, say } from "./words.js";

const SHOWN = 4;

export class News {
  element = el("div", { class: "news", role: "status", hidden: true });

  clear() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  busy() {
    this.#show("is-busy", el("p", {}, el("span", { class: "spinner", "aria-hidden": "true" }), say("edit-busy")));
  }

  changed(sentences, undo) {
    const [first, more] = [sentences.slice(0, SHOWN), sentences.slice(SHOWN)];
    this.#show("is-good",
      el("p", { class: "news-title" }, icon("check"), say("edit-done")),
      el("ul", {}, first.map((text) => el("li", {}, text))),
      more.length ? el("details", {}, el("summary", {}, say("edit-more", { n: more.length })), el("ul", {}, more.map((text) => el("li", {}, text)))) : null,
      el("div", { class: "news-doings" }, el("button", { type: "button", class: "button", "data-do": "news-undo", onclick: undo }, icon("undo"), say("edit-undo")), this.#closer()),
    );
  }

  undone() {
    this.#show("is-good", el("p", { class: "news-title" }, icon("undo"), say("edit-undone")), el("div", { class: "news-doings" }, this.#closer()));
  }

  /** Why an edit failed; `way(change)` takes one of the ways out, `again` tries the same once more. */
  trouble(error, way, again) {
    if (error instanceof client.Away) {
      this.#show("is-bad", el("p", { class: "news-title" }, icon("away"), say(navigator.onLine ? "edit-away" : "edit-offline")),
        el("div", { class: "news-doings" }, el("button", { type: "button", class: "button", "data-do": "again", onclick: again }, say("talk-retry-now")), this.#closer()));
      return;
    }
    if (!(error instanceof client.Refused)) throw error;
    const conflicts = error.problem.conflicts ?? [];
    const ways = conflicts.flatMap((conflict) => conflict.relaxations);
    this.#show("is-bad",
      el("p", { class: "news-title" }, icon("warn"), say("edit-clash")),
      el("ul", {}, error.sentences.map((text) => el("li", {}, text))),
      ways.length ? el("p", {}, say("edit-ways")) : null,
      ways.length ? el("ul", { class: "ways" }, ways.map(({ change, message }) => el("li", {}, el("button", {
        type: "button", class: "button", "data-do": "way", onclick: () => way({ ...error.problem.changes, ...change }),
      }, asLabel(message))))) : null,
      el("div", { class: "news-doings" }, this.#closer("edit-leave")),
    );
  }

  /** The facts have moved on since the plan was made; `successor` is the id of the plan that the office mended it into. */
  stale(problems, mend, successor) {
    if (!problems.length) {
      this.#show("is-plain", el("p", {}, say("standing-still-good")), el("div", { class: "news-doings" }, this.#closer()));
      return;
    }
    this.#show("is-bad",
      el("p", { class: "news-title" }, icon("warn"), say("standing-changed")),
      el("ul", {}, problems.map(({ message }) => el("li", {}, message))),
      el("div", { class: "news-doings" }, el("button", { type: "button", class: "button is-main", "data-do": "mend", onclick: mend }, icon("change"), say("standing-mend")),
        successor ? el("a", { class: "button", href: `/plans/${encodeURIComponent(successor)}?lang=${currentLocale()}` }, say("standing-successor")) : null, this.#closer()),
    );
  }

  #closer(word = "edit-close") {
    return el("button", { type: "button", class: "quiet", onclick: () => this.clear() }, say(word));
  }

  #show(look, ...content) {
    this.element.className = `news ${look}`;
    this.element.replaceChildren(...content.filter(Boolean));
    this.element.hidden = false;
  }
}
