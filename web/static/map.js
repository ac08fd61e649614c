// The drawn map: readable without any tiles. Stops are numbered, legs drawn by their mode, and a place whose position
// is only an estimate is a circle of that estimate's size, never a pin.

import { nameOf } from "./atlas.js";
import { el } from "./dom.js";
import { arrange, spread } from "./labels.js";
import { clock, currentLocale, say } from "./words.js";

const BADGE = 34;
const GRID_DEGREES = 0.01;
const MOST_LABELS = 36;
// The room of the buttons in the upper right corner, in pixels.
const CONTROLS = { width: 62, height: 216 };
// That of the scale in the lower left one.
const SCALE = { width: 116, height: 32 };
// A place known only to within kilometres would be a dot in a field that means nothing.
const VAGUE_METRES = 1500;
const LINES = {
  walk: { dashArray: "1 9", weight: 4, lineCap: "round" },
  ebike: { dashArray: "10 7", weight: 4 },
  bus: { weight: 5 },
  taxi: { weight: 3 },
};

let leaflet = null;

/** Leaflet is fetched when a map is first shown: the conversation doesn't wait for it. */
function loadLeaflet() {
  leaflet ??= new Promise((resolve, reject) => {
    const fail = () => {
      leaflet = null;
      reject(new Error("leaflet"));
    };
    const address = (name) => new URL(`leaflet/${name}`, import.meta.url).pathname;
    const script = el("script", { src: address("leaflet.js"), onerror: fail, onload: () => resolve(window.L) });
    // Before our own style, which goes on where Leaflet's ends.
    const style = el("link", { rel: "stylesheet", href: address("leaflet.css"), onerror: fail, onload: () => document.head.append(script) });
    document.querySelector("style, link[rel=stylesheet]").before(style);
  });
  return leaflet;
}

export async function drawMap(container, atlas, listeners = {}) {
  const L = await loadLeaflet();
  return new DrawnMap(L, container, atlas, listeners);
}

class DrawnMap {
  #L;
  #atlas;
  #listeners;
  #map;
  #base;
  #drawing;
  #labels;
  #itinerary = null;
  #only = null;
  #selected = null;
  #focus = null;

  /** `listeners`: `stop(index)` when a stop is chosen on the map, `ask(place)` when a visitor asks about a place. */
  constructor(L, container, atlas, listeners) {
    this.#L = L;
    this.#atlas = atlas;
    this.#listeners = listeners;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map = L.map(container, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      maxZoom: 18,
      minZoom: 9,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    });
    const base = L.layerGroup().addTo(this.#map);
    this.#base = base;
    this.#drawing = L.layerGroup().addTo(this.#map);
    this.#labels = L.layerGroup().addTo(this.#map);
    this.#tiles(container.dataset);
    this.#paper();
    this.#controls();
    this.#map.fitBounds(this.#heart(), { animate: false });
    this.#map.on("zoomend moveend", () => this.#redraw());
    new ResizeObserver(() => this.#resized()).observe(container);
  }

  showPlaces() {
    this.#itinerary = null;
    this.#only = null;
    this.#selected = null;
    this.#redraw();
    this.#map.fitBounds(this.#heart(), { animate: false });
  }

  /** One place, with what lies around it. */
  showPlace(id) {
    const place = this.#atlas.places.get(id);
    if (!place?.location) return;
    this.#only = place;
    this.#focus = this.#L.latLng(place.location).toBounds(Math.max(700, place.location.uncertainty_m * 2.6));
    this.#redraw();
    this.#map.fitBounds(this.#focus, { animate: false });
  }

  showPlan(itinerary) {
    this.#itinerary = itinerary;
    this.#selected = null;
    const spots = this.#stops().map(({ place }) => place.location);
    this.#focus = spots.length ? this.#L.latLngBounds(spots) : this.#heart();
    this.#redraw();
    this.#fit();
  }

  select(index) {
    this.#selected = index;
    const stop = this.#stops().find((other) => other.index === index);
    this.#redraw();
    if (stop && !this.#map.getBounds().pad(-0.15).contains(stop.place.location)) {
      this.#map.panTo(stop.place.location);
    }
  }

  /** After a change of language. */
  reword() {
    this.#controls();
    this.#redraw();
  }

  #fit() {
    this.#map.fitBounds(this.#focus, { paddingTopLeft: [44, 40], paddingBottomRight: [76, 44], maxZoom: 16.5, animate: false });
  }

  #resized() {
    const { x, y } = this.#map.getSize();
    this.#map.invalidateSize({ animate: false });
    // A map that was hidden had no size to fit into.
    if ((!x || !y) && this.#focus) this.#fit();
  }

  #tiles({ tiles, credit }) {
    if (!tiles) return;
    this.#L.tileLayer(tiles, { attribution: credit ?? "", maxZoom: 19 }).addTo(this.#map);
    this.#L.control.attribution({ prefix: false }).addTo(this.#map);
  }

  /** The sheet: a faint grid and the frame of the district. */
  #paper() {
    const { south, west, north, east } = this.#atlas.district.box;
    const line = { className: "map-grid", interactive: false, weight: 1 };
    for (let lat = Math.ceil(south / GRID_DEGREES) * GRID_DEGREES; lat < north; lat += GRID_DEGREES) {
      this.#L.polyline([[lat, west], [lat, east]], line).addTo(this.#base);
    }
    for (let lon = Math.ceil(west / GRID_DEGREES) * GRID_DEGREES; lon < east; lon += GRID_DEGREES) {
      this.#L.polyline([[south, lon], [north, lon]], line).addTo(this.#base);
    }
    const frame = { className: "map-frame", interactive: false, weight: 2, fill: false };
    this.#L.rectangle([[south, west], [north, east]], frame).addTo(this.#base);
  }

  #controls() {
    for (const control of this.controls ?? []) control.remove();
    const L = this.#L;
    const north = L.control({ position: "topright" });
    north.onAdd = () => el("div", { class: "map-north", "aria-hidden": "true" }, el("span", {}, "▲"), el("b", {}, say("map-north")));
    const fit = L.control({ position: "topright" });
    fit.onAdd = () => {
      const button = el("button", { type: "button", class: "map-fit", "aria-label": say("map-fit"), title: say("map-fit"),
        onclick: () => (this.#itinerary ? this.#fit() : this.#map.fitBounds(this.#focus ?? this.#heart())) }, "⤢");
      L.DomEvent.disableClickPropagation(button);
      return button;
    };
    this.controls = [
      north,
      L.control.zoom({ position: "topright", zoomInTitle: say("map-zoom-in"), zoomOutTitle: say("map-zoom-out") }),
      fit,
      L.control.scale({ imperial: false, position: "bottomleft" }),
    ];
    for (const control of this.controls) control.addTo(this.#map);
  }

  /** Where most places are: the frame without the outermost tenth on each side. */
  #heart() {
    const known = [...this.#atlas.places.values()].filter((place) => place.in_district && drawn(place));
    const middle = (values) => {
      const sorted = values.sort((a, b) => a - b);
      return [sorted[Math.floor(sorted.length * 0.1)], sorted[Math.ceil(sorted.length * 0.9) - 1]];
    };
    if (!known.length) {
      const { south, west, north, east } = this.#atlas.district.box;
      return this.#L.latLngBounds([[south, west], [north, east]]);
    }
    const [south, north] = middle(known.map((place) => place.location.lat));
    const [west, east] = middle(known.map((place) => place.location.lon));
    return this.#L.latLngBounds([[south, west], [north, east]]).pad(0.08);
  }

  #stops() {
    return (this.#itinerary?.stops ?? [])
      .map((stop, index) => ({ stop, index, place: this.#atlas.places.get(stop.place_id) }))
      .filter(({ place }) => place?.location);
  }

  #redraw() {
    this.#drawing.clearLayers();
    this.#labels.clearLayers();
    const obstacles = this.#itinerary ? this.#drawPlan() : [];
    this.#drawAround(obstacles);
  }

  /** Legs, circles of uncertainty and numbered stops; answers with the room they take. */
  #drawPlan() {
    const stops = this.#stops();
    const spots = spread(stops.map(({ place }) => this.#map.latLngToContainerPoint(place.location)), BADGE + 10);
    const seats = new Map(stops.map(({ index }, order) => [index, this.#map.containerPointToLatLng(spots[order])]));
    // A pause has no position of its own: it is taken where the stop before is.
    const seatOf = (index) => {
      for (let at = index; at >= 0; at -= 1) if (seats.has(at)) return seats.get(at);
      return null;
    };
    for (const { place, index } of stops) this.#drawUncertainty(place, index === this.#selected);
    for (const leg of this.#itinerary.legs) {
      const ends = [seatOf(leg.from), seatOf(leg.to)];
      if (!ends[0] || !ends[1] || ends[0] === ends[1]) continue;
      this.#L.polyline(ends, { className: `map-leg map-${leg.mode}`, interactive: false, ...LINES[leg.mode] }).addTo(this.#drawing);
    }
    stops.forEach(({ stop, index, place }, order) => {
      const spot = this.#map.latLngToContainerPoint(place.location);
      if (Math.hypot(spot.x - spots[order].x, spot.y - spots[order].y) > BADGE / 2) {
        this.#L.polyline([place.location, seats.get(index)], { className: "map-leader", interactive: false, weight: 1 }).addTo(this.#drawing);
        this.#L.circleMarker(place.location, { className: "map-leader", interactive: false, radius: 2 }).addTo(this.#drawing);
      }
      this.#drawStop(stop, index, place, seats.get(index));
    });
    const badges = spots.map(({ x, y }) => ({ left: x - BADGE / 2, right: x + BADGE / 2, top: y - BADGE / 2, bottom: y + BADGE / 2 }));
    const names = stops.map(({ stop, place, index }, order) => ({
      text: stop.name || nameOf(place), at: spots[order], gap: BADGE / 2 + 6, chosen: index === this.#selected,
      className: index === this.#selected ? "map-name is-chosen" : "map-name",
    }));
    // The chosen stop's name has the first pick of the room.
    const named = this.#write(names.sort((a, b) => b.chosen - a.chosen), badges);
    return [...badges, ...named];
  }

  #drawUncertainty(place, chosen) {
    const { precision, uncertainty_m } = place.location;
    if (precision === "exact") return;
    this.#L.circle(place.location, {
      radius: uncertainty_m, interactive: false, className: chosen ? "map-about is-chosen" : "map-about", weight: chosen ? 2 : 0, dashArray: "5 6",
    }).addTo(this.#drawing);
  }

  #drawStop(stop, index, place, seat) {
    const exact = place.location.precision === "exact";
    const badge = el("span", { class: `map-stop is-${stop.kind}${exact ? "" : " is-about"}${index === this.#selected ? " is-chosen" : ""}` }, String(index + 1));
    const marker = this.#L.marker(seat, {
      icon: this.#L.divIcon({ html: badge, className: "map-seat", iconSize: [44, 44] }),
      zIndexOffset: index === this.#selected ? 1000 : 0,
      riseOnHover: true,
    }).addTo(this.#drawing);
    const label = say(exact ? "map-stop" : "map-stop-about", { n: index + 1, name: stop.name, time: clock(stop.begin) });
    marker.getElement()?.setAttribute("aria-label", label);
    if (index === this.#selected) marker.getElement()?.setAttribute("aria-current", "true");
    const choose = () => this.#listeners.stop?.(index);
    marker.on("click", choose);
    marker.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && choose());
  }

  /** The places around, as far as there is room for their names. */
  #drawAround(obstacles) {
    const stops = new Set(this.#stops().map(({ place }) => place.id));
    const view = this.#map.getBounds();
    const around = [...this.#atlas.places.values()]
      .filter((place) => drawn(place) && !stops.has(place.id) && view.contains(place.location))
      .filter((place) => place.status === "open" || place === this.#only)
      .sort((a, b) => (b === this.#only) - (a === this.#only) || weight(b) - weight(a));
    if (this.#only) this.#drawUncertainty(this.#only, true);
    const wanted = around.slice(0, MOST_LABELS).map((place) => ({
      place, text: nameOf(place), at: this.#map.latLngToContainerPoint(place.location), gap: 8,
      className: place === this.#only ? "map-name is-chosen" : "map-name is-around",
    }));
    if (this.#itinerary) {
      // Beside a plan a dot without a name would only be in the way.
      this.#write(wanted, obstacles, ({ place }) => this.#drawPlace(place));
      return;
    }
    for (const place of around) this.#drawPlace(place);
    const dots = wanted.map(({ at }) => ({ left: at.x - 5, right: at.x + 5, top: at.y - 5, bottom: at.y + 5 }));
    this.#write(wanted, [...obstacles, ...dots]);
  }

  #drawPlace(place) {
    const exact = place.location.precision === "exact";
    const busy = this.#itinerary !== null;
    const dot = this.#L.circleMarker(place.location, {
      radius: place === this.#only ? 8 : exact ? 5 : 4,
      className: `map-dot${exact ? "" : " is-about"}${place.status === "open" ? "" : " is-shut"}${place === this.#only ? " is-chosen" : ""}`,
      interactive: !busy,
      weight: 2,
    }).addTo(this.#drawing);
    if (!busy) dot.bindPopup(() => this.#popup(place), { closeButton: false, minWidth: 160 });
  }

  #popup(place) {
    const locale = currentLocale();
    return el("div", { class: "map-popup" },
      el("a", { href: `/places/${place.id}?lang=${locale}` }, nameOf(place)),
      el("p", {}, this.#atlas.kinds[place.kind]?.[locale] ?? place.kind),
      place.status === "open" ? null : el("p", { class: `badge is-${place.status}` }, say(`status-${place.status}`)),
      place.location.precision === "exact" ? null : el("p", {}, say("place-about", { n: place.location.uncertainty_m })),
      this.#listeners.ask ? el("button", { type: "button", class: "button", onclick: () => this.#listeners.ask(place) }, say("card-ask")) : null,
    );
  }

  /** Write labels where they are free and do `also` for each written; answers with the room they take. */
  #write(wanted, obstacles, also = () => {}) {
    const { x, y } = this.#map.getSize();
    const sized = wanted.map(({ text, at, gap }) => ({ x: at.x, y: at.y, gap, width: textWidth(text), height: 18 }));
    const controls = { left: x - CONTROLS.width, right: x, top: 0, bottom: CONTROLS.height };
    const scale = { left: 0, right: SCALE.width, top: y - SCALE.height, bottom: y };
    const boxes = arrange(sized, [...obstacles, controls, scale], { left: 4, top: 4, right: x - 4, bottom: y - 4 });
    return boxes.flatMap((box, order) => {
      if (!box) return [];
      const { text, className } = wanted[order];
      also(wanted[order]);
      this.#L.marker(this.#map.containerPointToLatLng([box.left, box.top]), {
        icon: this.#L.divIcon({ html: el("span", { class: className, "aria-hidden": "true" }, text), className: "map-label", iconSize: null, iconAnchor: [0, 0] }),
        interactive: false, keyboard: false,
      }).addTo(this.#labels);
      return [box];
    });
  }
}

const drawn = (place) => place.location && place.location.uncertainty_m <= VAGUE_METRES;
const weight = (place) => (place.status === "open" ? 2 : 0) + (place.location.precision === "exact" ? 1 : 0) + place.quality / 10;

const canvas = document.createElement("canvas").getContext("2d");
function textWidth(text) {
  canvas.font = "600 13px system-ui, sans-serif";
  return canvas.measureText(text).width + 6;
}
