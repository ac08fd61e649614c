// The evening by the hour: a slider, the bars and the map in step. Without scripts each bar is a link.

import { atlas } from "./atlas.js";
import { drawMap } from "./map.js";
import { say } from "./words.js";

const STATES = ["open", "unknown", "closed"];
const results = document.getElementById("results");
const slider = document.getElementById("slider");
const hours = document.getElementById("hours");
const news = document.getElementById("night-news");
const canvas = document.getElementById("map");
const { first, states } = JSON.parse(results.dataset.night);
const cards = new Map([...results.querySelectorAll("[data-id]")].map((card) => [card.dataset.id, card]));
const order = [...cards.keys()];

async function start() {
  const map = await drawMap(canvas, await atlas(), { place: (id) => cards.get(id)?.scrollIntoView({ block: "nearest", behavior: "smooth" }) });
  canvas.classList.add("is-drawn");
  let moved = false;

  function show(hour) {
    const clock = `${String(hour % 24).padStart(2, "0")}:00`;
    const now = Object.fromEntries(Object.entries(states).map(([id, each]) => [id, each[hour - first]]));
    const count = {};
    for (const state of STATES) {
      const section = results.querySelector(`[data-state=${state}]`);
      const here = order.filter((id) => now[id] === state);
      count[state] = here.length;
      section.querySelector("ul").replaceChildren(...here.map((id) => cards.get(id)));
      section.hidden = !here.length && state !== "open";
      section.querySelector("[data-none]").hidden = here.length > 0;
      const title = section.querySelector("h2");
      title.textContent = title.textContent.replace(/\d\d:\d\d/, clock);
    }
    for (const link of hours.querySelectorAll("[data-hour]")) {
      if (Number(link.dataset.hour) === hour) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    slider.value = hour;
    slider.setAttribute("aria-valuetext", clock);
    news.textContent = say("night-shown", { time: clock, open: count.open, unknown: count.unknown });
    map.showPlaces(order, { states: now, stay: moved });
    moved = true;
  }

  document.getElementById("slider-room").hidden = false;
  slider.addEventListener("input", () => show(Number(slider.value)));
  hours.addEventListener("click", (event) => {
    const link = event.target.closest("[data-hour]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    show(Number(link.dataset.hour));
    history.replaceState(history.state, "", link.href);
  });
  show(Number(slider.value));
}

start();
