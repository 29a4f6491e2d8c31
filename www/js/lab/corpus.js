// The corpus mode: a local folder of saved pages with the truth beside them. Every page is read by the core in a worker
// and scored; the list shows the worst first, and a page opens with its truth and another extractor's text compared.

import { decodeFile } from '../decode.js';
import { byId, element } from '../dom.js';
import { C } from '../strings.js';
import { showCompare } from './compare.js';
import { readFolder, readPredictions } from './corpus-files.js';
import { showPages, showScores, sorted } from './corpus-list.js';
import { GOOD, wordScore } from './score.js';

/**
 * @typedef {import('./corpus-files.js').CorpusPage} CorpusPage
 * @typedef {import('./corpus-files.js').Predictions} Predictions
 * @typedef {import('./sources.js').Source} Source
 *
 * @typedef {object} Lab what the corpus asks of the lab
 * @property {(work: () => Promise<Source | null>) => void} open
 * @property {() => void} compare shows the pane that compares
 */

/** A news corpus counts the summary under the headline as text; its folder is called so. */
const WITH_STANDFIRST = /^news/;
/** How often the list is sorted anew while the pages are read: it should neither lag nor flicker. */
const REFRESHES = 20;

export class Corpus {
  /** @type {CorpusPage[]} */
  #pages = [];
  /** The same in the order of the list. @type {CorpusPage[]} */
  #order = [];
  /** @type {Map<string, Predictions>} */
  #peers = new Map();
  /** @type {CorpusPage | null} */
  #current = null;
  /** @type {Worker | null} */
  #worker = null;
  #orderBy = /** @type {HTMLSelectElement} */ (byId('corpus-order'));
  #peerBy = /** @type {HTMLSelectElement} */ (byId('corpus-peer'));
  #lab;

  /** @param {Lab} lab */
  constructor(lab) {
    this.#lab = lab;
    const files = (
      /** @type {string} */ button,
      /** @type {string} */ field,
      /** @type {(files: File[]) => void} */ use,
    ) => {
      const input = /** @type {HTMLInputElement} */ (byId(field));
      byId(button).addEventListener('click', () => input.click());
      input.addEventListener('change', () => {
        const chosen = [...(input.files ?? [])];
        input.value = '';
        if (chosen.length > 0) use(chosen);
      });
    };
    files('open-folder', 'folder', (chosen) => lab.open(() => this.#open(chosen)));
    files('add-predictions', 'predictions', (chosen) => this.addPredictions(chosen));
    for (const select of [this.#orderBy, this.#peerBy]) select.addEventListener('change', () => this.#show());
    byId('next-wrong').addEventListener('click', () => this.nextWrong());
    byId('close-corpus').addEventListener('click', () => this.#close());
  }

  get #peer() {
    return this.#peers.get(this.#peerBy.value);
  }

  /** @param {File[]} files */
  async #open(files) {
    const name = files[0]?.webkitRelativePath.split('/')[0] ?? '';
    const pages = await readFolder(files);
    this.#close();
    this.#pages = pages;
    byId('corpus-name').textContent = name;
    byId('pages').hidden = false;
    byId('tab-compare').hidden = false;
    document.body.classList.add('with-corpus');
    this.#read(WITH_STANDFIRST.test(name));
    this.#show();
    return null;
  }

  #close() {
    this.#worker?.terminate();
    this.#pages = [];
    this.#current = null;
    this.#peers.clear();
    this.#peerBy.replaceChildren(element('option', { value: '' }, C.noPeer));
    byId('pages').hidden = true;
    byId('tab-compare').hidden = true;
    byId('compare').replaceChildren();
    document.body.classList.remove('with-corpus');
  }

  /** Lets a worker read every page. @param {boolean} standfirst */
  #read(standfirst) {
    const pages = this.#pages;
    const step = Math.ceil(pages.length / REFRESHES);
    let done = 0;
    this.#worker = new Worker(new URL('corpus-worker.js', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }) => {
      const page = pages[data.index];
      if (!page) return;
      done += 1;
      page.text = data.text;
      page.problem = data.problem;
      page.score = wordScore(data.text, page.truth);
      if (done % step === 0 || done === pages.length) this.#show();
    });
    this.#worker.postMessage({ pages: pages.map(({ html, url }) => ({ html, url })), standfirst });
  }

  #show() {
    this.#order = sorted(this.#pages, this.#orderBy.value, this.#peer);
    showPages(this.#order, this.#current, this.#peer, (page) => this.#openPage(page));
    showScores(this.#pages, this.#peerBy.value, this.#peer);
    if (this.#current) this.#compare(this.#current);
  }

  /** @param {CorpusPage} page */
  #openPage(page) {
    this.#current = page;
    this.#show();
    const source = async () => ({ html: await decodeFile(page.html), name: page.id, url: page.url, assets: new Map() });
    this.#lab.open(source);
  }

  /** @param {CorpusPage} page */
  #compare({ id, text, truth, score }) {
    const other = this.#peer?.get(id);
    showCompare(byId('compare'), {
      ours: text,
      truth,
      score,
      peer: other ? { name: this.#peerBy.value, ...other } : null,
    });
  }

  /** Opens the next page of the list whose score is below what counts as good. */
  nextWrong() {
    const from = this.#current ? this.#order.indexOf(this.#current) + 1 : 0;
    const round = [...this.#order.slice(from), ...this.#order.slice(0, from)];
    const wrong = round.find(({ score }) => score && score.f1 < GOOD);
    if (wrong) this.#openPage(wrong);
  }

  /** Takes files of predictions; false when no corpus is open or there are none. @param {File[]} files */
  addPredictions(files) {
    if (files.length === 0 || this.#pages.length === 0) return false;
    this.#lab.open(async () => {
      for (const file of files) {
        const { name, predictions } = await readPredictions(file, this.#pages);
        if (!this.#peers.has(name)) this.#peerBy.append(element('option', { value: name }, name));
        this.#peers.set(name, predictions);
        this.#peerBy.value = name;
      }
      this.#show();
      return null;
    });
    return true;
  }

  /** A page is open in the lab; if it is the corpus's, it is compared. @param {string} name */
  opened(name) {
    if (this.#current?.id === name) this.#lab.compare();
  }
}
