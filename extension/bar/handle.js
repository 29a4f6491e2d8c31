// The bar's handle: dragged by pointer, moved by arrow keys. The frame moves with the bar, so a drag is measured on the
// screen and not in the frame.

/** Pixels that one press of an arrow key moves the bar, and with Shift. */
const STEP = 16;
const LEAP = 96;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {HTMLElement} handle
 * @param {import('../shared/frame-page.js').Channel} channel
 */
export function watchHandle(handle, channel) {
  /** @type {{x: number, y: number} | null} */
  let last = null;
  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    last = { x: event.screenX, y: event.screenY };
  });
  handle.addEventListener('pointermove', (event) => {
    if (!last) return;
    const [x, y] = [event.screenX - last.x, event.screenY - last.y];
    last = { x: event.screenX, y: event.screenY };
    if (x !== 0 || y !== 0) channel.send({ type: 'move', x, y });
  });
  const end = () => {
    if (last) channel.send({ type: 'moved' });
    last = null;
  };
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
  handle.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? LEAP : STEP;
    channel.send({ type: 'move', x: arrow[0] * step, y: arrow[1] * step });
    channel.send({ type: 'moved' });
  });
}
