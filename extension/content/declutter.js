// Hiding in place, from the labels to the bar: what is hidden, counted, shown again, undone, and begun anew when the page
// shows another article.

import { hostOf, readFor } from '../shared/corrections.js';
import { plural } from '../shared/i18n.js';
import { insertSheet } from './sheet.js';
import { Visit } from './visit.js';

/** @typedef {import('./content.js').Labelled} Labelled */

/**
 * What the controller gives to the mode that it enters.
 * @typedef {object} Control
 * @property {(() => void)[]} undo steps that take the mode back
 * @property {() => void} check throws when the person has asked for something else since
 * @property {Promise<import('./frame.js').Frame | null>} frame the bar
 * @property {() => Promise<Labelled>} label labels the page anew
 * @property {() => void} leave
 * @property {() => void} back the person wants the page as it is
 * @property {() => void} reader
 * @property {(sentence: string) => void} say
 * @property {(mode: 'declutter', hidden: number) => void} report tells the toolbar button
 */

/**
 * Hides the clutter of a page.
 * @param {Labelled} labelled
 * @param {Control} control
 */
export async function declutter(labelled, { undo, check, frame: opening, label, leave, back, reader, say, report }) {
  const attribute = await insertSheet(undo);
  check();
  /** @type {import('./frame.js').Frame | null} */
  let frame = null;
  let showing = false;
  let stopped = false;
  const total = () => Object.values(visit.hiding.counts()).reduce((sum, count) => sum + count, 0);
  const tell = () => {
    report('declutter', total());
    frame?.send({ type: 'hidden', counts: visit.hiding.counts(), showing, stopped });
  };

  /** @param {Labelled} labelled */
  const newVisit = (labelled) =>
    new Visit(attribute, labelled, {
      analyse: async (captured) => {
        const bar = await opening;
        if (!bar) throw new Error('no frame');
        const { url } = captured;
        return bar.analyse(captured, { ...labelled.options, url, corrections: await readFor(hostOf(url)) });
      },
      changed: tell,
      left: () => void begin().catch(leave),
      stopped: () => {
        stopped = true;
        tell();
      },
    });
  let visit = newVisit(labelled);

  /** The page shows another article now; or none, which ends the mode. */
  const begin = async () => {
    visit.end();
    const labelled = await label();
    if (!labelled.result.hasArticle) return leave();
    visit = newVisit(labelled);
    showing = stopped = false;
    visit.begin();
    tell();
  };

  const before = scrollY;
  const first = visit;
  undo.push(() => visit.end());
  visit.begin();
  const after = scrollY;
  undo.push(() => {
    const untouched = visit === first && Math.abs(scrollY - after) < 1;
    visit.end();
    // At the end of a page that became shorter, there was less to hold on to.
    if (untouched) scrollTo({ top: before, behavior: 'instant' });
  });

  report('declutter', total());
  frame = await opening;
  check();
  if (!frame) return say(plural('noticeHidden', total()));
  frame.listen(['peek', 'show-all', 'reader', 'leave', 'resize'], (message) => {
    if (message.type === 'resize') frame?.resize(message);
    else if (message.type === 'leave') back();
    else if (message.type === 'reader') reader();
    else if (message.type === 'peek') visit.hold(() => visit.hiding.peek(message.on));
    else {
      showing = message.on;
      visit.show(showing);
      tell();
    }
  });
  tell();
}
