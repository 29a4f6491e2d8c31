// What a person meets between two states, in both browsers: a site that takes its article away before it has the next,
// paragraphs that come in boxes named like what is hidden.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft } from './lib/modes.js';
import { until } from './lib/wait.js';

/** A site's article takes so long to come, in milliseconds: longer than it is looked at twice. */
const SLOW = 2000;

inBoth(400_000, (test) => {
  test('an article that comes long after its address is followed', async ({ browser, place }) => {
    await place.open('app');
    await place.declutter();
    await place.call('go', 'clock', 'slow', SLOW);
    await until(
      () => browser.page.evaluate(() => document.querySelector('h1')?.textContent?.startsWith('A clock')),
      'the other article',
    );
    await until(() => place.isHidden('.share-buttons, .newsletter-signup, .related-stories'), 'its clutter to go');
    assert.deepEqual(await place.lost(), []);
    assert.ok(await browser.hasFrame('/bar/'));
    await browser.clickToolbar();
    await allLeft(browser);
  });

  test('paragraphs that come in boxes named like a plea are shown', async ({ browser, place }) => {
    await place.open('changing');
    await browser.page.evaluate(() => {
      const strip = document.createElement('div');
      strip.className = 'piece';
      strip.innerHTML =
        '<p>Sign up for our newsletter and get the best stories in your inbox every morning.</p><a href="#n">Subscribe</a>';
      document.querySelector('.byline')?.after(strip);
    });
    await place.declutter();
    await until(() => place.isHidden('.piece'), 'the plea to go');
    await browser.page.evaluate(() => {
      const body = document.querySelector('.body');
      for (const paragraph of [...(body?.querySelectorAll('p') ?? [])].slice(0, 3)) {
        const box = document.createElement('div');
        box.className = 'piece';
        box.innerHTML = `<p class="late">${paragraph.textContent} Or so they say.</p>`;
        body?.append(box);
      }
    });
    const shown = () =>
      browser.page.evaluate(() =>
        [...document.querySelectorAll('.late')].every((one) => one.getClientRects().length > 0),
      );
    await until(shown, 'every paragraph to be shown');
  });
});
