// Hiding in place, from the labels to the bar: what is hidden, kept where the person reads, counted, shown again, undone.

import { plural } from '../shared/i18n.js';
import { Arrangement } from './arrange.js';
import { Hiding } from './hide.js';
import { holdPosition } from './position.js';
import { insertSheet } from './sheet.js';

/**
 * What the controller gives to the mode that it enters.
 * @typedef {object} Control
 * @property {(() => void)[]} undo steps that take the mode back
 * @property {() => void} check throws when the person has asked for something else since
 * @property {Promise<import('./frame.js').Frame | null>} frame the bar
 * @property {() => void} back the person wants the page as it is
 * @property {() => void} reader
 * @property {(sentence: string) => void} say
 * @property {(mode: 'declutter', hidden: number) => void} report tells the toolbar button
 */

/**
 * Hides the clutter of a page.
 * @param {import('./content.js').Labelled} labelled
 * @param {Control} control
 */
export async function declutter(
  { captured, result, options },
  { undo, check, frame: opening, back, reader, say, report },
) {
  const items = result.clutter.flatMap(({ node, role, reason, blocks }) => {
    const element = captured.nodes[node];
    return element instanceof Element ? [{ element, role, reason, blocks }] : [];
  });
  const attribute = await insertSheet(undo);
  check();
  const hiding = new Hiding(attribute, items);
  const arranged = new Arrangement(hiding, captured.nodes, result.blocks, options.hide?.overlay !== false);
  /** @param {() => void} change */
  const hold = (change) => holdPosition(captured.nodes, result.blocks, change);
  const before = scrollY;
  undo.push(() => arranged.undo());
  hold(() => arranged.apply());
  const after = scrollY;
  undo.push(() => {
    const untouched = Math.abs(scrollY - after) < 1;
    hold(() => arranged.undo());
    // At the end of a page that became shorter, there was less to hold on to.
    if (untouched) scrollTo({ top: before, behavior: 'instant' });
  });

  const counts = hiding.counts();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  report('declutter', total);
  const frame = await opening;
  check();
  if (!frame) return say(plural('noticeHidden', total));
  frame.listen(['peek', 'show-all', 'reader', 'leave', 'resize'], (message) => {
    if (message.type === 'resize') frame.resize(message);
    else if (message.type === 'leave') back();
    else if (message.type === 'reader') reader();
    else if (message.type === 'peek') hold(() => hiding.peek(message.on));
    else {
      hold(() => (message.on ? arranged.undo() : arranged.redo()));
      frame.send({ type: 'hidden', counts, showing: message.on });
    }
  });
  frame.send({ type: 'hidden', counts, showing: false });
}
