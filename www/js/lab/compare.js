// Ours against the truth, ours against another extractor: the scores and a word diff.

import { element } from '../dom.js';
import { C } from '../strings.js';
import { diff } from './diff.js';

/**
 * @typedef {import('./score.js').Score} Score
 * @typedef {object} Compared
 * @property {string | null} ours null while it is not known
 * @property {string} truth
 * @property {Score | null} score
 * @property {{name: string, text: string, score: Score} | null} peer
 */

/** Which two texts are compared; kept while one goes from page to page. */
let chosen = 'truth';

/** @param {HTMLElement} panel @param {Compared} compared */
export function showCompare(panel, { ours, truth, score, peer }) {
  if (ours === null) return panel.replaceChildren(element('p', { class: 'empty' }, C.notYet));
  /** @type {{id: string, name: string, before: string, after: string, cut: string, made: string}[]} */
  const pairs = [{ id: 'truth', name: C.againstTruth, before: truth, after: ours, cut: C.missing, made: C.tooMuch }];
  if (peer) {
    pairs.push({
      id: 'peer',
      name: C.oursAgainst(peer.name),
      before: peer.text,
      after: ours,
      cut: C.onlyOther(peer.name),
      made: C.onlyOurs,
    });
    pairs.push({
      id: 'peer-truth',
      name: C.otherAgainstTruth(peer.name),
      before: truth,
      after: peer.text,
      cut: C.missing,
      made: C.tooMuch,
    });
  }
  const body = element('div', { class: 'diff', dir: 'auto' });
  const show = () => {
    const pair = pairs.find(({ id }) => id === chosen) ?? pairs[0];
    if (!pair) return;
    body.replaceChildren(
      element('p', { class: 'soft' }, element('del', {}, pair.cut), ' ', element('ins', {}, pair.made)),
      element(
        'div',
        { class: 'diff-text' },
        ...diff(pair.before, pair.after).map(({ kind, text }) =>
          element(kind === 'cut' ? 'del' : kind === 'new' ? 'ins' : 'span', {}, text),
        ),
      ),
    );
  };
  const select = element(
    'select',
    {
      'aria-label': C.compare,
      onchange: () => {
        chosen = select.value;
        show();
      },
    },
    ...pairs.map(({ id, name }) => element('option', { value: id, selected: id === chosen }, name)),
  );
  panel.replaceChildren(
    element('div', { class: 'row' }, select),
    element('p', { class: 'scores' }, line(C.ours, score), ...(peer ? [' · ', line(peer.name, peer.score)] : [])),
    body,
  );
  show();
  panel.scrollTop = 0;
}

/** @param {string} name @param {Score | null} score */
function line(name, score) {
  return element(
    'span',
    {},
    `${name} `,
    element('b', {}, score ? `F1 ${score.f1.toFixed(3)}, P ${score.p.toFixed(3)}, R ${score.r.toFixed(3)}` : '…'),
  );
}
