// Hiding in place, beyond what the labels name, in both browsers: holes close, bars stop following, overlays go and what
// they locked is released, and leaving gives the page back to the byte.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { until } from './lib/wait.js';

inBoth(300_000, (test) => {
  test('holes close: an emptied column, wrappers, bars that follow', async ({ place }) => {
    const before = await place.open('columns');
    const narrow = await place.box('#story');
    await place.declutter();
    for (const selector of ['#related', '#rail', '#ad', '#wrapper', '#footer']) {
      assert.ok(await place.isHidden(selector), selector);
    }
    const wide = await place.box('#story');
    assert.ok(wide.width > narrow.width + 50, `from ${narrow.width} to ${wide.width}`);
    const { left, width } = await place.box('.layout');
    assert.ok(Math.abs(wide.left - left - (width - wide.width) / 2) < 2, 'the article stands in the middle');
    for (const selector of ['#masthead', '#tabs']) {
      assert.ok(!(await place.isHidden(selector)), selector);
      assert.doesNotMatch(await place.style(selector, 'position'), /fixed|sticky/);
    }
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.deepEqual(await place.box('#story'), narrow);
  });

  test('overlays go, and what they locked is released', async ({ browser, place }) => {
    const before = await place.open('overlays');
    await place.declutter();
    for (const selector of ['#dimmer', '#box', '#bubble', '#player', '#app']) {
      assert.ok(await place.isHidden(selector), selector);
    }
    await until(async () => (await place.scrolled(500)) > 400, 'the page to scroll');
    const state = () =>
      browser.page.evaluate(() => {
        const page = /** @type {HTMLElement} */ (document.getElementById('page'));
        return [page.inert, page.ariaHidden, /** @type {any} */ (window).clicks];
      });
    assert.deepEqual(await state(), [false, 'false', 0]);
    // The page's own listener would have forbidden it.
    const isAllowed = () =>
      browser.page.evaluate(() =>
        document.querySelector('h1')?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true })),
      );
    assert.equal(await isAllowed(), true);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.deepEqual(await state(), [true, 'true', 0]);
    assert.equal(await isAllowed(), false);
    assert.equal(await place.scrolled(500), 0);
  });

  test('a dialogue that the page takes away meanwhile does not come back with its locks', async ({ place }) => {
    await place.open('overlays');
    await place.call('closeDialog');
    const control = await place.markup();
    await place.open('overlays');
    await place.declutter();
    await place.call('closeDialog');
    await place.leaveTo(control);
  });

  test('shown again and hidden again, a dialogue has its locks again and loses them again', async ({ place }) => {
    const before = await place.open('overlays');
    const bar = await place.declutter();
    await bar.click('#show');
    await until(async () => !(await place.isHidden('#box')), 'the dialogue to be shown');
    assert.equal(await place.scrolled(500), 0);
    await bar.click('#show');
    await until(() => place.isHidden('#box'), 'the dialogue to be hidden');
    await until(async () => (await place.scrolled(500)) > 400, 'the page to scroll');
    await place.leaveTo(before);
  });

  test('a modal dialogue is left alone: hidden, it would keep the page inert, and nobody could answer it', async ({
    browser,
    place,
  }) => {
    await place.open('columns');
    await browser.page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.className = 'cookie-consent';
      const text = document.createElement('p');
      text.textContent = 'We and our partners use cookies. Accept them to read on.';
      dialog.append(text, document.createElement('button'));
      document.body.append(dialog);
      dialog.showModal();
    });
    const before = await place.markup();
    await place.declutter();
    assert.ok(await place.isHidden('#related'));
    assert.equal(await place.isHidden('dialog'), false);
    await place.leaveTo(before);
  });
});
