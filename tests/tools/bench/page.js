// What the bench runs inside each page: every way of reading it, several times, the fastest one counts. It answers in an
// attribute of the root element, because a page's policy and a driver's sandbox leave little else in common.

import { Readability } from './Readability.js';
import './defuddle.js';
import { capture } from './capture.js';
import * as reader from './reader.js';
import * as content from './standfirst.js';

/** Runs of each measure: the first ones warm the browser's compilers up. */
const RUNS = 4;
/** A run repeats its work for so many milliseconds: a page's clock is no finer than a tenth of one. */
const RUN = 8;
/** Pages of more nodes are read once, and by the peers not at all: they are there to see how the cost grows. */
const LARGE = 50_000;

/** @param {() => unknown} work @param {number} runs @returns {number} milliseconds, in the fastest run */
function time(work, runs) {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    let passed = 0;
    let times = 0;
    do {
      work();
      times += 1;
      passed = performance.now() - begin;
    } while (passed < RUN);
    best = Math.min(best, passed / times);
  }
  return best;
}

/** The least that any reader of the page must do: see each node once, with its name and text. */
function walk() {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let sum = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element)
      sum += node.localName.length + (node.getAttribute('class') ?? '').length + node.id.length;
    else sum += node.nodeValue?.length ?? 0;
  }
  return sum;
}

async function measure() {
  await content.default({ module_or_path: '/lib/standfirst_bg.wasm' });
  await reader.default({ module_or_path: '/lib/reader_bg.wasm' });
  const { strings, tree, nodes } = capture(document);
  const large = nodes.length > LARGE;
  const runs = large ? 1 : RUNS;
  const options = { url: location.href };
  /** @param {(document: Document) => unknown} read reads a copy, as it changes what it reads */
  const peer = (read) => (large ? null : time(() => read(/** @type {Document} */ (document.cloneNode(true))), 2));
  const analysis = new reader.Analysis(strings, tree, options);
  const result = {
    nodes: nodes.length,
    walk: time(walk, runs),
    capture: time(() => capture(document), runs),
    analysis: time(() => {
      const made = new content.Analysis(strings, tree, options);
      made.labels().free();
      made.free();
    }, runs),
    inference: time(() => analysis.infer(), runs),
    readability: peer((copy) => new Readability(copy).parse()),
    defuddle: peer((copy) => new /** @type {any} */ (globalThis).Defuddle(copy, { url: location.href }).parse()),
  };
  analysis.free();
  return result;
}

document.documentElement.dataset.bench = JSON.stringify(await measure().catch((error) => ({ error: String(error) })));
