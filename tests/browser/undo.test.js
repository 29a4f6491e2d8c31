// Exact undo, in both browsers: on and off twenty times while the page changes in between and meanwhile. Each time the
// markup is that of the same page which changed the same way without us, and what the person was doing goes on.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft, barOpen } from './lib/modes.js';
import { until } from './lib/wait.js';

const ROUNDS = 20;
/** What the page does to itself, in turn: while it is decluttered and while it is not. */
const CHANGES = [
  'again',
  'attributes',
  'insert',
  'lazy',
  'recommended',
  'text',
  'shadow',
  'wrapped',
  'modal',
  'render',
  'wake',
];

inBoth(400_000, (test) => {
  test('twenty times on and off on a page that changes', async ({ browser, place }) => {
    /** The text at the upper edge of the window. */
    const topText = () =>
      browser.page.evaluate(() => document.elementFromPoint(innerWidth / 2, 20)?.textContent?.slice(0, 40));
    const change = (/** @type {number} */ number) => place.call('change', CHANGES[number % CHANGES.length]);
    // The control: the markup after each change, without us.
    await place.open('changing');
    /** @type {string[]} */
    const control = [];
    for (let round = 0; round < ROUNDS; round++) {
      await change(2 * round);
      await change(2 * round + 1);
      control.push(await place.markup());
    }

    await place.open('changing');
    await browser.page.type('#field', 'half a que');
    await browser.page.evaluate(async () => {
      const audio = /** @type {HTMLAudioElement} */ (document.getElementById('audio'));
      audio.muted = true;
      await audio.play();
      getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector('.masthead')));
      /** @type {HTMLElement} */ (document.getElementById('field')).focus();
    });
    const doing = () =>
      browser.page.evaluate(() => {
        const audio = /** @type {HTMLAudioElement} */ (document.getElementById('audio'));
        return {
          field: /** @type {HTMLInputElement} */ (document.getElementById('field')).value,
          focus: document.activeElement?.id,
          selection: String(getSelection()),
          playing: !audio.paused,
        };
      });
    const before = await doing();
    assert.equal(before.field, 'half a que');
    for (let round = 0; round < ROUNDS; round++) {
      await change(2 * round);
      // In every second round the page is scrolled, and is to stand there again.
      const top = await place.scrolled(round % 2 === 0 ? 0 : 200);
      const text = await topText();
      await browser.clickToolbar();
      await barOpen(browser);
      await until(() => place.isHidden('.share-buttons'), 'the clutter to go');
      await change(2 * round + 1);
      // Half of the rounds end while what was added may not have been looked at yet.
      if (round % 4 < 2) await until(() => place.isHidden('.share-buttons, .ad-slot'), 'what was added to go');
      await browser.clickToolbar();
      await allLeft(browser);
      await until(async () => (await place.markup()) === control[round], `the markup of round ${round}`).catch(
        async () => assert.equal(await place.markup(), control[round], `the markup of round ${round}`),
      );
      assert.deepEqual(await doing(), before);
      if (top === 0) assert.equal(await browser.page.evaluate(() => scrollY), 0);
      else if (CHANGES[(2 * round + 1) % CHANGES.length] === 'attributes') assert.equal(await topText(), text);
    }
  });

  /** @typedef {import('./lib/browser.js').Browser} Browser */

  /** Puts into the page's footer, which is hidden, what a person may be at. @param {Browser} browser */
  const beAtIt = (browser) =>
    browser.page.evaluate(async () => {
      const form = document.createElement('form');
      form.innerHTML =
        '<input id="mail" type="email"><textarea id="draft"></textarea><input id="tick" type="checkbox"><select id="pick"><option>one<option>two</select>' +
        '<div id="scroller" style="height: 60px; overflow: auto"><div style="height: 600px">A long list of terms</div></div>' +
        '<audio id="radio" src="../extension/silence.wav" loop></audio>';
      document.querySelector('.site-footer')?.append(form);
      const get = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
      get('draft').value = 'Dear editor, I have read';
      get('tick').checked = true;
      get('pick').selectedIndex = 1;
      get('scroller').scrollTop = 120;
      get('radio').muted = true;
      await get('radio').play();
      get('draft').focus({ preventScroll: true });
      get('draft').setSelectionRange(5, 11);
    });
  /** @param {Browser} browser */
  const atIt = (browser) =>
    browser.page.evaluate(() => {
      const get = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
      const { value, selectionStart, selectionEnd } = get('draft');
      return {
        focus: document.activeElement?.id,
        draft: [value, selectionStart, selectionEnd],
        chosen: [get('tick').checked, get('pick').value],
        scroll: get('scroller').scrollTop,
        playing: !get('radio').paused,
      };
    });

  test('what the person was at in what is hidden is as it was', async ({ browser, place }) => {
    await place.open('changing');
    await beAtIt(browser);
    const markup = await place.markup();
    const before = await atIt(browser);
    assert.deepEqual([before.focus, before.scroll, before.playing], ['draft', 120, true]);
    await place.declutter();
    await until(() => place.isHidden('.site-footer'), 'the footer to go');
    assert.equal((await atIt(browser)).playing, true);
    await place.leaveTo(markup);
    assert.deepEqual(await atIt(browser), before);
    // With the keyboard in the bar meanwhile.
    const bar = await place.declutter();
    await bar.click('#count');
    await place.leaveTo(markup);
    assert.deepEqual(await atIt(browser), before);
  });

  test('the keyboard stays where the person has put it meanwhile', async ({ browser, place }) => {
    await place.open('changing');
    await beAtIt(browser);
    const markup = await place.markup();
    await place.declutter();
    await until(() => place.isHidden('.site-footer'), 'the footer to go');
    await browser.page.evaluate(() => document.getElementById('field')?.focus());
    await place.leaveTo(markup);
    assert.equal((await atIt(browser)).focus, 'field');
  });
});
