// The pages of one place and of one plan: readable as served, with a map where scripts run.

import { atlas } from "./atlas.js";
import { dataBlock, el } from "./dom.js";
import { currentLocale, say } from "./words.js";

const canvas = document.getElementById("map");
const itinerary = dataBlock("itinerary");
const room = document.getElementById("plan");

async function start() {
  const drawn = import("./map.js").then(async ({ drawMap }) => {
    const map = await drawMap(canvas, await atlas(), { stop: (index) => choose(index, true) });
    canvas.classList.add("is-drawn");
    return map;
  }).catch(() => {
    canvas.replaceChildren(el("div", { class: "map-failed", role: "status" }, el("p", {}, say("map-failed"))));
    return null;
  });
  let plan = null;
  async function choose(index, reveal = false) {
    plan?.select(index, reveal);
    (await drawn)?.select(index);
  }
  if (!itinerary) {
    const map = await drawn;
    if (canvas.dataset.place) map?.showPlace(canvas.dataset.place);
    else map?.showPlaces();
    return;
  }
  const { PlanRoom } = await import("./room.js");
  plan = new PlanRoom(room, {
    // A link shows what it was sent for, whatever was tried out here before.
    store: null,
    formats: room.dataset.formats.split(" ").filter(Boolean),
    choose: (index) => choose(index),
    changed: async (shown, byEdit) => {
      // The address always names the plan that is seen, so that it can be passed on.
      if (byEdit) history.replaceState(null, "", `/plans/${shown.id}?lang=${currentLocale()}`);
      document.querySelector(".shared > .note")?.remove();
      for (const code of document.querySelectorAll(".carry-code img")) code.src = `/plans/${shown.id}/qr.svg`;
      for (const link of document.querySelectorAll(".carry-code a")) link.href = `/plans/${shown.id}?lang=${currentLocale()}`;
      (await drawn)?.showPlan(shown);
    },
  });
  room.classList.add("plan-room");
  await plan.show(itinerary);
  if (room.dataset.spoken !== currentLocale()) plan.reword();
}

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.warnings")) folded.open = true;
});

if (canvas) start();
