// axe-core in a page of ours, or in a frame of the extension.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Our pages' policy forbids `eval`, so axe goes there as the text of a function. */
const inject = Object.assign(() => {}, { toString: () => `() => { if (!window.axe) { ${source} } }` });

/**
 * What axe-core finds wrong, in a line for each place.
 * @param {import('./browser.js').View} view
 * @returns {Promise<string[]>}
 */
export async function violations(view) {
  await view.evaluate(inject);
  return view.evaluate(async () => {
    // Half-way through a change of colour there is no contrast to speak of.
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
    // What is well is not told, and style sheets are not fetched anew for a rule that is not asked.
    const options = { resultTypes: ['violations'], preload: { assets: ['media'] } };
    const { violations } = await /** @type {any} */ (window).axe.run(document, options);
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}
