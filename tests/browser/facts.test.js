// What only a browser knows makes a live page better: each fact with a case that is wrong without it. Without facts the
// labels are those of the page's HTML; labels.test.js holds that.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unpack } from '../../extension/shared/labels.js';
import { BROWSERS } from './lib/browser.js';
import { captureIn, loadCore, withoutFacts } from './lib/capturing.js';
import { opened } from './lib/opened.js';
import { startServer } from './lib/server.js';

const core = loadCore();

/** @param {{strings: string, tree: ArrayLike<number>}} captured */
function labelsOf({ strings, tree }) {
  const analysis = new core.Analysis(strings, Uint32Array.from(tree), { url: '' });
  const { blocks } = unpack(analysis.labels());
  const { title } = analysis.read().metadata;
  const told = blocks.map(({ keep }, number) => ({ keep, ...analysis.explain(number) }));
  analysis.free();
  return { title, blocks: told };
}

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    opened(name, startServer, (given) => ({ browser, server } = given));

    test('each fact mends what the markup alone gets wrong, and takes no paragraph', async () => {
      await browser.open(server.url('none', 'pages/facts/facts.html'));
      const captured = await captureIn(browser);
      const [blind, seeing] = [labelsOf(withoutFacts(captured)), labelsOf(captured)];
      /** @param {string} start */
      const both = (start) =>
        [blind, seeing].map(({ blocks }) => blocks.find(({ text }) => text.startsWith(start)) ?? assert.fail(start));
      for (const [start, reason, role] of /** @type {const} */ ([
        ['The old cinema', 'unseen', 'other'],
        ['The seats are', 'unseen', 'other'],
        ['The weather', 'floats', 'overlay'],
        ['The ferry company', 'beside', 'other'],
        ['A bakery', 'beside', 'other'],
      ])) {
        const [without, withFacts] = both(start);
        assert.equal(without?.keep, true, `${start}: kept without facts`);
        assert.deepEqual([withFacts?.keep, withFacts?.role, withFacts?.reasons.at(-1)], [false, role, reason], start);
      }
      const headline = 'Lighthouse keepers return to the rock for one last winter';
      assert.notEqual(blind.title, headline);
      assert.equal(seeing.title, headline);
      const [without, withFacts] = both('Lighthouse keepers');
      assert.notEqual(without?.role, 'headline');
      assert.deepEqual([withFacts?.role, withFacts?.reasons.at(-1)], ['headline', 'headline']);
      for (const start of ['Two people', 'The light', '“Somebody', 'The clockwork', 'The harbour', 'From the quay']) {
        assert.deepEqual(
          both(start).map(({ keep }) => keep),
          [true, true],
          start,
        );
      }
    });
  });
}
