// The corpus mode: a local folder of saved pages with the truth beside them. Every page is read by the core in a worker
// and scored; the list shows the worst first, and a page opens with its truth and another extractor's text compared.
// The layout it reads: html/<id>.html(.gz) and ground-truth/<id>.json, as WCXB has it; predictions are JSON lines of
// {"id", "text"}. It gives up on folders of any other layout, and says so.

import { decodeFile, InputError } from '../decode.js';
import { byId, element } from '../dom.js';
import { C } from '../strings.js';
import { showCompare } from './compare.js';
import { GOOD, summary, wordScore } from './score.js';

/**
 * @typedef {import('./score.js').Score} Score
 * @typedef {import('./sources.js').Source} Source
 * @typedef {import('../core.js').Reading} Reading
 *
 * @typedef {object} CorpusPage
 * @property {string} id
 * @property {File} html
 * @property {string} truth the text that belongs to the article
 * @property {string} url
 * @property {string} type
 * @property {string | null} text ours; null while it is not known
 * @property {Score | null} score
 * @property {string} [problem]
 *
 * @typedef {object} Wish
 * @property {(work: () => Promise<Source | null>) => void} open
 * @property {() => void} compare
 */

/** A news corpus counts the summary under the headline as text; its folder is called so. */
const WITH_STANDFIRST = /^news/;

/** @param {Wish} wish */
export function makeCorpus(wish) {
  /** @type {CorpusPage[]} */
  let pages = [];
  /** @type {CorpusPage[]} */
  let order = [];
  /** Texts by page, by the file they came in. @type {Map<string, Map<string, string>>} */
  const peers = new Map();
  /** @type {CorpusPage | null} */
  let current = null;
  /** @type {Worker | null} */
  let worker = null;
  const orderBy = /** @type {HTMLSelectElement} */ (byId('corpus-order'));
  const peerBy = /** @type {HTMLSelectElement} */ (byId('corpus-peer'));
  const folder = /** @type {HTMLInputElement} */ (byId('folder'));
  const predictions = /** @type {HTMLInputElement} */ (byId('predictions'));

  const peerText = (/** @type {CorpusPage} */ page) => peers.get(peerBy.value)?.get(page.id);
  const peerScore = (/** @type {CorpusPage} */ page) => {
    const text = peerText(page);
    return peers.has(peerBy.value) ? wordScore(text ?? '', page.truth) : null;
  };

  /** @param {File[]} files */
  async function openFolder(files) {
    const name = files[0]?.webkitRelativePath.split('/')[0] ?? '';
    pages = await readFolder(files);
    peers.clear();
    peerBy.replaceChildren(element('option', { value: '' }, C.noPeer));
    current = null;
    byId('corpus-name').textContent = name;
    byId('pages').hidden = false;
    byId('tab-compare').hidden = false;
    document.body.classList.add('with-corpus');
    run(name);
    return null;
  }

  /** Lets a worker read every page. @param {string} name */
  function run(name) {
    worker?.terminate();
    worker = new Worker(new URL('corpus-worker.js', import.meta.url), { type: 'module' });
    let done = 0;
    worker.addEventListener('message', ({ data }) => {
      const page = pages[data.index];
      if (!page) return;
      done += 1;
      page.text = data.text;
      page.problem = data.problem;
      page.score = wordScore(data.text, page.truth);
      // The list is sorted anew at each hundredth of the work: it should neither lag nor flicker.
      if (done % Math.ceil(pages.length / 100) === 0 || done === pages.length) list();
    });
    worker.postMessage({
      pages: pages.map(({ html, url }) => ({ html, url })),
      standfirst: WITH_STANDFIRST.test(name),
    });
    list();
  }

  function list() {
    const score = (/** @type {CorpusPage} */ page) => page.score?.f1 ?? 2;
    const behind = (/** @type {CorpusPage} */ page) => (page.score ? page.score.f1 - (peerScore(page)?.f1 ?? 1) : 2);
    const by = { worst: score, loss: behind, id: () => 0 }[orderBy.value] ?? score;
    const keys = new Map(pages.map((page) => [page, by(page)]));
    order = [...pages].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a.id.localeCompare(b.id));
    byId('page-list').replaceChildren(
      ...order.map((page) => {
        const other = peerScore(page);
        return element(
          'li',
          {},
          element(
            'button',
            {
              type: 'button',
              class: page.score && page.score.f1 < GOOD ? 'page wrong' : 'page',
              'aria-current': page === current ? 'true' : null,
              onclick: () => openPage(page),
            },
            element('span', { class: 'id' }, page.id, page.type ? element('small', {}, ` ${page.type}`) : null),
            element('span', { class: 'number' }, page.problem ? C.failed : page.score ? page.score.f1.toFixed(3) : '…'),
            other ? element('span', { class: 'number soft' }, other.f1.toFixed(3)) : null,
          ),
        );
      }),
    );
    showScores();
  }

  function showScores() {
    const scored = pages.filter(({ score }) => score);
    const rows = [{ name: C.ours, scores: scored.map(({ score }) => /** @type {Score} */ (score)) }];
    if (peers.has(peerBy.value))
      rows.push({ name: peerBy.value, scores: scored.map((page) => /** @type {Score} */ (peerScore(page))) });
    const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)}%`;
    byId('corpus-scores').replaceChildren(
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['', 'F1', 'P', 'R', C.good, C.lost].map((name) => element('th', { scope: 'col' }, name)),
          ),
        ),
        element(
          'tbody',
          {},
          ...rows.map(({ name, scores }) => {
            const { f1, p, r, good, lost } = summary(scores);
            return element(
              'tr',
              {},
              element('th', { scope: 'row' }, name),
              ...[f1.toFixed(3), p.toFixed(3), r.toFixed(3), percent(good), percent(lost)].map((value) =>
                element('td', {}, value),
              ),
            );
          }),
        ),
      ),
      element('p', { class: 'soft' }, C.progress(scored.length, pages.length)),
    );
  }

  /** @param {CorpusPage} page */
  function openPage(page) {
    current = page;
    list();
    byId('page-list').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    wish.open(async () => ({ name: page.id, html: await decodeFile(page.html), url: page.url, assets: new Map() }));
  }

  /** @param {File[]} files */
  async function readPredictions(files) {
    for (const file of files) {
      /** @type {Map<string, string>} */
      const texts = new Map();
      for (const line of (await decodeFile(file)).split('\n')) {
        if (!line.trim()) continue;
        const { id, text } = parse(line, C.badPrediction(file.name));
        texts.set(String(id), String(text ?? ''));
      }
      const name = file.name.replace(/\.jsonl(\.gz)?$/i, '');
      if (!peers.has(name)) peerBy.append(element('option', { value: name }, name));
      peers.set(name, texts);
      peerBy.value = name;
    }
    list();
    if (current) showPage(current);
    return null;
  }

  /** @param {CorpusPage} page */
  function showPage(page) {
    const other = peerText(page);
    showCompare(byId('compare'), {
      ours: page.text,
      truth: page.truth,
      score: page.score,
      peer: other === undefined ? null : { name: peerBy.value, text: other, score: wordScore(other, page.truth) },
    });
  }

  folder.addEventListener('change', () => {
    const files = [...(folder.files ?? [])];
    folder.value = '';
    if (files.length > 0) wish.open(() => openFolder(files));
  });
  byId('open-folder').addEventListener('click', () => folder.click());
  byId('add-predictions').addEventListener('click', () => predictions.click());
  predictions.addEventListener('change', () => {
    const files = [...(predictions.files ?? [])];
    predictions.value = '';
    wish.open(() => readPredictions(files));
  });
  orderBy.addEventListener('change', list);
  peerBy.addEventListener('change', () => {
    list();
    if (current) showPage(current);
  });
  byId('next-wrong').addEventListener('click', () => nextWrong());
  byId('close-corpus').addEventListener('click', () => {
    worker?.terminate();
    pages = [];
    current = null;
    byId('pages').hidden = true;
    byId('tab-compare').hidden = true;
    document.body.classList.remove('with-corpus');
  });

  /** Opens the next page of the list whose score is below what counts as good. */
  function nextWrong() {
    const from = current ? order.indexOf(current) + 1 : 0;
    const wrong = [...order.slice(from), ...order.slice(0, from)].find(({ score }) => score && score.f1 < GOOD);
    if (wrong) openPage(wrong);
  }

  return {
    nextWrong,
    /** Takes predictions that were dropped; false when no corpus is open or there are none. @param {File[]} files */
    addPredictions(files) {
      if (files.length === 0 || pages.length === 0) return false;
      wish.open(() => readPredictions(files));
      return true;
    },
    /** A page was read. @param {string} name @param {Reading} _reading */
    shown(name, _reading) {
      if (!current || current.id !== name) return;
      showPage(current);
      wish.compare();
    },
  };
}

/** @param {File[]} files @returns {Promise<CorpusPage[]>} */
async function readFolder(files) {
  /** @type {Map<string, File>} */
  const truths = new Map();
  /** @type {Map<string, File>} */
  const pages = new Map();
  for (const file of files) {
    const path = file.webkitRelativePath;
    const truth = /(?:^|\/)ground-truth\/([^/]+)\.json$/.exec(path)?.[1];
    const page = /(?:^|\/)html\/([^/]+)\.html(?:\.gz)?$/.exec(path)?.[1];
    if (truth) truths.set(truth, file);
    if (page) pages.set(page, file);
  }
  const ids = [...pages.keys()].filter((id) => truths.has(id)).sort();
  if (ids.length === 0) throw new InputError(C.noCorpus);
  return Promise.all(
    ids.map(async (id) => {
      const {
        url,
        ground_truth: truth,
        _internal: internal,
      } = parse(await /** @type {File} */ (truths.get(id)).text(), C.badTruth(id));
      const type = internal?.page_type?.primary ?? '';
      return {
        id,
        html: /** @type {File} */ (pages.get(id)),
        truth: String(truth?.main_content ?? ''),
        url: String(url ?? ''),
        type,
        text: null,
        score: null,
      };
    }),
  );
}

/** @param {string} text @param {string} problem @returns {any} */
function parse(text, problem) {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(problem);
  }
}
