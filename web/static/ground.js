// What lies under the places: water, quarters, streets and rivers, drawn as softly as they are known.

import { currentLocale } from "./words.js";

const PANES = { water: 210, quarter: 220, river: 230, street: 240 };
// A blur of more pixels takes phones long and looks no softer.
const SOFTEST = 26;
const LINE = 7;

export class Ground {
  #L;
  #map;
  #shapes;

  constructor(L, map, shapes) {
    this.#L = L;
    this.#map = map;
    this.#shapes = shapes;
    for (const [sort, height] of Object.entries(PANES)) {
      const pane = map.createPane(`ground-${sort}`);
      pane.style.zIndex = height;
      pane.style.pointerEvents = "none";
      const renderer = L.svg({ pane: `ground-${sort}`, padding: 0.5 });
      for (const shape of shapes) if (shape.sort === sort) this.#draw(shape, renderer);
    }
    map.on("zoomend", () => this.#soften());
    this.#soften();
  }

  #draw(shape, renderer) {
    const look = { renderer, pane: renderer.options.pane, interactive: false, className: `ground is-${shape.sort}` };
    if (shape.sort === "water" || shape.sort === "quarter") {
      this.#L.polygon(shape.spots, { ...look, stroke: false, fillOpacity: 1 }).addTo(this.#map);
    } else {
      this.#L.polyline(shape.spots, { ...look, weight: LINE, lineCap: "round", lineJoin: "round" }).addTo(this.#map);
    }
  }

  /** Edges fade over as many pixels as they may be off. */
  #soften() {
    for (const sort of ["water", "quarter", "river", "street"]) {
      const softest = Math.max(0, ...this.#shapes.filter((shape) => shape.sort === sort).map((shape) => shape.soft_m));
      const share = sort === "water" || sort === "quarter" ? 0.4 : 0.015;
      const pixels = Math.min(sort === "water" ? SOFTEST : 16, (softest * share) / this.#metresAPixel());
      this.#map.getPane(`ground-${sort}`).style.filter = pixels > 0.6 ? `blur(${pixels.toFixed(1)}px)` : "";
    }
  }

  #metresAPixel() {
    const middle = this.#map.getSize().divideBy(2);
    const span = this.#map.distance(
      this.#map.containerPointToLatLng([middle.x - 50, middle.y]), this.#map.containerPointToLatLng([middle.x + 50, middle.y]),
    );
    return span / 100 || 1;
  }

  /** Names with the spots where each would say what it means, for the part in view. */
  names() {
    const { x: width, y: height } = this.#map.getSize();
    const named = [];
    for (const shape of this.#shapes) {
      const points = shape.spots.map((spot) => this.#map.latLngToContainerPoint(spot));
      const xs = points.map(({ x }) => x);
      const ys = points.map(({ y }) => y);
      const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
      if (box.right < 0 || box.left > width || box.bottom < 0 || box.top > height) continue;
      const area = shape.sort === "water" || shape.sort === "quarter";
      // A quarter smaller than its name is not worth naming.
      if (area && box.right - box.left < 42) continue;
      named.push({ text: shape.names[currentLocale()], sort: shape.sort, spots: area ? within(box, width, height) : along(points) });
    }
    return named;
  }
}

/** Spots in the seen part of an area, its middle first. */
function within(box, width, height) {
  const left = Math.max(box.left, 8);
  const right = Math.min(box.right, width - 8);
  const top = Math.max(box.top, 8);
  const bottom = Math.min(box.bottom, height - 8);
  const spot = (across, down) => ({ x: left + (right - left) * across, y: top + (bottom - top) * down });
  const beside = [{ x: (left + right) / 2, y: box.top - 6 }, { x: (left + right) / 2, y: box.bottom + 6 }];
  return [spot(0.5, 0.5), spot(0.5, 0.22), spot(0.5, 0.78), spot(0.3, 0.35), spot(0.7, 0.35), spot(0.3, 0.65), spot(0.7, 0.65), ...beside];
}

function along(points) {
  const first = points[0];
  const last = points.at(-1);
  return [0.5, 0.25, 0.75].map((share) => ({ x: first.x + (last.x - first.x) * share, y: first.y + (last.y - first.y) * share - 11 }));
}
