// The pages of one place and of one plan: readable as served, with a map where scripts run.

import { atlas } from "./atlas.js";
import { dataBlock } from "./dom.js";
import { drawMap } from "./map.js";
import { Timeline } from "./plan.js";

const canvas = document.getElementById("map");
const itinerary = dataBlock("itinerary");
const room = document.getElementById("plan");

async function start() {
  const places = await atlas();
  let timeline = null;
  const map = await drawMap(canvas, places, { stop: (index) => choose(index, true) });
  canvas.classList.add("is-drawn");
  function choose(index, reveal) {
    timeline.select(index, reveal);
    map.select(index);
  }
  if (itinerary) {
    timeline = new Timeline(itinerary, { choose, ask: null, atlas: places, formats: room.dataset.formats.split(" ").filter(Boolean) });
    room.replaceChildren(timeline.element);
    map.showPlan(itinerary);
  } else if (canvas.dataset.place) {
    map.showPlace(canvas.dataset.place);
  } else {
    map.showPlaces();
  }
}

if (canvas) start();
