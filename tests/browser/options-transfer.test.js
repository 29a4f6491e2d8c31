// What goes into the options page as a file and comes out of it as one, in both browsers.
//
//     node --test tests/browser/options-transfer.test.js

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { optionsIn, RELATED } from './lib/options.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(`files of the options page in ${name}`, () => {
    const options = optionsIn(name);

    test('an import shows what it changes, and changes that', async () => {
      await options.open();
      const file = {
        standfirst: 1,
        settings: { reader: { size: 30 } },
        sites: { 'example.org': { mode: 'off' }, 'new.example': { mode: 'off' }, '*': { mode: 'off' } },
      };
      await options.importFile(JSON.stringify(file));
      await until(async () => /1 new site/.test(await options.textOf('#import-changes')), 'the preview');
      const merged = await options.textOf('#import-changes');
      assert.match(merged, /reader\.size: 24 → 30/);
      assert.match(merged, /1 site changes\s+example\.org/);
      assert.match(merged, /1 part of the file cannot be used/);
      assert.doesNotMatch(merged, /go away/);
      await options.page.click('#import-preview [value="replace"]');
      await until(
        async () => /5 sites go away/.test(await options.textOf('#import-changes')),
        'the preview of replacing',
      );
      assert.equal((await options.stored('sync'))['site:new.example'], undefined, 'nothing is written yet');
      await options.page.click('#import-preview [value="merge"]');
      await until(async () => !/go away/.test(await options.textOf('#import-changes')), 'the preview of merging');
      await options.page.click('#import-apply');
      await until(async () => (await options.stored('sync'))['site:new.example']?.mode === 'off', 'the new site');
      const sync = await options.stored('sync');
      assert.equal(sync['site:example.org'].mode, 'off');
      await until(async () => (await options.stored('sync')).settings.reader.size === 30, 'the setting');
      await options.importFile('{"standfirst": 99}');
      await until(async () => /newer Standfirst/.test(await options.textOf('#status')), 'the sentence');
    });

    test('corrections are imported by themselves', async () => {
      await options.open();
      const before = { sync: await options.stored('sync'), local: await options.stored('local') };
      const said = { ...RELATED, want: 'clutter', role: 'promo', path: 'main>div', signature: ['.members-plea'] };
      const file = {
        standfirst: 1,
        corrections: {
          'new.example': { version: 1, list: [said] },
          'broken.example': { version: 1, list: [{ ...said, path: 'main > div { }' }] },
        },
      };
      await options.importFile(JSON.stringify(file));
      await until(async () => /new\.example/.test(await options.textOf('#import-changes')), 'the preview');
      const changes = await options.textOf('#import-changes');
      assert.match(changes, /Corrections for 1 site come in\s+new\.example/);
      assert.match(changes, /1 part of the file cannot be used\s[\s\S]*broken\.example/);
      assert.doesNotMatch(changes, /setting|new site|site changes|go away|forgotten/i);
      assert.deepEqual(await options.stored('local'), before.local, 'nothing is written yet');
      await options.page.click('#import-apply');
      await until(async () => 'rules:new.example' in (await options.stored('local')), 'the corrections');
      await until(
        () => options.page.evaluate(() => document.getElementById('import-preview')?.hidden),
        'the preview to go',
      );
      assert.deepEqual(await options.stored('sync'), before.sync, 'sites and settings are as they were');
      assert.deepEqual(await options.stored('local'), {
        ...before.local,
        'rules:new.example': file.corrections['new.example'],
      });
      const list = await until(async () => {
        const text = await options.textOf('#corrections-list');
        return text.includes('new.example') ? text : '';
      }, 'them in the list');
      assert.match(list, /example\.org\s+2 corrections/, 'those of other sites stay');
      // Imported once more, there is nothing to do.
      await options.importFile(
        JSON.stringify({ ...file, corrections: { 'new.example': file.corrections['new.example'] } }),
      );
      await until(
        () => options.page.evaluate(() => !document.getElementById('import-preview')?.hidden),
        'the preview again',
      );
      await until(
        () =>
          options.page.evaluate(
            () => /** @type {HTMLButtonElement} */ (document.getElementById('import-apply')).disabled,
          ),
        'nothing to import',
      );
    });

    test('an export holds everything', async () => {
      await options.open();
      await options.page.evaluate(() => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          /** @type {any} */ (window).exported = /** @type {Blob} */ (blob).text();
          return create(blob);
        };
        // The file itself would go to a person's folder.
        addEventListener('click', (event) => event.target instanceof HTMLAnchorElement && event.preventDefault(), true);
        HTMLAnchorElement.prototype.click = () => {};
      });
      await options.page.click('#export');
      const text = await until(() => options.page.evaluate(() => /** @type {any} */ (window).exported), 'the file');
      const { standfirst, settings, sites, corrections } = JSON.parse(text);
      assert.equal(standfirst, 1);
      assert.equal(settings.reader.size, 24);
      assert.deepEqual(sites['example.org'], { mode: 'reader' });
      assert.equal(Object.keys(sites).length, 6);
      assert.deepEqual(Object.keys(corrections), ['example.org']);
    });

    test('nothing went wrong unseen', async () => assert.deepEqual(await options.errors(), []));
  });
}
