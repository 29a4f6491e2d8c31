// Puts a small panel by a place in the window: below it, or above where there is more room, and never over the edge.

/** Pixels between the panel and the place, and the window's edge. */
const GAP = 8;

/** @param {HTMLElement} panel fixed to the window @param {DOMRect} place */
export function placeBy(panel, place) {
  const { width, height } = panel.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const below = place.bottom + GAP + height <= innerHeight;
  panel.style.left = `${Math.max(GAP, Math.min(place.left - width / 3, room - width - GAP))}px`;
  panel.style.top = `${below ? place.bottom + GAP : Math.max(GAP, place.top - GAP - height)}px`;
}
