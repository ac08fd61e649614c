// The pin of one place on the drawn map: clicked, dragged, or moved by buttons and arrow keys; the circle is how far off
// it may be. Other places are dots to find one's way by.

import { el } from "./dom.js";

const STEP_METRES = 10;
const DEGREE_METRES = 111320;
const WAYS = { north: [1, 0], south: [-1, 0], east: [0, 1], west: [0, -1] };
const KEYS = { ArrowUp: "north", ArrowDown: "south", ArrowRight: "east", ArrowLeft: "west" };

function leaflet() {
  return new Promise((resolve, reject) => {
    const address = (name) => new URL(`leaflet/${name}`, import.meta.url).pathname;
    const script = el("script", { src: address("leaflet.js"), onload: () => resolve(window.L), onerror: reject });
    const style = el("link", { rel: "stylesheet", href: address("leaflet.css"), onload: () => document.head.append(script), onerror: reject });
    document.querySelector("link[rel=stylesheet]").before(style);
  });
}

/** `start`: latitude and longitude or null; `metres()`: the uncertainty; `placed(point)` is told where a person put it. */
export async function pinMap(box, { start, metres, placed }) {
  const L = await leaflet();
  const { south, west, north, east, tiles, credit, self } = box.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box.querySelector("#pin-map"), { attributionControl: false, maxZoom: 19, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, scrollWheelZoom: false });
  const frame = [[south, west], [north, east]].map((corner) => corner.map(Number));
  L.rectangle(frame, { className: "map-frame", interactive: false, fill: false, weight: 2 }).addTo(map);
  if (tiles) {
    L.tileLayer(tiles, { attribution: credit, maxZoom: 19 }).addTo(map);
    L.control.attribution({ prefix: false }).addTo(map);
  }
  L.control.scale({ imperial: false }).addTo(map);
  const icon = L.divIcon({ className: "pin-icon", html: "", iconSize: [26, 26], iconAnchor: [13, 26] });
  const circle = L.circle([0, 0], { radius: 0, className: "pin-circle", interactive: false });
  const marker = L.marker([0, 0], { icon, draggable: true, keyboard: true, alt: box.querySelector("#pin-map").getAttribute("aria-label") });
  let point = null;

  function redraw() {
    if (!point) {
      marker.remove();
      circle.remove();
      return;
    }
    marker.setLatLng(point).addTo(map);
    marker.getElement().setAttribute("aria-label", marker.options.alt);
    circle.setLatLng(point).setRadius(metres()).addTo(map);
    box.querySelector("#pin-said").textContent = `WGS84 ${point[0].toFixed(6)}, ${point[1].toFixed(6)} ± ${metres()} m`;
  }
  function place(to) {
    point = to;
    redraw();
    if (to) map.setView(to, Math.max(map.getZoom(), 16), { animate: false });
  }
  function put(to) {
    point = to;
    placed(to);
    redraw();
    if (!map.getBounds().pad(-0.1).contains(to)) map.panTo(to, { animate: !still });
  }
  function move(way) {
    const [up, right] = WAYS[way];
    const from = point ?? [map.getCenter().lat, map.getCenter().lng];
    const wide = DEGREE_METRES * Math.cos((from[0] * Math.PI) / 180);
    put([from[0] + (up * STEP_METRES) / DEGREE_METRES, from[1] + (right * STEP_METRES) / wide]);
  }

  map.fitBounds(frame, { animate: false });
  if (start?.length === 2 && start.every(Number.isFinite)) place(start);
  map.on("click", ({ latlng }) => put([latlng.lat, latlng.lng]));
  marker.on("drag dragend", () => put([marker.getLatLng().lat, marker.getLatLng().lng]));
  marker.on("keydown", ({ originalEvent: event }) => {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    move(KEYS[event.key]);
  });
  for (const button of box.querySelectorAll("[data-way]")) button.addEventListener("click", () => move(button.dataset.way));
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  dots(L, self).then((layer) => layer?.addTo(map));
  return { place, redraw };
}

async function dots(L, self) {
  const answer = await fetch("/atlas.json");
  if (!answer.ok) return null;
  const { places } = await answer.json();
  const locale = document.documentElement.lang;
  const known = places.filter(({ id, location }) => location && id !== self);
  return L.layerGroup(
    known.map(({ names, location }) =>
      L.circleMarker([location.lat, location.lon], { radius: 4, className: "pin-other", bubblingMouseEvents: true }).bindTooltip(names[locale] ?? names["zh-Hans"]),
    ),
  );
}
