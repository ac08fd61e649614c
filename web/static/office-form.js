// A place's form while it is filled in: hours as text and as a week say the same, names that are alike are shown, the
// position has a pin. All of it is also there without scripts, by the form's buttons.

import { pinMap } from "./office-map.js";

const form = document.querySelector("form.entry");
const address = form.getAttribute("action");
const office = address.replace(/\/places\/[^/]*$/, "");
const PAUSE = 250;

/** Calls `act` when nothing more was typed for a moment. */
function settled(act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), PAUSE);
  };
}

/** The answer to the latest question only: a slow one before it must not write over it. */
function latest(ask) {
  let number = 0;
  return async (...given) => {
    const mine = ++number;
    const answer = await ask(...given);
    return mine === number ? answer : null;
  };
}

async function help(what, fields) {
  const answer = await fetch(`${office}/help/${what}?${new URLSearchParams(fields)}`, { credentials: "same-origin" });
  return answer.ok ? answer.json() : null;
}

function tell(near, id, faults) {
  let list = document.getElementById(id);
  if (!list) {
    list = Object.assign(document.createElement("ul"), { id, className: "fault-here" });
    list.setAttribute("role", "status");
    near.before(list);
  }
  list.replaceChildren(...faults.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  near.setAttribute("aria-invalid", faults.length ? "true" : "false");
}

// By attribute: a fieldset with that id is among the form's named items too.
const field = (name) => form.querySelector(`[name="${name}"]`);
const hourFields = () => [...form.elements].filter((each) => each.name?.startsWith("hours."));

const askHours = latest((changed) => {
  const fields = [...hourFields(), field("opening_hours")].map((each) => [each.name, each.value]);
  return help("hours", [["changed", changed], ...fields]);
});

const followHours = settled(async (changed) => {
  const said = await askHours(changed);
  if (!said) return;
  const text = field("opening_hours");
  tell(text, "hours-faults", said.faults);
  if (said.faults.length) return;
  if (changed === "grid") text.value = said.text;
  if (changed === "text" && said.grid["hours.grid"]) {
    for (const each of hourFields()) if (each.name in said.grid || /\.\d\./.test(each.name)) each.value = said.grid[each.name] ?? "";
  }
  if (changed === "grid" || said.grid["hours.grid"]) field("hours.was").value = said.text;
  document.getElementById("hours-calendar").innerHTML = said.calendar;
});

form.addEventListener("input", ({ target }) => {
  if (target.name === "opening_hours") followHours("text");
  else if (/^hours\..*\.(state|begin|end)$/.test(target.name)) {
    // Who writes times means that it is open then.
    const state = field(target.name.replace(/\.\d\.(begin|end)$/, ".state"));
    if (target !== state && target.value && state.value !== "open") state.value = "open";
    if (complete(target)) followHours("grid");
  } else if (/^name\./.test(target.name)) followNames();
  mark(target);
});

/** A window with only one end is still being typed. */
function complete(target) {
  const other = field(target.name.replace(/(begin|end)$/, (part) => (part === "begin" ? "end" : "begin")));
  return other === target || Boolean(target.value.trim()) === Boolean(other.value.trim());
}

document.querySelector('button[value="alike"]')?.addEventListener("click", (event) => {
  event.preventDefault();
  for (const each of hourFields().filter(({ name }) => name.startsWith("hours.Mo."))) {
    for (const day of ["Tu", "We", "Th", "Fr", "Sa", "Su"]) {
      const same = field(each.name.replace(".Mo.", `.${day}.`));
      if (same) same.value = each.value;
    }
  }
  followHours("grid");
});

const askNames = latest(() => {
  const typed = ["zh-Hans", "zh-Hant", "en"].map((locale) => ["name", field(`name.${locale}`).value]);
  return help("names", [...typed.filter(([, text]) => text.trim()), ["but", address.split("/").pop()]]);
});
const followNames = settled(async () => {
  const found = await askNames();
  if (found) document.getElementById("alike").innerHTML = found.html;
});

/** The mark of a missing language goes when it is written. */
function mark(target) {
  const box = target.closest("fieldset");
  const badge = target.lang && box?.querySelector(`.is-lacking[data-language="${target.lang}"]`);
  if (badge) badge.hidden = Boolean(target.value.trim());
}

const pin = document.getElementById("pin");
if (pin) {
  pin.hidden = false;
  const text = field("position.text");
  const metres = field("position.uncertainty_m");
  const askPoint = latest(() => help("point", ["text", "was", "datum"].map((part) => [`position.${part}`, part === "was" ? "" : field(`position.${part}`).value])));
  pinMap(pin, {
    start: /^\s*-?\d/.test(text.value) ? text.value.split(",").map(Number) : null,
    metres: () => Number(metres.value) || 0,
    placed([lat, lon]) {
      text.value = `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
      field("position.datum").value = "WGS84";
      const origin = field("position.origin");
      origin.value = pin.dataset.pinned;
      if (!metres.value) metres.value = "20";
      tell(text, "position-faults", []);
    },
  }).then((map) => {
    metres.addEventListener("input", () => map.redraw());
    const follow = settled(async () => {
      if (!text.value.trim()) return map.place(null);
      const said = text.value === field("position.was").value ? { faults: [], position: null } : await askPoint();
      if (!said) return;
      tell(text, "position-faults", said.faults);
      if (said.position) map.place([said.position.lat, said.position.lon]);
    });
    text.addEventListener("input", () => {
      const origin = field("position.origin");
      if (origin.value === pin.dataset.pinned) origin.value = "";
      follow();
    });
    field("position.datum").addEventListener("change", follow);
  });
}
