// The day as a whole put otherwise: another date, other hours, the weather, the pace, where it begins.

import { atlas } from "./atlas.js";
import * as client from "./client.js";
import { el, icon } from "./dom.js";
import { metres, say } from "./words.js";

const DAYS_AHEAD = 400;
const PATIENCE = 10000;
/** Beyond, a day doesn't begin where one is. */
const FAR_METRES = 60000;

/** Fills the panel with a form; `change(fields)` hears what of the wishes is to be different. */
export async function dayForm(panel, itinerary, change) {
  panel.replaceChildren(el("p", { role: "status" }, say("loading")));
  let wishes;
  try {
    wishes = (await client.wishes(itinerary.id)).request;
  } catch {
    panel.replaceChildren(el("p", { class: "note", role: "status" }, say("edit-away")));
    return;
  }
  const date = el("input", { type: "date", name: "date", value: wishes.date, required: true, min: localDay(0), max: localDay(DAYS_AHEAD) });
  const start = el("input", { type: "time", name: "start_time", value: wishes.start_time, required: true });
  const end = el("input", { type: "time", name: "end_time", value: wishes.end_time === "24:00" ? "00:00" : wishes.end_time, required: true });
  const weather = select("weather", ["any", "rain", "hot"], wishes.weather);
  const pace = select("pace", ["relaxed", "normal", "packed"], wishes.pace);
  const from = select("from", wishes.start ? ["same", "first", "here"] : ["first", "here"], wishes.start ? "same" : "first");
  const told = el("p", { class: "note", role: "status" });
  const form = el("form", { class: "day-form", onsubmit: async (event) => {
    event.preventDefault();
    const fields = { date: date.value, start_time: start.value, end_time: midnight(end.value, start.value), weather: weather.value, pace: pace.value };
    if (from.value === "first") fields.start = null;
    if (from.value === "here") {
      told.textContent = say("where-looking");
      const here = await position();
      const far = typeof here === "string" ? 0 : await away(here);
      if (typeof here === "string" || far > FAR_METRES) {
        told.textContent = far ? say("where-far", { far: metres(far) }) : say(here);
        from.value = wishes.start ? "same" : "first";
        return;
      }
      fields.start = here;
    }
    const different = Object.entries(fields).filter(([name, value]) => JSON.stringify(wishes[name]) !== JSON.stringify(value));
    if (!different.length) {
      told.textContent = say("form-nothing");
      return;
    }
    told.textContent = "";
    change(Object.fromEntries(different));
  } },
    field("form-date", date), field("form-start", start), field("form-end", end),
    field("form-weather", weather), field("form-pace", pace), field("form-from", from),
    el("div", { class: "form-end" }, el("button", { type: "submit", class: "button is-main" }, icon("calendar"), say("form-go")), told),
  );
  panel.replaceChildren(form);
  date.focus();
}

const field = (word, input) => el("label", {}, el("span", {}, say(word)), input);

function select(name, values, chosen) {
  return el("select", { name }, values.map((value) => el("option", { value, selected: value === chosen }, say(`${name}-${value}`))));
}

/** A day that ends at midnight or before it began ends in the night; midnight itself is the day's own end. */
const midnight = (end, start) => (end === "00:00" && start < "16:00" ? "24:00" : end);

function localDay(ahead) {
  const day = new Date(Date.now() + ahead * 86400000);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

/** Where the visitor is, or the name of the sentence that says why that isn't known. */
function position() {
  if (!navigator.geolocation) return Promise.resolve("where-unknown");
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: Math.round(coords.latitude * 1e5) / 1e5, lon: Math.round(coords.longitude * 1e5) / 1e5 }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? "where-denied" : "where-unknown"),
      { timeout: PATIENCE, maximumAge: 60000 },
    );
  });
}

/** Metres from the middle of the district, well enough for near and far. */
async function away({ lat, lon }) {
  const { box } = (await atlas()).district;
  const north = lat - (box.south + box.north) / 2;
  const east = (lon - (box.west + box.east) / 2) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(north, east) * 111195;
}
