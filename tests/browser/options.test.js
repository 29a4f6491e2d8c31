// The options page in both browsers: every control does its work, it is accessible in light, dark and on a narrow
// window, and it says what is wrong.
//
//     node --test tests/browser/options.test.js
//
// SCREENSHOTS=directory also saves pictures, for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { violations } from './lib/axe.js';
import { BROWSERS } from './lib/browser.js';
import { optionsIn, RELATED, SYNC } from './lib/options.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(`the options page in ${name}`, () => {
    const options = optionsIn(name);

    for (const [scheme, width] of /** @type {['light' | 'dark', number][]} */ ([
      ['light', 1100],
      ['dark', 1100],
      ['light', 320],
      ['dark', 320],
    ])) {
      test(`${scheme}, ${width} wide: accessible, nothing wider than the window, every word translated`, async () => {
        await options.browser.colorScheme(scheme);
        await options.browser.resize(width, 900);
        await options.open();
        await options.page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        assert.deepEqual(await violations(options.page), []);
        for (const direction of ['rtl', 'ltr']) {
          const wide = await options.page.evaluate((direction) => {
            document.documentElement.dir = direction;
            const room = document.documentElement.clientWidth;
            const shown = [...document.querySelectorAll('body *')].filter(
              (one) => one.checkVisibility() && !one.closest('.toast, .skip, svg'),
            );
            const out = shown.filter(
              (one) => one.getBoundingClientRect().right > room + 1 || one.getBoundingClientRect().left < -1,
            );
            return out.map((one) => one.outerHTML.slice(0, 120));
          }, direction);
          assert.deepEqual(wide, [], direction);
        }
        assert.doesNotMatch(
          await options.textOf('body'),
          /\b(options|role|reader|notice)[A-Z]\w+/,
          'a missing message shows its name',
        );
        if (process.env.SCREENSHOTS) {
          mkdirSync(process.env.SCREENSHOTS, { recursive: true });
          await options.browser.screenshot(join(process.env.SCREENSHOTS, `options-${name}-${scheme}-${width}.png`));
        }
      });
    }

    test('it says which stored values could not be used', async () => {
      await options.browser.colorScheme('light');
      await options.browser.resize(1100, 900);
      await options.open();
      const problems = await options.textOf('#problems');
      assert.match(problems, /toolbar: "sideways"/);
      assert.match(problems, /a very long name that nobody has\.example/);
      assert.equal((await options.names()).length, 6);
    });

    test('the button, what is hidden and the reader are saved as they are changed', async () => {
      await options.open();
      await options.page.click('#toolbar [value="declutter"]');
      await options.page.click('#hide-form [name="share"]');
      await options.page.click('#appearance-form [name="theme"][value="sepia"]');
      await until(async () => {
        const { settings } = await options.stored('sync');
        return settings.toolbar === 'declutter' && settings.hide.share === false && settings.reader.theme === 'sepia';
      }, 'the settings');
      const { settings } = await options.stored('sync');
      assert.deepEqual([settings.reader.size, settings.hide.comments], [24, false], 'the others are as they were');
      assert.equal(
        await options.page.evaluate(() => document.documentElement.dataset.theme),
        'sepia',
        'the page wears it',
      );
      await options.page.click('#hide-reset');
      await until(async () => (await options.stored('sync')).settings.hide.share === true, 'the usual choice');
      await options.undo();
      await until(async () => (await options.stored('sync')).settings.hide.share === false, 'the choice before');
    });

    test('sites are found, sorted, changed and brought back', async () => {
      await options.open();
      assert.ok((await options.names()).includes('bücher.example'), 'a host in its own letters');
      await options.choose('#sort', 'changed');
      assert.deepEqual((await options.names()).slice(0, 3), [
        'a-rather-long-subdomain.of-a-rather-long-name.example.co.uk/with/a/long/path/*',
        '/^https:\\/\\/a\\.example\\//',
        'bücher.example',
      ]);
      await options.choose('#sort', 'used');
      assert.equal((await options.names())[0], 'example.org');
      await options.choose('#sort', 'mode');
      assert.equal((await options.names())[0], '/^https:\\/\\/a\\.example\\//');
      await options.fill('#search', 'EXAMPLE.ORG');
      await until(async () => (await options.names()).length === 2, 'what was found');
      assert.match(await options.textOf('#sites-count'), /2 of 6/);
      await options.fill('#search', 'xn--bcher');
      await until(async () => (await options.names()).join() === 'bücher.example', 'by its ASCII name too');
      await options.choose('#sites-list select', 'declutter');
      await until(
        async () => (await options.stored('sync'))['site:xn--bcher-kva.example'].mode === 'declutter',
        'the change',
      );
      await until(async () => /not allowed/.test(await options.textOf('#sites-list')), 'the mark');
      await options.undo();
      await until(
        async () => (await options.stored('sync'))['site:xn--bcher-kva.example'].mode === 'off',
        'the mode before',
      );
    });

    test('what is hidden on one site: as everywhere, hidden or shown, with undo', async () => {
      await options.open();
      const rule = async () => (await options.stored('sync'))['site:example.org'];
      const role = (/** @type {string} */ name) => `#sites-list [data-place="role ${name} example.org"]`;
      await options.page.click('[data-place="hide example.org"]');
      await until(
        () => options.page.evaluate((s) => document.querySelector(s) !== null, role('comments')),
        'the choices',
      );
      const names = await options.page.evaluate(
        (s) => [...(document.querySelector(s)?.querySelectorAll('option') ?? [])].map(({ text }) => text),
        role('comments'),
      );
      assert.deepEqual(names, ['As everywhere: shown', 'Hidden here', 'Shown here'], 'comments are shown everywhere');
      await options.choose(role('comments'), 'on');
      await until(async () => (await rule()).hide?.comments === true, 'the choice');
      // So that the next sentence is known by its coming.
      await until(() => options.page.evaluate(() => !document.getElementById('undo')?.hidden), 'the sentence');
      await options.page.click('#toast-close');
      await options.choose(role('related'), 'off');
      await until(async () => (await rule()).hide?.related === false, 'the second choice');
      assert.deepEqual([(await rule()).mode, (await rule()).hide], ['reader', { comments: true, related: false }]);
      await until(async () => /2 choices of its own/.test(await options.textOf('#sites-list')), 'their number');
      assert.ok(
        await options.page.evaluate((s) => document.querySelector(s)?.checkVisibility(), role('comments')),
        'the row stays open while the list is made anew',
      );
      await options.undo();
      await until(async () => (await rule()).hide.related === undefined, 'the choice before');
      await options.choose(role('comments'), 'usual');
      await until(async () => (await rule()).hide === undefined, 'nothing of its own');
      // A change of the mode keeps what the site hides.
      await options.choose(role('share'), 'off');
      await until(async () => (await rule()).hide?.share === false, 'the choice');
      await options.choose('[data-place="mode example.org"]', 'declutter');
      await until(async () => (await rule()).mode === 'declutter', 'the mode');
      assert.deepEqual((await rule()).hide, { share: false });
    });

    test('a pattern is explained while it is typed, and a wrong one is not taken', async () => {
      await options.open();
      await options.fill('#add-pattern', 'news.*.org');
      assert.match(await options.textOf('#add-hint'), /star may stand/i);
      await options.page.press('Enter');
      assert.equal(Object.keys(await options.stored('sync')).length, Object.keys(SYNC).length);
      await options.fill('#add-pattern', 'https://www.example.com/news/*');
      assert.match(await options.textOf('#add-hint'), /example\.com\/news\/\*/);
    });

    test('the tester says which rule decides and why', async () => {
      await options.open();
      await options.page.click('#tester summary');
      await options.fill('#tester-address', 'https://www.example.org/live/1');
      const answer = await options.textOf('#tester-answer');
      assert.match(answer, /example\.org\/live\/\* decides.*nothing happens/i);
      assert.match(answer, /example\.org: its kind of rule is less specific/);
      await options.fill('#tester-address', 'https://nowhere.example/');
      assert.match(await options.textOf('#tester-answer'), /No rule matches/);
      await options.fill('#tester-address', 'about:config');
      assert.match(await options.textOf('#tester-answer'), /not the address of a web page/);
    });

    test('a link fills the form', async () => {
      await options.open('#add-declutter=b%C3%BCcher.example');
      await until(() => options.page.evaluate(() => document.activeElement?.id === 'add-pattern'), 'the field');
      const form = await options.page.evaluate(() =>
        Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (document.getElementById('add')))),
      );
      assert.deepEqual(form, { pattern: 'bücher.example', mode: 'declutter' });
    });

    test('corrections are listed and forgotten, with undo', async () => {
      await options.open();
      const listed = await options.textOf('#corrections-list');
      assert.match(listed, /example\.org\s+2 corrections/);
      assert.match(listed, /related stories, in the article’s column: always article/);
      assert.match(listed, /note beside the text, in a box beside the text: always clutter/);
      await options.page.evaluate(() => {
        URL.createObjectURL = (blob) => {
          /** @type {any} */ (window).filters = /** @type {Blob} */ (blob).text();
          return 'blob:none';
        };
        HTMLAnchorElement.prototype.click = () => {};
      });
      await options.page.click('#corrections-filters');
      const filters = await until(() => options.page.evaluate(() => /** @type {any} */ (window).filters), 'the rules');
      assert.match(filters, /^example\.org##aside\.related$/m);
      assert.match(await options.textOf('#status'), /1 of 2 corrections are filter rules/);
      await options.page.click('#corrections-list [data-at="1"]');
      await until(async () => (await options.stored('local'))['rules:example.org'].list.length === 1, 'one to go');
      await options.undo();
      await until(
        async () => (await options.stored('local'))['rules:example.org'].list.length === 2,
        'one to come back',
      );
      await options.page.click('#corrections-list .line button');
      await until(async () => !('rules:example.org' in (await options.stored('local'))), 'the corrections to go');
      // What a page of the site is told meanwhile is a word of its own, and the last one.
      const since = { version: 1, list: [{ ...RELATED, signature: ['.since'], time: Date.now() }] };
      await options.page.evaluate((stored) => chrome.storage.local.set({ 'rules:example.org': stored }), since);
      await options.undo();
      const signatures = async () => {
        const { list } = (await options.stored('local'))['rules:example.org'];
        return list.map((/** @type {any} */ { signature }) => String(signature));
      };
      await until(async () => (await signatures()).length === 3, 'the corrections to come back');
      assert.ok((await signatures()).includes('.since'));
    });

    test('the commands are listed, and storage is counted', async () => {
      await options.open();
      assert.match(await options.textOf('#shortcuts-list'), /reader view/);
      assert.match(await options.textOf('#storage-list'), /\d[.,]\d kB/);
    });

    test('a reset asks first, and then leaves nothing', async () => {
      await options.open();
      await options.page.click('#reset');
      await until(() => options.page.evaluate(() => document.querySelector('dialog')?.open), 'the question');
      await options.page.click('#reset-dialog [value="cancel"]');
      await until(() => options.page.evaluate(() => !document.querySelector('dialog')?.open), 'no question');
      assert.equal(Object.keys(await options.stored('sync')).length, Object.keys(SYNC).length);
      await options.page.click('#reset');
      await options.page.click('#reset-dialog [value="reset"]');
      await until(async () => Object.keys(await options.stored('sync')).length === 0, 'sync to be empty');
      await until(async () => !('rules:example.org' in (await options.stored('local'))), 'the device to be empty');
      await until(async () => /No sites yet/.test(await options.textOf('#sites-count')), 'the empty list');
    });

    test('nothing went wrong unseen', async () => assert.deepEqual(await options.errors(), []));
  });
}
