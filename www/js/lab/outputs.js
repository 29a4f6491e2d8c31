// The panes of what comes out: the article as the reader shows it, its exports, the data and the list of clutter.
// Each is made when it is first looked at.

import { showArticle } from '../article.js';
import { byId, element } from '../dom.js';
import { groupOf, roleName } from '../roles.js';
import { count, REASONS, S } from '../strings.js';

/**
 * @typedef {import('../core.js').Reading} Reading
 * @typedef {import('../preview.js').Assets} Assets
 * @typedef {object} Shown
 * @property {Reading} reading
 * @property {Assets} assets
 * @property {string} name of the file, for saving
 * @property {(place: number) => void} showClutter
 */

/** @type {Record<string, (panel: HTMLElement, shown: Shown) => void>} */
const PANES = {
  'article-panel': (panel, { reading, assets }) => {
    const article = byId('article');
    panel.querySelector('.empty')?.remove();
    article.hidden = !reading.result.article;
    if (reading.result.article) showArticle(article, reading, assets);
    else panel.append(element('p', { class: 'empty' }, S.noArticle(reading.result.kind, reading.result.confidence)));
  },
  markdown: (panel, { reading, name }) =>
    source(panel, reading, reading.write('toMarkdown'), `${name}.md`, 'text/markdown'),
  text: (panel, { reading, name }) => source(panel, reading, reading.write('toText'), `${name}.txt`, 'text/plain'),
  html: (panel, { reading, name }) =>
    source(panel, reading, reading.write('toHtml'), `${name}.article.html`, 'text/html'),
  data: (panel, { reading, name }) => {
    const { kind, confidence, title, article, blocks, clutter } = reading.result;
    const data = {
      kind,
      confidence,
      title,
      metadata: article?.metadata ?? null,
      blocks: blocks.length,
      kept: blocks.filter(({ keep }) => keep).length,
      clutter: clutter.length,
    };
    code(panel, JSON.stringify(data, null, 2), `${name}.json`, 'application/json');
  },
  clutter: (panel, { reading, showClutter }) => {
    const { clutter } = reading.result;
    if (clutter.length === 0) return panel.replaceChildren(element('p', { class: 'empty' }, S.noClutter));
    panel.replaceChildren(
      element('p', { class: 'soft' }, S.clutterList(clutter.length)),
      element(
        'ol',
        { class: 'clutter-list' },
        ...clutter.map((item, place) =>
          element(
            'li',
            { 'data-group': groupOf(item.role) },
            element('span', { class: 'role' }, roleName(item.role)),
            element('span', {}, REASONS[item.reason] ?? item.reason),
            element('span', { class: 'soft' }, `${count(item.blocks, 'block')}, ${count(item.words, 'word')}`),
            element('button', { type: 'button', class: 'quiet', onclick: () => showClutter(place) }, S.showInPage),
          ),
        ),
      ),
    );
  },
};

/** @param {HTMLElement} panel @param {Reading} reading @param {string} text @param {string} file @param {string} type */
function source(panel, reading, text, file, type) {
  if (reading.result.article) code(panel, text, file, type);
  else
    panel.replaceChildren(
      element('p', { class: 'empty' }, S.noArticle(reading.result.kind, reading.result.confidence)),
    );
}

/** @param {HTMLElement} panel @param {string} text @param {string} file @param {string} type */
function code(panel, text, file, type) {
  const copy = element(
    'button',
    {
      type: 'button',
      onclick: async () => {
        const done = await navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        );
        copy.textContent = done ? S.copied : S.notCopied;
      },
    },
    S.copy,
  );
  const save = element(
    'button',
    {
      type: 'button',
      onclick: () => {
        const address = URL.createObjectURL(new Blob([text], { type }));
        element('a', { href: address, download: file }).click();
        URL.revokeObjectURL(address);
      },
    },
    S.save,
  );
  panel.replaceChildren(
    element('div', { class: 'row acts' }, copy, save),
    element('pre', { class: 'source', dir: 'auto' }, element('code', {}, text)),
  );
}

export class Outputs {
  /** @type {Shown | null} */
  #shown = null;
  /** Panes that show the page as it is now. @type {Set<string>} */
  #made = new Set();

  /** @param {Shown} shown @param {string} current the pane that is open */
  show(shown, current) {
    this.#shown = shown;
    this.#made.clear();
    this.open(current);
  }

  /** @param {string} pane */
  open(pane) {
    const make = PANES[pane];
    if (!make || !this.#shown || this.#made.has(pane)) return;
    this.#made.add(pane);
    make(byId(pane), this.#shown);
    byId(pane).scrollTop = 0;
  }
}
