// The files of a corpus: pages with the truth beside them, and what other extractors made of the same pages.
// The layout it reads: html/<id>.html(.gz) and ground-truth/<id>.json, as WCXB has it; predictions are JSON lines of
// {"id", "text"}. It gives up on any other layout, and says so.

import { decodeFile, InputError } from '../decode.js';
import { C } from '../strings.js';
import { wordScore } from './score.js';

/**
 * @typedef {import('./score.js').Score} Score
 *
 * @typedef {object} CorpusPage
 * @property {string} id
 * @property {File} html
 * @property {string} truth the text that belongs to the article
 * @property {string} url
 * @property {string} type
 * @property {string | null} text ours; null while it is not known
 * @property {Score | null} score
 * @property {string} [problem] why it could not be read
 *
 * @typedef {Map<string, {text: string, score: Score}>} Predictions what another extractor made of the pages, by id
 */

/** @param {File[]} files @returns {Promise<CorpusPage[]>} */
export async function readFolder(files) {
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
      const json = parse(await /** @type {File} */ (truths.get(id)).text(), C.badTruth(id));
      return {
        id,
        html: /** @type {File} */ (pages.get(id)),
        truth: String(json.ground_truth?.main_content ?? ''),
        url: String(json.url ?? ''),
        type: String(json._internal?.page_type?.primary ?? ''),
        text: null,
        score: null,
      };
    }),
  );
}

/**
 * The predictions of one file for these pages; a page without a line counts as empty, as in the benchmark.
 * @param {File} file
 * @param {CorpusPage[]} pages
 * @returns {Promise<{name: string, predictions: Predictions}>}
 */
export async function readPredictions(file, pages) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const line of (await decodeFile(file)).split('\n')) {
    if (!line.trim()) continue;
    const { id, text } = parse(line, C.badPrediction(file.name));
    texts.set(String(id), String(text ?? ''));
  }
  if (!pages.some(({ id }) => texts.has(id))) throw new InputError(C.otherPages(file.name));
  const predictions = pages.map(({ id, truth }) => {
    const text = texts.get(id) ?? '';
    return /** @type {const} */ ([id, { text, score: wordScore(text, truth) }]);
  });
  return { name: file.name.replace(/(\.\w+)?\.jsonl(\.gz)?$/i, ''), predictions: new Map(predictions) };
}

/** @param {string} text @param {string} problem @returns {any} */
function parse(text, problem) {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(problem);
  }
}
