// Clicks and keys in Firefox, given as soon as it takes them, and once: Marionette refuses or loses what comes too early.

import { elementReference } from './marionette.js';
import { until } from './wait.js';

/** How long a click may be on its way, in milliseconds, before it counts as lost. */
const ARRIVAL = 500;

/** Keys as a test names them (the DOM's `key`) and as WebDriver wants them. */
const KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
});

/**
 * Acts on an element as soon as it takes it, as Playwright does by itself: until then Marionette refuses, and has done
 * nothing, because the element is not there, moves, or is covered.
 * @param {string} selector
 * @param {() => Promise<void>} act
 */
export async function whenReady(selector, act) {
  await until(() => act().then(() => true), `the element ${selector}`);
}

/** What Firefox says of a key that it has not taken. */
const NOT_TAKEN = /synthesizeKeyDown.*NS_ERROR_FAILURE/;

/**
 * Presses keys as soon as Firefox takes them: until the frame that has just come has the window's focus it refuses the
 * first, and has done nothing. Any other complaint is the test's.
 * @param {() => Promise<void>} press
 */
export async function whenFocused(press) {
  const complaint = await until(
    () =>
      press().then(
        () => 'none',
        (error) => {
          if (NOT_TAKEN.test(error.message)) throw error;
          return error;
        },
      ),
    'the focus',
  );
  if (complaint !== 'none') throw complaint;
}

/** Keys go up again, the last one first. @param {import('./marionette.js').Marionette} marionette */
export const release = (marionette) => marionette.command('WebDriver:ReleaseActions');

/** @param {import('./marionette.js').Marionette} marionette @param {string} keys @param {boolean} [stay] they stay down */
export async function pressOnce(marionette, keys, stay = false) {
  const codes = keys.split('+').map((key) => KEYS[key] ?? key);
  const down = codes.map((value) => ({ type: 'keyDown', value }));
  const up = codes.reverse().map((value) => ({ type: 'keyUp', value }));
  const actions = stay ? down : [...down, ...up];
  try {
    await marionette.command('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
  } catch (error) {
    // Marionette takes the key for pressed even so.
    if (NOT_TAKEN.test(String(error))) await release(marionette).catch(() => {});
    throw error;
  }
}

/** The sandbox in which a click is watched: its own world, so that the page sees nothing of it. */
const WATCH = { sandbox: 'system', newSandbox: false };

/**
 * Clicks an element of the current frame, and sees to it that the click got to that element, once: Firefox sends it to
 * where the element last was drawn, which is elsewhere for an instant after its frame has grown or moved, and Marionette
 * may complain of a click that was given.
 * @param {import('./marionette.js').Marionette} marionette
 * @param {string | undefined} id
 */
export async function clickOnce(marionette, id) {
  /** @param {string} body @returns {Promise<any>} */
  const watch = async (body) => {
    const args = [elementReference(id ?? '')];
    return (await marionette.command('WebDriver:ExecuteScript', { script: body, args, ...WATCH })).value;
  };
  await watch(`const [element] = arguments;
    globalThis.arrived = false;
    const note = ({ target }) => (globalThis.arrived = element.contains(target));
    element.ownerDocument.addEventListener('click', note, { capture: true, once: true });`);
  /** @type {unknown} */
  let complaint = new Error('the click went elsewhere');
  await marionette.command('WebDriver:ElementClick', { id }).catch((error) => (complaint = error));
  // A frame that the click closed, or a page that it left, has nothing more to say.
  const arrived = () => watch('return globalThis.arrived').catch(() => true);
  await until(arrived, 'the click', ARRIVAL).catch(() => {
    throw complaint;
  });
}
