// The drawn map: readable without any tiles. Stops are numbered, legs drawn by their mode, places that crowd are gathered,
// and a place whose position is only an estimate is a soft spot or a circle of that estimate's size, never a pin.

import { nameOf } from "./atlas.js";
import { projectionFor } from "./datum.js";
import { el } from "./dom.js";
import { Ground } from "./ground.js";
import { arrange, gather, spread } from "./labels.js";
import { clock, currentLocale, say } from "./words.js";

const BADGE = 34;
const BUBBLE = 38;
// Places nearer to each other than this many pixels are shown as one.
const CROWDED = 42;
const CLOSEST_ZOOM = 18;
// Ends farther out than this share of the stops' own breadth don't make the stops a knot in a corner.
const FARTHEST_END = 1.5;
const MOST_LABELS = 36;
// So many of the places of a crowd are read out.
const NAMED_IN_GROUP = 3;
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
  #ground;
  #doubts;
  #drawing;
  #labels;
  #itinerary = null;
  #only = null;
  #selected = null;
  #focus = null;
  #shown = null;
  #states = {};
  #pointed = null;
  #ends = {};

  /** `listeners`: `stop(index)` when a stop is chosen on the map, `ask(place)` when a visitor asks about a place,
   * `place(id)` when one is chosen on the map. */
  constructor(L, container, atlas, listeners) {
    this.#L = L;
    this.#atlas = atlas;
    this.#listeners = listeners;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { tiles, credit } = container.dataset;
    this.#map = L.map(container, {
      crs: projectionFor(L, tiles ? document.documentElement.dataset.tileDatum : null),
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      maxZoom: CLOSEST_ZOOM,
      minZoom: 9,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    });
    this.#map.fitBounds(this.#heart(), { animate: false });
    if (tiles) this.#tile(tiles, credit);
    else this.#ground = new Ground(L, this.#map, atlas.shapes);
    // Circles of doubt lie under everything in one tone: where they overlap the doubt is no greater.
    const doubts = this.#map.createPane("doubts");
    doubts.style.zIndex = 300;
    doubts.style.opacity = 0.09;
    this.#doubts = L.svg({ pane: "doubts" });
    this.#drawing = L.layerGroup().addTo(this.#map);
    this.#labels = L.layerGroup().addTo(this.#map);
    this.#controls();
    this.#map.on("zoomend moveend", () => this.#redraw());
    new ResizeObserver(() => this.#resized()).observe(container);
    // Paper is of another size, and nobody can move the map there.
    matchMedia("print").addEventListener("change", () => {
      this.#map.invalidateSize({ animate: false });
      if (this.#focus) this.#fit();
    });
  }

  /**
   * @param {string[]|null} ids the places to show; all when null
   * @param {{states?: object, stay?: boolean}} options `states`: open, unknown or closed by place; `stay`: don't move the map
   */
  showPlaces(ids = null, { states = {}, stay = false } = {}) {
    this.#itinerary = null;
    this.#only = null;
    this.#selected = null;
    this.#states = states;
    this.#shown = ids && new Set(ids);
    const known = ids ? ids.map((id) => this.#atlas.places.get(id)).filter((place) => place && drawn(place)) : [];
    this.#focus = known.length ? this.#L.latLngBounds(known.map(({ location }) => location)).pad(0.06) : this.#heart();
    this.#redraw();
    if (!stay) this.#map.fitBounds(ids ? this.#framed(known) : this.#focus, { animate: false, maxZoom: 16 });
  }

  /** Points a place out, for a list beside the map; null for none. */
  point(id) {
    const place = id === null ? null : this.#atlas.places.get(id);
    this.#pointed = place?.location ? place : null;
    if (this.#pointed && !this.#map.getBounds().contains(this.#pointed.location)) this.#map.panTo(this.#pointed.location);
    this.#redraw();
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
    this.#ends = {};
    const spots = this.#stops().map(({ place }) => place.location);
    this.#focus = spots.length ? this.#L.latLngBounds(spots) : this.#heart();
    this.#redraw();
    this.#fit();
    if (itinerary.legs.some((leg) => leg.from === "start" || leg.to === "end")) this.#findEnds(itinerary);
  }

  /** Where the day begins and ends stands in its request, not in the plan. */
  async #findEnds(itinerary) {
    const answer = await fetch(`/api/v1/itineraries/${encodeURIComponent(itinerary.id)}/request`).catch(() => null);
    if (!answer?.ok || this.#itinerary !== itinerary) return;
    const { request } = await answer.json();
    const spot = (wish) => (wish?.place_id ? this.#atlas.places.get(wish.place_id)?.location : wish) ?? null;
    const first = itinerary.legs.find((leg) => leg.from === "start");
    this.#ends = { start: first ? (first.from_position ?? spot(request.start)) : null, end: spot(request.end) };
    const breadth = Math.max(400, this.#map.distance(this.#focus.getSouthWest(), this.#focus.getNorthEast()));
    for (const end of [this.#ends.start, this.#ends.end]) {
      if (end && this.#focus.getCenter().distanceTo(end) < breadth * FARTHEST_END) this.#focus.extend(end);
    }
    this.#fit();
    this.#redraw();
  }

  select(index) {
    this.#selected = index;
    const stop = this.#stops().find((other) => other.index === index);
    this.#redraw();
    if (stop && !this.#map.getBounds().pad(-0.15).contains(stop.place.location)) {
      this.#map.panTo(stop.place.location);
    }
  }

  /** How far that is from the middle of the district. */
  kilometresFrom(lat, lon) {
    return this.#heart().getCenter().distanceTo([lat, lon]) / 1000;
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

  #tile(tiles, credit) {
    this.#L.tileLayer(tiles, { attribution: credit ?? "", maxZoom: 19 }).addTo(this.#map);
    this.#L.control.attribution({ prefix: false }).addTo(this.#map);
  }

  /** The middle nine tenths of those places, so that one far out doesn't shrink all others. */
  #framed(known) {
    return known.length > 8 ? this.#middle(known) : this.#focus;
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
    if (known.length) return this.#middle(known);
    const { south, west, north, east } = this.#atlas.district.box;
    return this.#L.latLngBounds([[south, west], [north, east]]);
  }

  #middle(known) {
    const middle = (values) => {
      const sorted = values.sort((a, b) => a - b);
      return [sorted[Math.floor(sorted.length * 0.1)], sorted[Math.ceil(sorted.length * 0.9) - 1]];
    };
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
      if (typeof index === "string") return this.#ends[index] ?? null;
      for (let at = index; at >= 0; at -= 1) if (seats.has(at)) return seats.get(at);
      return null;
    };
    for (const { place, index } of stops) this.#drawUncertainty(place, index === this.#selected);
    for (const leg of this.#itinerary.legs) {
      const ends = [seatOf(leg.from), seatOf(leg.to)];
      if (!ends[0] || !ends[1] || ends[0] === ends[1]) continue;
      this.#L.polyline(ends, { className: `map-leg map-${leg.mode}`, interactive: false, ...LINES[leg.mode] }).addTo(this.#drawing);
    }
    const ends = Object.entries(this.#ends).filter(([, spot]) => spot);
    for (const [which, spot] of ends) this.#drawEnd(which, spot);
    stops.forEach(({ stop, index, place }, order) => {
      const spot = this.#map.latLngToContainerPoint(place.location);
      if (Math.hypot(spot.x - spots[order].x, spot.y - spots[order].y) > BADGE / 2) {
        this.#L.polyline([place.location, seats.get(index)], { className: "map-leader", interactive: false, weight: 1 }).addTo(this.#drawing);
        this.#L.circleMarker(place.location, { className: "map-leader", interactive: false, radius: 2 }).addTo(this.#drawing);
      }
      this.#drawStop(stop, index, place, seats.get(index));
    });
    const seen = [...spots, ...ends.map(([, spot]) => this.#map.latLngToContainerPoint(spot))];
    const badges = seen.map(({ x, y }) => ({ left: x - BADGE / 2, right: x + BADGE / 2, top: y - BADGE / 2, bottom: y + BADGE / 2 }));
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
      ...(chosen ? {} : { pane: "doubts", renderer: this.#doubts }),
    }).addTo(this.#drawing);
  }

  #drawEnd(which, spot) {
    const sign = el("span", { class: `map-end is-${which}`, "aria-hidden": "true" }, which === "start" ? "▶" : "■");
    this.#L.marker(spot, {
      icon: this.#L.divIcon({ html: sign, className: "map-seat", iconSize: [26, 26] }), interactive: false, keyboard: false,
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
    onChosen(marker, () => this.#listeners.stop?.(index));
  }

  /** The places around, as far as there is room for their names. */
  #drawAround(obstacles) {
    const stops = new Set(this.#stops().map(({ place }) => place.id));
    const view = this.#map.getBounds();
    const around = [...this.#atlas.places.values()]
      .filter((place) => drawn(place) && !stops.has(place.id) && view.contains(place.location))
      .filter((place) => (this.#shown ? this.#shown.has(place.id) : place.status === "open" || place === this.#only))
      .sort((a, b) => this.#rank(b) - this.#rank(a));
    const ground = this.#groundNames();
    if (this.#itinerary) {
      // Beside a plan a dot without a name would only be in the way.
      const named = this.#write(ground, obstacles);
      this.#write(around.slice(0, MOST_LABELS).map((place) => ({ ...this.#label(place), dot: 6 })), [...obstacles, ...named], ({ place }) => this.#drawPlace(place));
      return;
    }
    const chosen = this.#only ?? this.#pointed;
    if (chosen) this.#drawUncertainty(chosen, true);
    const apart = this.#map.getZoom() >= CLOSEST_ZOOM ? 0.5 : CROWDED;
    const groups = gather(around.map((place) => ({ ...this.#at(place), place })), apart);
    const single = [];
    for (const group of groups) {
      const places = group.members.map(({ place }) => place);
      if (places.length > 1) this.#drawGroup(group, places);
      else {
        this.#drawPlace(places[0]);
        single.push(places[0]);
      }
    }
    const room = groups.map(({ x, y, members }) => {
      const reach = members.length > 1 ? BUBBLE / 2 : 6;
      return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
    });
    const first = chosen ? this.#write([this.#label(chosen)], [...obstacles, ...room]) : [];
    const named = this.#write(ground, [...obstacles, ...room, ...first]);
    const rest = single.filter((place) => place !== chosen).slice(0, MOST_LABELS).map((place) => this.#label(place));
    this.#write(rest, [...obstacles, ...room, ...first, ...named]);
  }

  #at(place) {
    return this.#map.latLngToContainerPoint(place.location);
  }

  /** The chosen one first, then those known to be open, the best known and the best. */
  #rank(place) {
    const chosen = place === this.#only || place === this.#pointed ? 100 : 0;
    const open = { open: 10, closed: -10 }[this.#states[place.id]] ?? 0;
    return chosen + open + weight(place);
  }

  #label(place) {
    const chosen = place === this.#only || place === this.#pointed;
    return { place, text: nameOf(place), at: this.#at(place), gap: 8, className: chosen ? "map-name is-chosen" : "map-name is-around" };
  }

  #groundNames() {
    return (this.#ground?.names() ?? []).map(({ text, sort, spots }) => ({
      text, spots, at: spots[0], gap: 0, className: `map-name is-ground is-${sort}`, wide: sort === "water" || sort === "quarter",
    }));
  }

  /** Places that crowd: a number to come closer by, as wide as the spread of what it stands for. */
  #drawGroup({ x, y }, places) {
    const spot = this.#map.containerPointToLatLng([x, y]);
    const about = places.every((place) => place.location.precision !== "exact");
    const states = new Set(places.map((place) => this.#states[place.id]).filter(Boolean));
    const state = ["open", "unknown", "closed"].find((each) => states.has(each));
    const bubble = el("span", { class: `map-group${about ? " is-about" : ""}${state ? ` is-${state}` : ""}` }, String(places.length));
    const marker = this.#L.marker(spot, {
      icon: this.#L.divIcon({ html: bubble, className: "map-seat", iconSize: [44, 44] }),
    }).addTo(this.#drawing);
    const named = places.slice(0, NAMED_IN_GROUP).map(nameOf).join(say("list-comma"));
    marker.getElement()?.setAttribute("aria-label", `${places.length}: ${named}${places.length > NAMED_IN_GROUP ? " …" : ""}`);
    onChosen(marker, () => this.#comeCloser(places, spot));
  }

  #comeCloser(places, spot) {
    const bounds = this.#L.latLngBounds(places.map(({ location }) => location));
    const zoom = Math.min(CLOSEST_ZOOM, Math.max(this.#map.getZoom() + 1, this.#map.getBoundsZoom(bounds.pad(0.3))));
    if (this.#map.getZoom() < CLOSEST_ZOOM - 1.5) {
      this.#map.setView(bounds.getCenter(), zoom);
      // The bubble is gone: the keyboard goes on from the map.
      this.#map.getContainer().focus({ preventScroll: true });
      return;
    }
    const names = el("div", { class: "map-popup" }, places.map((place) => this.#nameLink(place)));
    this.#L.popup({ closeButton: false }).setLatLng(spot).setContent(names).openOn(this.#map);
    names.querySelector("a").focus({ preventScroll: true });
  }

  #nameLink(place) {
    return el("p", {}, el("a", { href: `/places/${place.id}?lang=${currentLocale()}` }, nameOf(place)));
  }

  #drawPlace(place) {
    const exact = place.location.precision === "exact";
    const chosen = place === this.#only || place === this.#pointed;
    const busy = this.#itinerary !== null;
    const state = this.#states[place.id];
    const looks = ["map-dot", exact ? "" : "is-about", place.status === "open" ? "" : "is-shut", chosen ? "is-chosen" : "", state ? `is-${state}` : ""];
    const dot = this.#L.circleMarker(place.location, {
      radius: chosen ? 9 : exact ? 6 : 5, className: looks.filter(Boolean).join(" "), interactive: !busy, weight: 2,
    });
    // What is only roughly known has a soft edge around it, not a point on the ground.
    if (!exact && !busy) {
      this.#L.circleMarker(place.location, { radius: 13, className: `map-halo${state ? ` is-${state}` : ""}`, interactive: false, weight: 0 }).addTo(this.#drawing);
    }
    dot.addTo(this.#drawing);
    if (busy) return;
    dot.bindPopup(() => this.#popup(place), { closeButton: false, minWidth: 160 });
    dot.on("click", () => this.#listeners.place?.(place.id));
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
    const sized = wanted.map(({ text, at, gap, dot, spots, wide }) => (
      { x: at.x, y: at.y, gap, dot, spots, width: textWidth(text) * (wide ? 1.3 : 1), height: wide ? 22 : 18 }
    ));
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

/** By pointer, and by keyboard as a button is. */
function onChosen(marker, act) {
  marker.on("click", act);
  marker.on("keypress", ({ originalEvent }) => {
    if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
    originalEvent.preventDefault();
    act();
  });
}

const drawn = (place) => place.location && place.location.uncertainty_m <= VAGUE_METRES;
const weight = (place) => (place.status === "open" ? 2 : 0) + (place.location.precision === "exact" ? 1 : 0) + place.quality / 10;

const canvas = document.createElement("canvas").getContext("2d");
function textWidth(text) {
  canvas.font = "600 13px system-ui, sans-serif";
  return canvas.measureText(text).width + 6;
}
