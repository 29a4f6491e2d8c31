// What a person meets between two states, in both browsers: a page that is left while a frame of ours is opening, a site that takes its article away before it has the next,
// paragraphs that come in boxes named like what is hidden, names that a page gives to what scrolls into view.

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

  // Of a name that something hidden has, its shape tells; of any other, the labels of the changed page would.
  for (const [name, which] of /** @type {const} */ ([
    ['seen', '.piece'],
    ['promo-in-view newsletter-signup', '.piece:last-child'],
    ['lazy ad-loaded advertisement', '.piece:last-child'],
    ['share-visible', '.piece:last-child'],
  ])) {
    test(`paragraphs that are given the name “${name}” when they are reached stay`, async ({ browser, place }) => {
      await place.open('changing');
      await browser.page.evaluate(() => {
        const boxed = (/** @type {string} */ name) => {
          const box = document.createElement('div');
          box.className = name;
          return box;
        };
        // A short one too: of it a name says more than the text.
        const line = document.createElement('p');
        line.textContent = 'The mill opens at six.';
        document.querySelector('.body')?.append(line);
        for (const paragraph of document.querySelectorAll('.body p')) {
          const box = boxed('piece');
          paragraph.before(box);
          box.append(paragraph);
        }
        const strip = boxed('piece seen');
        strip.innerHTML =
          '<p>Sign up for our newsletter and get the best stories in your inbox every morning, all year round.</p><a href="#n">Subscribe</a>';
        document.querySelector('.newsletter-signup')?.replaceWith(strip);
      });
      await place.declutter();
      await until(() => place.isHidden('.piece.seen'), 'the plea to go');
      const lost = () =>
        browser.page.evaluate(
          () =>
            [...document.querySelectorAll('.body p:not([data-given])')].filter(
              (one) => one.getClientRects().length === 0,
            ).length,
        );
      await browser.page.evaluate(
        (name, which) => {
          for (const piece of document.querySelectorAll(`.body > ${which}`)) piece.className += ` ${name}`;
        },
        name,
        which,
      );
      // What comes with the names is sorted in the same slice or a later one, by its shape or by new labels.
      await place.call('change', 'recommended');
      await until(() => place.isHidden('.recommended-for-you'), 'a new kind of clutter to go');
      assert.equal(await lost(), 0);
      // With another content it is another matter, whatever it is called.
      await browser.page.evaluate(() => {
        const text =
          'Sign up for our newsletter and get the best stories in your inbox every morning, all year round. Subscribe';
        const paragraph = /** @type {HTMLElement} */ (document.querySelector('.body p'));
        paragraph.textContent = text;
        paragraph.dataset.given = '';
        /** @type {Element} */ (paragraph.parentElement).className = 'piece seen';
      });
      await until(() => place.isHidden('[data-given]'), 'what was given the text of a plea to go');
      assert.equal(await lost(), 0);
    });
  }

  test('a link in a late paragraph that is named like a hidden one stays', async ({ browser, place }) => {
    await place.open('changing');
    await browser.page.evaluate(() => {
      const line = document.createElement('a');
      Object.assign(line, { href: '#letter', className: 'more', textContent: 'Subscribe to our newsletter' });
      document.querySelector('.newsletter-signup')?.replaceWith(line);
    });
    await place.declutter();
    await until(() => place.isHidden('.more'), 'the plea to go');
    await browser.page.evaluate(() => {
      const late = document.createElement('p');
      late.innerHTML =
        'The bridge, which the county had promised for the spring, is now expected <a class="more late" href="#bridge">in the autumn of next year</a>, and the <span class="named">donkeys</span> will have to wait for it like everybody else in the valley.';
      /** @type {Element} */ (late.querySelector('a')).className = 'more';
      document.querySelector('.body')?.append(late);
      /** @type {Element} */ (late.querySelector('span')).className = 'more';
    });
    await place.call('change', 'recommended');
    await until(() => place.isHidden('.recommended-for-you'), 'a new kind of clutter to go');
    const shown = () =>
      browser.page.evaluate(() =>
        [...document.querySelectorAll('.body p .more')].map((one) => one.getClientRects().length > 0),
      );
    assert.deepEqual(await shown(), [true, true]);
  });

  test('left while the view of reasons is opening, the page is as it was at once', async ({ browser, place }) => {
    const before = await place.open('changing');
    const bar = await place.declutter();
    await browser.page.evaluate(() => document.getElementById('field')?.focus());
    // The background keeps the frame waiting for its word until it is told to go on. What is shared here is kept where
    // every call finds it.
    await browser.background(() => {
      const { session } = /** @type {any} */ (globalThis).browser?.storage ?? chrome.storage;
      const { get } = session;
      session.asked = new Promise((resolve) => {
        session.get = async (/** @type {any} */ key) => {
          if (String(key).startsWith('frame:')) {
            resolve(true);
            await new Promise((go) => (session.go = go));
          }
          return get.call(session, key);
        };
      });
      session.release = () => {
        session.get = get;
        session.go();
      };
    });
    /** @param {'asked' | 'release'} what */
    const held = (what) =>
      browser.background(async (what) => {
        const { session } = /** @type {any} */ (globalThis).browser?.storage ?? chrome.storage;
        return what === 'asked' ? await session.asked : session.release();
      }, what);
    await bar.click('#why');
    assert.equal(await held('asked'), true);
    await browser.clickToolbar();
    await until(async () => !(await browser.hasFrame('/bar/')), 'the bar to go');
    assert.equal(await place.markup(), before);
    assert.equal(await browser.hasFrame('/why/'), false);
    await held('release');
    assert.equal(await browser.page.evaluate(() => document.activeElement?.id), 'field');
    await place.declutter();
    await place.leaveTo(before);
    assert.equal(await browser.page.evaluate(() => document.activeElement?.id), 'field');
  });
});
