// Frames of the page's own origin, in both browsers: an article in one is an article, clutter in one is clutter, what changes
// there is followed, and leaving gives the documents in them back to the byte.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft, readerOpen, setToolbar } from './lib/modes.js';
import { until } from './lib/wait.js';

inBoth(300_000, (test) => {
  /** @typedef {import('./lib/browser.js').Browser} Browser */

  /** Whether there are such elements in a frame, and none is seen. @param {Browser} browser @param {string} selector */
  const isHiddenInside = (browser, selector) =>
    browser.page.evaluate((selector) => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('story'));
      const elements = [...(frame.contentDocument?.querySelectorAll(selector) ?? [])];
      return elements.length > 0 && elements.every((element) => element.getClientRects().length === 0);
    }, selector);

  /** The markup in every frame. @param {Browser} browser */
  const inside = (browser) =>
    browser.page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.documentElement.outerHTML ?? ''),
    );

  /** Calls a function of the page in the frame. @param {Browser} browser @param {string} name */
  const callInside = (browser, name) =>
    browser.page.evaluate((name) => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('story'));
      /** @type {any} */ (frame.contentWindow)[name]();
    }, name);

  /** Waits until every frame of the page has its document. @param {Browser} browser */
  const framesLoaded = (browser) =>
    until(
      () =>
        browser.page.evaluate(() => {
          const boxed = document.querySelector('x-box')?.shadowRoot?.querySelectorAll('iframe') ?? [];
          return [...document.querySelectorAll('iframe'), ...boxed].every(
            (frame) => (frame.contentDocument?.body?.childElementCount ?? 0) > 0,
          );
        }),
      'the frames to have their documents',
    );

  /** Whether nothing of a frame in the shadow root is seen. @param {Browser} browser @param {string} id */
  const isHiddenInBox = (browser, id) =>
    browser.page.evaluate((id) => {
      const frame = document.querySelector('x-box')?.shadowRoot?.querySelector(`#${id}`);
      return frame?.getClientRects().length === 0;
    }, id);

  /** The markup in the shadow root and in its frames. @param {Browser} browser */
  const boxMarkup = (browser) =>
    browser.page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('x-box')?.shadowRoot);
      const frames = [...root.querySelectorAll('iframe')];
      return root.innerHTML + frames.map((frame) => frame.contentDocument?.documentElement.outerHTML).join();
    });

  const CLUTTER = '.share-buttons, .newsletter-signup, .ad-slot, .related-stories';

  test('an article in a frame: its clutter goes, there too, and comes back', async ({ browser, place }) => {
    const before = await place.open('framed');
    const framed = await inside(browser);
    await place.declutter();
    assert.ok(await place.isHidden('.site-footer'));
    await until(() => isHiddenInside(browser, CLUTTER), 'the clutter in the frame to go');
    assert.equal(await place.isHidden('#story'), false);
    assert.equal(await isHiddenInside(browser, 'h1'), false);
    assert.equal(await isHiddenInside(browser, '.body p'), false);
    await place.leaveTo(before);
    assert.deepEqual(await inside(browser), framed);
    assert.equal(await isHiddenInside(browser, CLUTTER), false);
  });

  test('what comes later in the frame is sorted, and another document in it is another article', async ({
    browser,
    place,
  }) => {
    await place.open('framed');
    await place.declutter();
    await until(() => isHiddenInside(browser, CLUTTER), 'the clutter in the frame to go');
    await callInside(browser, 'again');
    await callInside(browser, 'lazy');
    await until(() => isHiddenInside(browser, '.body :is(.ad-slot, .share-buttons)'), 'what was added to go');
    assert.equal(await isHiddenInside(browser, '.late'), false);
    await browser.page.evaluate(() => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('story'));
      frame.src = 'framed/story.html?clock';
    });
    const title = () =>
      browser.page.evaluate(() => {
        const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('story'));
        return frame.contentDocument?.querySelector('h1')?.textContent ?? '';
      });
    await until(async () => (await title()).startsWith('A clock'), 'the other story');
    await until(() => isHiddenInside(browser, CLUTTER), 'its clutter to go');
    assert.equal(await isHiddenInside(browser, '.body p'), false);
    await browser.clickToolbar();
    await allLeft(browser);
    await until(async () => !(await inside(browser)).join().includes(' sf-'), 'every mark in the frame to go');
    assert.doesNotMatch(await place.markup(), / sf-/);
  });

  test('a frame that goes away leaves the page as it is', async ({ browser, place }) => {
    await place.open('framed');
    await place.declutter();
    await until(() => isHiddenInside(browser, CLUTTER), 'the clutter in the frame to go');
    await browser.page.evaluate(() => document.getElementById('story')?.remove());
    await allLeft(browser);
    await until(async () => !/ sf-/.test(await place.markup()), 'every mark to go');
  });

  test('frames within an article: those that hold clutter go, what is quoted or drawn stays', async ({
    browser,
    place,
  }) => {
    const before = await place.open('frames');
    const framed = await inside(browser);
    await place.declutter();
    await until(() => place.isHidden('#letter'), 'the newsletter to go');
    for (const frame of ['#chart', '#quote']) assert.equal(await place.isHidden(frame), false, frame);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.deepEqual(await inside(browser), framed);
    await place.declutter();
    await place.call('later');
    await until(() => place.isHidden('#late, #late'), 'a frame of related stories to go');
    // Its place is given to another document, which is none.
    await place.call('turn');
    await until(async () => !(await place.isHidden('#late')), 'the text to be seen');
    await browser.clickToolbar();
    await allLeft(browser);
    assert.doesNotMatch(await place.markup(), / sf-/);
  });

  for (const when of ['at first', 'later']) {
    test(`an advertisement and a dialogue about cookies in frames go, with what they locked: ${when}`, async ({
      browser,
      place,
    }) => {
      await place.open('frames');
      if (when === 'later') await place.declutter();
      for (const what of ['advertise', 'ask']) await place.call(what);
      await framesLoaded(browser);
      const before = await place.markup();
      if (when === 'at first') await place.declutter();
      await until(() => place.isHidden('#advert'), 'the advertisement to go');
      await until(() => place.isHidden('#ask'), 'the dialogue to go');
      await until(async () => (await place.scrolled(300)) === 300, 'the page to scroll');
      assert.equal(await place.isHidden('#quote'), false);
      assert.deepEqual(await place.lost(), []);
      if (when === 'at first') return place.leaveTo(before);
      await browser.clickToolbar();
      await allLeft(browser);
      assert.doesNotMatch(await place.markup(), / sf-/);
    });

    test(`frames in an open shadow root are read: ${when}`, async ({ browser, place }) => {
      await place.open('frames');
      if (when === 'later') await place.declutter();
      await place.call('box');
      await framesLoaded(browser);
      if (when === 'at first') await place.declutter();
      await until(() => isHiddenInBox(browser, 'boxed'), 'the related stories to go');
      assert.equal(await isHiddenInBox(browser, 'told'), false);
      await place.call('turnBox');
      await until(async () => !(await isHiddenInBox(browser, 'boxed')), 'the other document to be seen');
      assert.equal(await isHiddenInBox(browser, 'told'), false);
      await browser.clickToolbar();
      await allLeft(browser);
      assert.doesNotMatch(await place.markup(), / sf-/);
      await until(async () => !/ sf-/.test(await boxMarkup(browser)), 'every mark in the shadow root to go');
    });
  }

  test('the reader reads an article in a frame, with its addresses', async ({ browser, place }) => {
    await setToolbar(browser, 'reader');
    await place.open('framed');
    await browser.clickToolbar();
    const reader = await readerOpen(browser);
    const text = await reader.text();
    assert.match(text, /The mill that grinds by moonlight/);
    assert.match(text, /nobody inside can explain|two patient donkeys/);
    const address = await reader.evaluate(() =>
      [...document.querySelectorAll('a')].map((link) => link.href).find((href) => href.includes('near.html')),
    );
    assert.match(address ?? '', /\/pages\/living\/framed\/near\.html$/);
    await browser.clickToolbar();
    await allLeft(browser);
    await setToolbar(browser, 'declutter');
  });
});
