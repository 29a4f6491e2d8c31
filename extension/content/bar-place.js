// Where the bar stands: moved by its handle, kept inside the window, remembered on this device. The place is kept as
// shares of the free room, so that it means the same in a window of another size.

import { browser } from '../shared/browser.js';
import { page } from './native.js';

const KEY = 'bar-place';
/** Pixels to the window's edges. */
const EDGE = 10;

/** Shares of the free room from the left and from the top; the corner that is farthest from what people read. */
const INITIAL = { x: 1, y: 1 };

/** @param {number} value */
const share = (value) => Math.min(1, Math.max(0, value));

/**
 * @param {import('./frame.js').Frame} frame
 * @returns {Promise<() => void>} stops watching the window
 */
export async function placeBar(frame) {
  const { box } = frame;
  let place = INITIAL;
  /** The width that the bar may take, beside the window's scroll bar. */
  const room = () => Math.max(0, page.root().clientWidth - 2 * EDGE);
  /** The room that the bar leaves free. */
  const free = () => {
    const { width, height } = box.getBoundingClientRect();
    return { x: Math.max(1, room() - width), y: Math.max(1, innerHeight - height - 2 * EDGE) };
  };
  const apply = () => {
    const { x, y } = free();
    const [left, top] = [EDGE + place.x * x, EDGE + place.y * y];
    const edge = place.y > 0.5 ? 'bottom' : 'top';
    const { style } = box;
    // Held by the nearer edges, so that it grows away from them.
    style.left = place.x > 0.5 ? 'auto' : `${left}px`;
    style.right = place.x > 0.5 ? `${EDGE + (1 - place.x) * x}px` : 'auto';
    style.top = edge === 'bottom' ? 'auto' : `${top}px`;
    style.bottom = edge === 'bottom' ? `${EDGE + (1 - place.y) * y}px` : 'auto';
    frame.send({ type: 'place', edge, room: room() });
  };
  frame.listen(['move', 'moved'], (message) => {
    if (message.type === 'moved') return void browser.storage.local.set({ [KEY]: place }).catch(() => {});
    const { x, y } = free();
    place = { x: share(place.x + message.x / x), y: share(place.y + message.y / y) };
    apply();
  });
  /** @type {Record<string, any>} */
  const kept = await browser.storage.local.get(KEY).catch(() => ({}));
  const stored = kept[KEY];
  if (Number.isFinite(stored?.x) && Number.isFinite(stored?.y)) place = { x: share(stored.x), y: share(stored.y) };
  apply();
  addEventListener('resize', apply);
  return () => removeEventListener('resize', apply);
}
