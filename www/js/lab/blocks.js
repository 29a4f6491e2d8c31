// The list of blocks: the page as the core sees it, in its order, coloured by role. Filters narrow it; one block is
// chosen, by click or by key.

import { byId, element, fold } from '../dom.js';
import { countRoles, groupOf, roleName } from '../roles.js';
import { S } from '../strings.js';
import { SCORE } from './why.js';

/**
 * @typedef {import('../core.js').Reading} Reading
 * @typedef {import('../../../extension/shared/types.js').BlockLabel} BlockLabel
 */

/** Scores between these are unsure. */
const UNSURE_FROM = 0.3;
const UNSURE_TO = 0.7;
/** As much of a block's text as the list shows, in UTF-16 code units. */
const TEXT_SHOWN = 220;

/** What the second filter lets through. @type {Record<string, (label: BlockLabel, ruled: () => boolean) => boolean>} */
const WHICH = {
  all: () => true,
  kept: ({ keep }) => keep,
  out: ({ keep }) => !keep,
  hidden: ({ hide }) => hide,
  unsure: ({ score }) => score > UNSURE_FROM && score < UNSURE_TO,
  ruled: (_, ruled) => ruled(),
};

export class BlockList {
  #list = byId('list');
  #search = /** @type {HTMLInputElement} */ (byId('search'));
  #which = /** @type {HTMLSelectElement} */ (byId('which'));
  #legend = byId('legend');
  /** @type {Reading | null} */
  #reading = null;
  /** @type {HTMLElement[]} */
  #rows = [];
  /** Roles to show; empty for all. @type {Set<string>} */
  #roles = new Set();
  #pick;
  /** The chosen block, -1 for none. */
  selected = -1;

  /** @param {(block: number, how: 'move' | 'open') => void} pick */
  constructor(pick) {
    this.#pick = pick;
    this.#search.addEventListener('input', () => this.#filter());
    this.#which.addEventListener('change', () => this.#filter());
    this.#list.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      if (row instanceof HTMLElement) this.#choose(Number(row.dataset.block), 'open');
    });
    this.#list.addEventListener('keydown', (event) => {
      const keys = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
      const step = keys[/** @type {keyof typeof keys} */ (event.key)];
      if (step !== undefined) this.move(step);
      else if (event.key === 'Enter' && this.selected >= 0) this.#choose(this.selected, 'open');
      else return;
      event.preventDefault();
    });
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    this.selected = -1;
    this.#roles.clear();
    this.#list.removeAttribute('aria-activedescendant');
    const { texts } = reading;
    this.#rows = reading.result.blocks.map((label, block) => row(label, block, texts[block] ?? ''));
    this.#list.replaceChildren(...this.#rows);
    this.#list.scrollTop = 0;
    this.#showLegend();
    this.#filter();
  }

  #showLegend() {
    const labels = this.#reading?.result.blocks ?? [];
    const buttons = countRoles(labels.map(({ role }) => role)).map(([role, amount]) =>
      element(
        'button',
        {
          type: 'button',
          class: 'role',
          'data-group': groupOf(role),
          'aria-pressed': 'false',
          onclick: (event) => {
            const on = !this.#roles.delete(role);
            if (on) this.#roles.add(role);
            event.currentTarget.setAttribute('aria-pressed', String(on));
            this.#filter();
          },
        },
        `${roleName(role)} `,
        element('b', {}, String(amount)),
      ),
    );
    this.#legend.replaceChildren(...buttons);
  }

  #filter() {
    const reading = this.#reading;
    if (!reading) return;
    const wanted = fold(this.#search.value).toLowerCase();
    const which = WHICH[this.#which.value] ?? (() => true);
    let shown = 0;
    this.#rows.forEach((row, block) => {
      const label = reading.result.blocks[block];
      const show =
        label !== undefined &&
        (this.#roles.size === 0 || this.#roles.has(label.role)) &&
        which(label, () => reading.explain(block).reasons.some((reason) => reason !== SCORE)) &&
        (!wanted ||
          fold(reading.texts[block] ?? '')
            .toLowerCase()
            .includes(wanted));
      row.hidden = !show;
      shown += Number(show);
    });
    this.#list.querySelector('.empty')?.remove();
    if (shown === 0)
      this.#list.append(element('p', { class: 'empty' }, this.#rows.length === 0 ? S.noBlocks : S.noneShown));
  }

  /** Moves the choice among the shown rows. @param {number} step */
  move(step) {
    const shown = this.#rows.flatMap((row, block) => (row.hidden ? [] : [block]));
    if (shown.length === 0) return;
    // From a block that is not shown, to the next one that is.
    const at =
      step > 0
        ? shown.findLastIndex((block) => block <= this.selected)
        : shown.findIndex((block) => block >= this.selected);
    const from = at < 0 ? (step > 0 ? -1 : shown.length) : at;
    const to = Math.max(0, Math.min(shown.length - 1, from + step));
    this.#choose(shown[to] ?? 0, 'move');
  }

  focusSearch() {
    this.#search.focus();
    this.#search.select();
  }

  focus() {
    this.#list.focus({ preventScroll: true });
  }

  /** Marks the block as chosen, without telling. @param {number} block */
  select(block) {
    this.#rows[this.selected]?.setAttribute('aria-selected', 'false');
    this.selected = block;
    const row = this.#rows[block];
    if (!row) return;
    row.setAttribute('aria-selected', 'true');
    row.hidden = false;
    this.#list.setAttribute('aria-activedescendant', row.id);
    row.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} block @param {'move' | 'open'} how */
  #choose(block, how) {
    this.select(block);
    this.#pick(block, how);
  }
}

/**
 * @param {BlockLabel} label
 * @param {number} block
 * @param {string} text
 */
function row({ role, keep, hide, score, words }, block, text) {
  const shown = fold(text);
  const fate = keep ? S.kept : hide ? S.hidden : S.out;
  const made = element(
    'div',
    {
      role: 'option',
      id: `block-${block}`,
      'data-block': block,
      'data-group': groupOf(role),
      'aria-selected': 'false',
      class: keep ? 'block kept' : hide ? 'block hides' : 'block',
      title: fate,
    },
    element('span', { class: 'block-role' }, roleName(role), element('span', { class: 'unseen' }, `, ${fate}`)),
    element('span', { class: 'block-text', dir: 'auto' }, words === 0 && !shown ? S.media : shown.slice(0, TEXT_SHOWN)),
    element('span', { class: 'score', title: S.score }, score.toFixed(2).replace(/^0/, '')),
  );
  made.style.setProperty('--score', String(score));
  return made;
}
