// Pages that act on what stands over them: that take the bar away, put dialogs over the reader, and make keys and clicks
// themselves.
//
//     node --test tests/browser/over.test.js

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft, barOpen, readerOpen, setToolbar } from './lib/modes.js';
import { until } from './lib/wait.js';

inBoth(300_000, (test) => {
  test('the why view opens over a page that has taken the bar away once', async ({ browser, place }) => {
    await place.open('columns');
    await place.declutter();
    await browser.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    await until(
      () => browser.page.evaluate(() => document.documentElement.lastElementChild !== document.body),
      'another bar',
    );
    await (await barOpen(browser)).click('#why');
    const why = await browser.frame('/why/');
    await until(() => why.evaluate(() => document.getElementById('title')?.textContent !== ''), 'a piece in the panel');
    await browser.clickToolbar();
    await allLeft(browser);
  });

  test('keys that the page makes show nothing', async ({ browser, place }) => {
    await place.open('columns');
    await place.declutter();
    assert.ok(await place.isHidden('#related'));
    await browser.page.evaluate(() => {
      dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyW', altKey: true }));
    });
    assert.ok(await place.isHidden('#related'));
    await browser.clickToolbar();
    await allLeft(browser);
  });

  test('what the page opens over the reader goes behind it', async ({ browser, place }) => {
    await setToolbar(browser, 'reader');
    await place.open('columns');
    await browser.clickToolbar();
    const reader = await readerOpen(browser);
    const isInFront = () =>
      browser.page.evaluate(() => {
        const [top] = document.elementsFromPoint(innerWidth / 2, innerHeight / 2);
        return top === document.documentElement.lastElementChild && document.activeElement === top;
      });
    await until(isInFront, 'the reader');
    await browser.page.evaluate(() => {
      const late = document.createElement('dialog');
      late.id = 'late';
      late.innerHTML = '<p>Join the readers of the harbour letter.</p><button>Not now</button>';
      document.body.append(late);
      late.showModal();
    });
    await until(isInFront, 'the reader over a dialog');
    await browser.page.evaluate(() => {
      const late = document.createElement('div');
      late.popover = 'manual';
      late.textContent = 'One more thing';
      document.body.append(late);
      late.showPopover();
    });
    await until(isInFront, 'the reader over a popover');
    await browser.page.evaluate(() => {
      const host = document.createElement('div');
      document.body.append(host);
      const late = document.createElement('dialog');
      late.innerHTML = '<button>Yes</button>';
      host.attachShadow({ mode: 'closed' }).append(late);
      late.showModal();
    });
    await until(isInFront, 'the reader over a dialog in a shadow tree');
    assert.ok(await browser.page.evaluate(() => document.querySelector('dialog')?.open), 'the page keeps its own');
    await reader.click('#leave');
    await allLeft(browser);
    await setToolbar(browser, 'declutter');
  });
});
