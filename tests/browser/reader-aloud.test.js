// Reading aloud, with a voice that the test plays itself: the machines of the tests have none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('reading aloud', (reading) => {
  test('reads aloud sentence by sentence, skips, pauses and goes on', async () => {
    await reading().open(articles.news);
    await reading().page.evaluate(() => {
      const spoken = /** @type {SpeechSynthesisUtterance[]} */ ([]);
      Object.assign(window, { spoken });
      const voice = {
        cancel() {},
        getVoices: () => [],
        addEventListener() {},
        speak: (/** @type {SpeechSynthesisUtterance} */ said) => void spoken.push(said),
      };
      Object.defineProperty(window, 'speechSynthesis', { value: voice });
    });
    const said = () => reading().page.evaluate(() => /** @type {any} */ (window).spoken.at(-1)?.text ?? '');
    const end = () =>
      reading().page.evaluate(() => /** @type {any} */ (window).spoken.at(-1).dispatchEvent(new Event('end')));
    await reading().page.click('#aloud-button');
    await until(async () => /^The river that came back/.test(await said()), 'the headline');
    await end();
    await until(async () => /^For two centuries/.test(await said()), 'the standfirst');
    await end();
    await until(async () => /^Then the council/.test(await said()), 'its second sentence');
    assert.equal(
      await reading().page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get('spoken'))][0].toString()),
      'Then the council tried something cheaper: it let the water in.',
    );
    await reading().page.click('#aloud-next');
    await until(async () => /^The Wend at first light/.test(await said()), 'the next paragraph');
    await reading().page.click('#aloud-play');
    assert.equal(
      await reading().page.evaluate(() => document.getElementById('aloud-play')?.getAttribute('aria-label')),
      'Play',
    );
    await reading().page.click('#aloud-play');
    await until(
      () => reading().page.evaluate(() => /** @type {any} */ (window).spoken.length === 5),
      'the sentence again',
    );
    assert.match(await said(), /^The Wend at first light/);
  });
});
