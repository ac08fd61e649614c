// Names, kinds and positions of all places, fetched once and shared by cards, plan and map.

import { currentLocale } from "./words.js";

let loading = null;

export function atlas() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load() {
  const answer = await fetch(document.documentElement.dataset.atlas);
  if (!answer.ok) throw new Error(`atlas: ${answer.status}`);
  const { places, ...rest } = await answer.json();
  return { ...rest, places: new Map(places.map((place) => [place.id, place])) };
}

export const nameOf = (place) => place.names[currentLocale()];
