// Why a block is what it is: what became of it, its score, the rules that changed its mind, and what was measured.

import { element } from '../dom.js';
import { groupOf, roleName } from '../roles.js';
import { REASONS, S } from '../strings.js';

/** The reason of the first decision, before any rule. */
export const SCORE = 'score';

/**
 * @param {HTMLElement} panel
 * @param {import('../core.js').Reading} reading
 * @param {number} block
 * @param {{move: (step: number) => void, show: () => void}} wish to another block, or to this one in the page
 */
export function showWhy(panel, reading, block, { move, show }) {
  const label = reading.result.blocks[block];
  if (!label) return panel.replaceChildren(element('p', { class: 'empty' }, S.pickBlock));
  const trace = reading.explain(block);
  const rules = trace.reasons.filter((reason) => reason !== SCORE);
  const clutter = reading.result.clutter.find(({ node }) => node === label.node);
  const fate = label.keep ? S.keptLong : label.hide ? S.hiddenLong : S.outLong;
  panel.replaceChildren(
    element(
      'header',
      { class: 'why-head', 'data-group': groupOf(label.role) },
      element('h2', {}, element('span', { class: 'role why-role' }, roleName(label.role)), ` ${S.block(block)}`),
      element(
        'span',
        { class: 'steps' },
        element('button', { type: 'button', class: 'quiet', onclick: show }, S.showInPage),
        element('button', { type: 'button', class: 'quiet', 'aria-label': S.previous, onclick: () => move(-1) }, '↑'),
        element('button', { type: 'button', class: 'quiet', 'aria-label': S.next, onclick: () => move(1) }, '↓'),
      ),
    ),
    element('p', { class: 'fate-long' }, fate, ...(clutter ? [` ${S.clutterReason(clutter.reason)}`] : [])),
    element(
      'div',
      { class: 'meter' },
      element('label', { for: 'score-meter' }, S.score),
      element('meter', { id: 'score-meter', min: 0, max: 1, value: trace.score }, String(trace.score)),
      element('b', {}, trace.score.toFixed(3)),
    ),
    element('h3', {}, S.rules),
    rules.length > 0
      ? element(
          'ol',
          { class: 'rules' },
          ...rules.map((reason) =>
            element('li', {}, element('b', {}, reason), REASONS[reason] ? `: ${REASONS[reason]}` : null),
          ),
        )
      : element('p', { class: 'soft' }, S.noRules),
    element('h3', {}, S.text),
    element('blockquote', { class: 'block-whole', dir: 'auto' }, trace.text || S.media),
    element('h3', {}, S.features),
    table(trace.features),
  );
  panel.scrollTop = 0;
}

/** @param {import('../core.js').Trace['features']} features */
function table(features) {
  const rows = features.map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)),
  );
  const heads = [S.feature, S.value].map((name) => element('th', { scope: 'col' }, name));
  return element(
    'table',
    { class: 'features' },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}
