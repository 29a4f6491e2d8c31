// How the corpus shows: the means, and one row a page with its score and the other extractor's.

import { byId, element } from '../dom.js';
import { C } from '../strings.js';
import { GOOD, summary } from './score.js';

/**
 * @typedef {import('./corpus-files.js').CorpusPage} CorpusPage
 * @typedef {import('./corpus-files.js').Predictions} Predictions
 * @typedef {import('./score.js').Score} Score
 */

/** Orders of the list: the smallest number first. @type {Record<string, (page: CorpusPage, peer: Predictions | undefined) => number>} */
const ORDERS = {
  worst: ({ score }) => score?.f1 ?? 2,
  loss: ({ id, score }, peer) => (score ? score.f1 - (peer?.get(id)?.score.f1 ?? 0) : 2),
  id: () => 0,
};

/**
 * @param {CorpusPage[]} pages
 * @param {string} order
 * @param {Predictions | undefined} peer
 */
export function sorted(pages, order, peer) {
  const by = ORDERS[order] ?? (() => 0);
  const keys = new Map(pages.map((page) => [page, by(page, peer)]));
  return [...pages].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || (a.id < b.id ? -1 : 1));
}

/**
 * @param {CorpusPage[]} pages in the order in which they show
 * @param {CorpusPage | null} current
 * @param {Predictions | undefined} peer
 * @param {(page: CorpusPage) => void} open
 */
export function showPages(pages, current, peer, open) {
  const rows = pages.map((page) => {
    const { id, type, score, problem } = page;
    const other = peer?.get(id);
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: score && score.f1 < GOOD ? 'page wrong' : 'page',
          title: problem ?? id,
          'aria-current': page === current ? 'true' : null,
          onclick: () => open(page),
        },
        element('span', { class: 'id' }, id, type ? element('small', {}, ` ${type}`) : null),
        element('span', { class: 'number' }, problem ? C.failed : (score?.f1.toFixed(3) ?? '…')),
        other ? element('span', { class: 'number soft' }, other.score.f1.toFixed(3)) : null,
      ),
    );
  });
  byId('page-list').replaceChildren(...rows);
  byId('page-list').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {CorpusPage[]} pages
 * @param {string} peerName
 * @param {Predictions | undefined} peer
 */
export function showScores(pages, peerName, peer) {
  const scored = pages.filter(({ score }) => score);
  const scores = scored.map(({ score }) => /** @type {Score} */ (score));
  const others = scored.flatMap(({ id }) => peer?.get(id)?.score ?? []);
  byId('corpus-scores').replaceChildren(
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element('tr', {}, ...['F1', 'P', 'R', C.good, C.lost].map((name) => element('th', { scope: 'col' }, name))),
      ),
      ...means(C.ours, scores),
      ...(peer ? means(peerName, others) : []),
    ),
    element('p', { class: 'soft' }, C.progress(scored.length, pages.length), element('br'), C.inSample),
  );
}

/** @param {string} name @param {Score[]} scores */
function means(name, scores) {
  const { f1, p, r, good, lost } = summary(scores);
  const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)}%`;
  const cells = [f1.toFixed(3), p.toFixed(3), r.toFixed(3), percent(good), percent(lost)];
  return [
    element(
      'tbody',
      {},
      element('tr', {}, element('th', { scope: 'rowgroup', colspan: cells.length }, name)),
      element('tr', {}, ...cells.map((value) => element('td', {}, value))),
    ),
  ];
}
