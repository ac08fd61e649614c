// Tiles that are drawn in GCJ-02, as maps in mainland China have to be: everything of ours is moved to where they show it.
// The formula is the published reconstruction (github.com/googollee/eviltransform), on the Krasovsky 1940 ellipsoid.

const AXIS = 6378245;
const FLATNESS = 0.00669342162296594323;
const { PI, sin, cos, sqrt, abs } = Math;

export function toGcj02(lat, lon) {
  if (!(lat >= 0.8293 && lat <= 55.8271 && lon >= 72.004 && lon <= 137.8347)) return [lat, lon];
  const x = lon - 105;
  const y = lat - 35;
  const waves = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  let north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves;
  north += ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 + ((160 * sin((y / 12) * PI) + 320 * sin((y / 30) * PI)) * 2) / 3;
  let east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves;
  east += ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 + ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  const bulge = 1 - FLATNESS * sin((lat * PI) / 180) ** 2;
  return [
    lat + (north * 180) / (((AXIS * (1 - FLATNESS)) / (bulge * sqrt(bulge))) * PI),
    lon + (east * 180) / ((AXIS / sqrt(bulge)) * cos((lat * PI) / 180) * PI),
  ];
}

export function fromGcj02(lat, lon) {
  let guess = [lat, lon];
  for (let round = 0; round < 8; round += 1) {
    const there = toGcj02(...guess);
    guess = [guess[0] - (there[0] - lat), guess[1] - (there[1] - lon)];
  }
  return guess;
}

/** The projection of web maps for tiles of that datum. */
export function projectionFor(L, datum) {
  if (datum !== "GCJ-02") return L.CRS.EPSG3857;
  const mercator = L.CRS.EPSG3857.projection;
  const projection = L.extend({}, mercator, {
    project: (spot) => mercator.project(L.latLng(...toGcj02(spot.lat, spot.lng))),
    unproject: (point) => {
      const { lat, lng } = mercator.unproject(point);
      return L.latLng(...fromGcj02(lat, lng));
    },
  });
  return L.extend({}, L.CRS.EPSG3857, { projection });
}
