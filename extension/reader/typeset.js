// Formulas that came as TeX: they are set by Temml, in a worker, and put into the article as pieces of MathML, which the
// core's writer of nodes asks its allow-list about as it does with everything of a page. The source stays beside what is
// drawn, for the exports. Temml is loaded for an article that has TeX and for no other.
//
// A source is a program of somebody else: the worker is ended when it does not come back in time. What it cannot set, and
// what it never came to, stays as it was written.

/**
 * @typedef {import('../shared/types.js').Article} Article
 * @typedef {import('../shared/types.js').Piece} Piece
 * @typedef {import('../shared/types.js').ElementPiece} ElementPiece
 * @typedef {{formula: ElementPiece, tex: string, display: boolean}} Source
 */

/** How long one formula may take, with the loading of the worker, in milliseconds: a page of them takes less. */
const PATIENCE = 4000;
/** Workers that an article may use up. */
const MAX_WORKERS = 2;
/** A longer source, in characters, is no formula. */
const LONGEST = 4000;
/** More formulas than this in one article stay as they are: it would open too late. */
const MOST = 3000;

/**
 * The article with its formulas set; the one that was given stays as it is.
 * @param {Article} article
 * @returns {Promise<Article>}
 */
export async function typeset(article) {
  const roots = [article.standfirst, article.lead, ...article.body];
  if (!roots.some((root) => root && sourcesIn(root).length > 0)) return article;
  const copy = structuredClone(article);
  const sources = [copy.standfirst, copy.lead, ...copy.body].flatMap((root) => (root ? sourcesIn(root) : []));
  await setAll(sources.filter(({ tex }) => tex.length <= LONGEST).slice(0, MOST));
  return copy;
}

/** @param {Piece} root @returns {Source[]} */
function sourcesIn(root) {
  /** @type {Source[]} */
  const found = [];
  const rest = [root];
  for (let piece = rest.pop(); piece; piece = rest.pop()) {
    if (piece.type === 'element' && piece.tag === 'math') {
      const tex = sourceOf(piece);
      const display = piece.attrs?.some(([name, value]) => name === 'display' && value === 'block') ?? false;
      if (tex !== null) found.push({ formula: piece, tex, display });
    } else if (piece.type === 'element' || piece.type === 'removed') {
      rest.push(...(piece.children ?? []));
    }
  }
  return found.reverse();
}

/** The source of a formula that holds nothing else (`src/compose/formula.rs`). @param {ElementPiece} math */
function sourceOf(math) {
  const [semantics, more] = math.children ?? [];
  if (more || semantics?.type !== 'element' || semantics.tag !== 'semantics') return null;
  const [drawn, annotation] = semantics.children ?? [];
  if (drawn?.type !== 'element' || drawn.tag !== 'mtext' || annotation?.type !== 'element') return null;
  const [text] = annotation.children ?? [];
  const [shown] = drawn.children ?? [];
  return text?.type === 'text' && shown?.type === 'text' && text.text === shown.text ? text.text : null;
}

/** @param {Source[]} sources */
async function setAll(sources) {
  let done = 0;
  for (let workers = 0; workers < MAX_WORKERS && done < sources.length; workers += 1) {
    // The one that a worker did not come back from is left out.
    if (workers > 0) done += 1;
    done += await setSome(sources.slice(done));
  }
}

/**
 * Sets formulas one after the other until one takes too long; how many were answered.
 * @param {Source[]} sources
 * @returns {Promise<number>}
 */
function setSome(sources) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('typeset-worker.js', import.meta.url), { type: 'module' });
    let done = 0;
    let timer = 0;
    const end = () => {
      clearTimeout(timer);
      worker.terminate();
      resolve(done);
    };
    const wait = () => {
      clearTimeout(timer);
      if (done === sources.length) end();
      else timer = window.setTimeout(end, PATIENCE);
    };
    worker.addEventListener('error', end);
    worker.addEventListener('message', ({ data }) => {
      const source = sources[done];
      const annotation = /** @type {ElementPiece | undefined} */ (source?.formula.children?.[0])?.children?.[1];
      if (source && data && annotation) {
        const drawn = /** @type {Piece} */ ({ type: 'element', tag: 'mrow', children: data });
        source.formula.children = [{ type: 'element', tag: 'semantics', children: [drawn, annotation] }];
      }
      done += 1;
      wait();
    });
    worker.postMessage(sources.map(({ tex, display }) => ({ tex, display })));
    wait();
  });
}
