// Pages that change while their clutter is hidden, in both browsers: what comes is sorted like what was there, the article
// keeps every part, sites that show another article without a load are followed, endless pages are folded, and leaving
// gives back what the page would be without us.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft, leaving } from './lib/modes.js';
import { until } from './lib/wait.js';

inBoth(400_000, (test) => {
  test('what comes later is hidden like what is hidden, and the article keeps what comes late', async ({ place }) => {
    await place.open('changing');
    await place.declutter();
    const clutter = '.share-buttons, .ad-slot, .newsletter-signup, .related-stories, .site-footer';
    assert.ok(await place.isHidden(clutter));
    for (const what of ['again', 'strip', 'render']) {
      await place.call('change', what);
      await until(() => place.isHidden(clutter), `all clutter to go after: ${what}`);
      assert.deepEqual(await place.lost(), []);
    }
    await place.call('change', 'slot');
    await place.call('change', 'recommended');
    await until(() => place.isHidden('.recommended-for-you'), 'a new kind of clutter to go');
    // With the labels go the holes: a wrapper that held this alone, a place that was not filled.
    assert.ok(await place.isHidden('#later'));
    assert.ok(await place.isHidden('.mpu'));
    await place.call('change', 'lazy');
    await place.call('change', 'again');
    await until(() => place.isHidden(clutter), 'the last of it to go');
    assert.deepEqual(await place.lost(), []);
    await place.call('change', 'wrapped');
    await until(() => place.isHidden('.wrapper'), 'a wrapper that holds an advertisement alone to go');
    await place.call('change', 'refill');
    await until(async () => !(await place.isHidden('.refilled')), 'the wrapper to be shown again');
    assert.ok(await place.isHidden('.wrapper .ad-slot'));
  });

  test('what comes while the page is being labelled is hidden like what comes later', async ({ browser, place }) => {
    await place.open('changing');
    await place.call('change', 'pour');
    await place.declutter();
    const bars = () => browser.page.evaluate(() => document.querySelectorAll('.body .share-buttons').length);
    await until(async () => (await bars()) >= 300, 'all to have come');
    await until(() => place.isHidden('.share-buttons'), 'all of them to go');
    assert.deepEqual(await place.lost(), []);
  });

  test('a large picture that leads nowhere is no teaser, whatever it is called', async ({ place }) => {
    await place.open('changing');
    await place.declutter();
    await place.call('change', 'drawing');
    await place.call('change', 'sketch');
    await place.call('change', 'teaser');
    await until(() => place.isHidden('.teaser'), 'the teaser to go');
    for (const selector of ['.drawing', '.sketch']) assert.equal(await place.isHidden(selector), false, selector);
  });

  test('what comes and goes above does not move what is being read', async ({ browser, place }) => {
    await place.open('changing');
    await place.declutter();
    await place.scrolled(500);
    const read = () =>
      browser.page.evaluate(() => document.querySelectorAll('.body p')[2]?.getBoundingClientRect().top ?? 0);
    const before = await read();
    await place.call('change', 'above');
    await until(() => place.isHidden('.above'), 'the advertisement to go');
    await until(async () => Math.abs((await read()) - before) < 2, 'the text to stand where it stood');
  });

  test('dialogues that come later go, with their locks', async ({ browser, place }) => {
    await place.open('changing');
    await place.declutter();
    await place.call('change', 'modal');
    await until(() => place.isHidden('.shade'), 'the dimmer to go');
    await until(() => place.isHidden('#modal'), 'the dialogue to go');
    await until(async () => (await place.scrolled(300)) === 300, 'the page to scroll');
    await place.call('change', 'wake');
    await until(() => place.isHidden('#dormant'), 'the dialogue that was there all the time');
    await place.call('change', 'shadow');
    const inShadow = () =>
      browser.page.evaluate(() => {
        const root = document.querySelector('x-extras')?.shadowRoot;
        const element = root?.querySelector('.newsletter-signup');
        return element?.getClientRects().length === 0;
      });
    await until(inShadow, 'the newsletter in an open shadow root to go');
    await browser.clickToolbar();
    await allLeft(browser);
    assert.equal(await inShadow(), false);
    assert.doesNotMatch(
      await browser.page.evaluate(() => document.querySelector('x-extras')?.shadowRoot?.innerHTML ?? ''),
      /sf-/,
    );
  });

  test('a dialogue that the person asked for stays', async ({ browser, place }) => {
    await place.open('changing');
    await place.declutter();
    await browser.page.evaluate(() => {
      document.querySelector('.masthead')?.addEventListener('click', () => {
        /** @type {any} */ (window).change('modal');
        /** @type {any} */ (window).change('again');
      });
    });
    await browser.page.click('.masthead a');
    await until(() => place.isHidden('.body .ad-slot'), 'what came with it to go');
    assert.equal(await place.isHidden('#modal'), false);
  });

  for (const [what, ...how] of [['other elements'], ['the same elements', 'same elements']]) {
    test(`another article without a load, in ${what}`, async ({ browser, place }) => {
      await place.open('app');
      const bar = await place.declutter();
      await place.call('go', 'clock', ...how);
      await until(
        () => browser.page.evaluate(() => document.querySelector('h1')?.textContent?.startsWith('A clock')),
        'the other article',
      );
      await until(() => place.isHidden('.share-buttons, .newsletter-signup, .related-stories'), 'its clutter to go');
      assert.deepEqual(await place.lost(), []);
      // The labels are those of the new article: what the bar shows again is all of it. What was asked of those before goes with them.
      const shows = async () => {
        if (!(await place.isHidden('.related-stories'))) return true;
        await bar.click('#show');
        return false;
      };
      await until(shows, 'it to be shown again');
      leaving(bar.click('#leave'));
      await allLeft(browser);
    });
  }

  test('where the page shows no article any more, nothing of ours is left', async ({ browser, place }) => {
    await place.open('app');
    await place.declutter();
    await place.call('go', 'list');
    await allLeft(browser);
    await until(async () => !/ sf-/.test(await place.markup()), 'every mark to go');
  });

  test('endless pages: what follows is folded behind a line that opens it', async ({ browser, place }) => {
    await place.open('endless');
    const shown = () =>
      browser.page.evaluate(() =>
        [...document.querySelectorAll('article')].map((article) => article.getClientRects().length > 0),
      );
    await until(async () => (await shown())[1], 'the following article, before anything is hidden');
    await place.declutter();
    await until(async () => (await shown())[1] === false, 'the following article to be folded');
    await place.scrolled(99_999);
    const loaded = () => browser.page.evaluate(() => /** @type {any} */ (window).loaded);
    const first = await loaded();
    assert.ok(first <= 3, `the page loads no further: ${first}`);
    assert.deepEqual((await shown()).slice(0, 2), [true, false]);

    // By the keyboard: the line comes behind the article's last link. Its button is in a closed shadow root.
    await browser.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '#end';
      link.id = 'end';
      link.textContent = 'The end';
      document.querySelector('.body')?.append(link);
      link.focus({ preventScroll: true });
    });
    await browser.page.press('Tab');
    await browser.page.press('Enter');
    await until(async () => (await shown())[1] === true, 'the following article to open');
    assert.deepEqual(await place.lost(), []);
    // It is an article: its own clutter is hidden, and what follows it is folded in turn.
    await until(
      () => place.isHidden('article:nth-of-type(2) :is(.share-buttons, .newsletter-signup, .related-stories)'),
      'the clutter of the opened article to go',
    );
    await browser.page.evaluate(() => {
      const article = /** @type {Element} */ (document.querySelectorAll('article')[1]);
      article.scrollIntoView({ block: 'start', behavior: 'instant' });
    });
    await until(() => browser.page.evaluate(() => location.search === '?clock'), 'the address to follow');
    await until(async () => (await shown())[2] === false, 'the third article to be folded');
    assert.equal((await shown())[1], true);
    await place.scrolled(0);
    await until(() => browser.page.evaluate(() => location.search === '?mill'), 'the address to go back');
    await until(async () => (await shown())[1] === false, 'the second article to be folded again');
    await browser.clickToolbar();
    await allLeft(browser);
    await until(async () => (await shown()).every(Boolean), 'every article to be shown');
    assert.doesNotMatch(await place.markup(), / sf-/);
  });

  for (const how of ['text', 'node', 'anew']) {
    test(`elements that are given another content (${how}): what is hidden goes with the content`, async ({
      browser,
      place,
    }) => {
      await place.open('rows');
      await place.declutter();
      /** The rows that are seen, or not, against what they hold. */
      const wrong = () =>
        browser.page.evaluate(() =>
          [...document.querySelectorAll('.body > div')]
            .filter((row) => (row.className === 'part') !== row.getClientRects().length > 0)
            .map((row) => row.textContent),
        );
      assert.deepEqual(await wrong(), []);
      for (const start of [1, 5, 9, 4, 0]) {
        await place.call('turn', start, how);
        await until(async () => (await wrong()).length === 0, `the rows from ${start} on`).catch(async () =>
          assert.deepEqual(await wrong(), [], `from ${start} on`),
        );
      }
      await browser.clickToolbar();
      await allLeft(browser);
      assert.doesNotMatch(await place.markup(), / sf-/);
    });
  }

  test('rows that are named for what they held no more: every paragraph is seen', async ({ browser, place }) => {
    await place.open('rows');
    await place.declutter();
    const hidden = () =>
      browser.page.evaluate(() =>
        /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.body > div')])
          .filter((row) => row.dataset.kind === 'part' && row.getClientRects().length === 0)
          .map((row) => `${row.className}: ${row.textContent}`),
      );
    assert.ok(await place.isHidden('.newsletter-signup'));
    for (const start of [1, 5, 9, 4, 0, 7]) {
      await place.call('turn', start, 'text', 'silently');
      await until(async () => (await hidden()).length === 0, `the rows from ${start} on`).catch(async () =>
        assert.deepEqual(await hidden(), [], `from ${start} on`),
      );
    }
    await browser.clickToolbar();
    await allLeft(browser);
    assert.doesNotMatch(await place.markup(), / sf-/);
  });

  test('a page that changes without end is let alone, and the bar says so', async ({ browser, place }) => {
    await place.open('changing');
    const bar = await place.declutter();
    await place.call('churn');
    await until(async () => /too fast/.test(await bar.text()), 'the bar to say so', 60_000);
    assert.deepEqual(await place.lost(), []);
    await browser.page.evaluate(() => clearInterval(/** @type {any} */ (window).churning));
    await browser.clickToolbar();
    await allLeft(browser);
    assert.doesNotMatch(await place.markup(), / sf-/);
  });
});
