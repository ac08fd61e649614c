// The list of places in step with its map; filters take effect at once. Without scripts the form does the same by itself.

import { atlas } from "./atlas.js";
import { drawMap } from "./map.js";
import { say } from "./words.js";

const canvas = document.getElementById("map");
const form = document.getElementById("filters");
const near = document.getElementById("near");
const news = document.getElementById("look-news");
// Whoever is farther away than this is not there yet.
const FAR_KM = 60;

let results = document.getElementById("results");
let asking = null;

const shown = () => JSON.parse(results.dataset.shown);
const cards = () => results.querySelectorAll("[data-id]");

async function start() {
  near.querySelector("[data-near-me]").hidden = !navigator.geolocation;
  const map = await drawMap(canvas, await atlas(), { place: reveal });
  canvas.classList.add("is-drawn");
  map.showPlaces(shown());
  results.addEventListener("focusin", pointFrom);
  results.addEventListener("mouseover", pointFrom);
  results.addEventListener("mouseleave", () => map.point(null));

  let pointed = null;
  function pointFrom({ target }) {
    const id = target.closest("[data-id]")?.dataset.id ?? null;
    if (id === pointed) return;
    pointed = id;
    map.point(id);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow(address());
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "day") form.querySelector("[name=when][value=day]").checked = true;
    if (target === near && near.value === "me") findMe();
    else if (target.name !== "q") narrow(address());
  });
  addEventListener("popstate", () => location.reload());

  /** The address that the form itself would go to, without what doesn't narrow. */
  function address() {
    const fields = new URLSearchParams(new FormData(form));
    if (fields.get("when") !== "day") fields.delete("day");
    for (const [name, value] of [...fields]) if (!value) fields.delete(name);
    return `${form.getAttribute("action")}?${fields}`;
  }

  async function narrow(next) {
    asking?.abort();
    asking = new AbortController();
    news.textContent = say("look-loading");
    try {
      const answer = await fetch(next, { signal: asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("results");
      results.replaceChildren(...fresh.childNodes);
      for (const name of Object.keys(results.dataset)) delete results.dataset[name];
      Object.assign(results.dataset, fresh.dataset);
      history.replaceState(history.state, "", next);
      news.textContent = "";
      map.showPlaces(shown());
    } catch (error) {
      if (error.name !== "AbortError") news.textContent = say("look-failed");
    }
  }

  function findMe() {
    news.textContent = say("look-near-looking");
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      const here = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`;
      const option = new Option(say("look-near-me"), here, true, true);
      near.querySelector("[data-near-me]").after(option);
      await narrow(address());
      const far = map.kilometresFrom(coords.latitude, coords.longitude);
      if (far > FAR_KM) news.textContent = say("look-near-far", { far: Math.round(far) });
    }, () => {
      near.value = "";
      news.textContent = say("look-near-denied");
    }, { maximumAge: 60000, timeout: 15000 });
  }
}

function reveal(id) {
  const card = [...cards()].find((each) => each.dataset.id === id);
  const folded = card?.closest("details");
  if (folded) folded.open = true;
  for (const other of cards()) other.classList.toggle("is-pointed", other === card);
  card?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

start();
