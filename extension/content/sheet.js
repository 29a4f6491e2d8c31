// The style sheet of USER origin that gives our attribute its meaning: the background inserts it, because no rule and no
// inline style of the page wins against that origin. What each value asks is in background/sheet.js.

import { isAlive, send } from '../shared/browser.js';

/**
 * Inserts a sheet for an attribute that the page cannot know beforehand.
 * @param {(() => void)[]} undo
 * @returns {Promise<string>} the attribute; rejects where the sheet could not be inserted, as nothing would be hidden
 */
export async function insertSheet(undo) {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const attribute = `sf-${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`;
  const inserted = await send({ type: 'sheet', attribute, on: true });
  if (inserted !== true) throw new Error('the background did not answer');
  undo.push(() => quietly({ type: 'sheet', attribute, on: false }));
  return attribute;
}

/**
 * Inserts the sheet for the same attribute into the frames of the page's origin that are there now.
 * @param {string} attribute @param {(() => void)[]} undo
 */
export function insertInFrames(attribute, undo) {
  quietly({ type: 'sheet', attribute, on: true, frames: true });
  undo.push(() => quietly({ type: 'sheet', attribute, on: false, frames: true }));
}

/**
 * Sends what may be lost: when the extension has gone, there is nobody to tell.
 * @param {import('../shared/messages.js').Message} message
 */
export function quietly(message) {
  if (isAlive()) send(message).catch(() => {});
}
