// Sites that an organisation has set by policy, in real browsers with a real policy: they stand in the list, act once
// they are allowed, and give way to the person's own rule. Skipped, with the reason, where no policy can be set.
//
//     node --test tests/browser/alone/policy.test.js

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { BROWSERS } from '../lib/browser.js';
import { configured } from '../lib/configured.js';
import { startNews } from '../lib/news.js';
import { opened } from '../lib/opened.js';
import { setPolicy } from '../lib/policy.js';
import { until } from '../lib/wait.js';

const POLICY = {
  sites: { 'work.localhost': 'declutter', 'never.localhost': 'off', '*': 'reader', 'bad.localhost': 'loud' },
};

for (const name of BROWSERS) {
  /** @type {ReturnType<typeof setPolicy> | undefined} */
  let policy;
  let skip = '';
  try {
    policy = setPolicy(name, POLICY);
  } catch (error) {
    skip = `no policy can be set here: ${error}`;
  }
  describe(name, { skip: skip || false }, () => {
    /** @type {import('../lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given), policy?.options);
    after(() => {
      policy?.remove();
    });
    const { options, list, stored, registered, visit, configure } = configured(
      () => browser,
      () => news,
    );
    /** The row of a site, as a person reads it. @param {string} site */
    const row = (site) =>
      browser.page.evaluate((site) => {
        const rows = [...document.querySelectorAll('#sites-list li')];
        const found = rows.find((row) => row.querySelector('.name')?.textContent === site);
        return /** @type {HTMLElement | undefined} */ (found)?.innerText ?? '';
      }, site);

    test('its sites stand in the list, marked, and cannot be removed; what it says wrongly does no harm', async () => {
      await options();
      await until(async () => (await list()).includes('work.localhost'), 'the list');
      assert.match(await row('work.localhost'), /organisation/);
      assert.match(await row('work.localhost'), /not allowed/, 'the permission is still to be given');
      assert.doesNotMatch(await row('work.localhost'), /Remove/);
      assert.match(await row('never.localhost'), /organisation/);
      assert.equal(await row('bad.localhost'), '');
      assert.deepEqual(await stored('sync'), {}, 'nothing of it is stored as the person’s own');
      assert.deepEqual(await registered(), []);
    });

    test('once allowed they act', async () => {
      await browser.allow('*://work.localhost/*', '*://www.work.localhost/*');
      await options();
      await until(async () => (await list()).includes('work.localhost'), 'the list');
      await browser.page.click('[aria-label="Allow work.localhost"]');
      await until(async () => (await registered()).includes('*://work.localhost/*'), 'the registration');
      const { mode, pattern } = await visit('work', '/story/1');
      assert.deepEqual([mode, pattern], ['declutter', 'work.localhost']);
    });

    test('the person’s own rule for the same site wins, and its end brings the organisation’s back', async () => {
      await configure('work.localhost', 'reader');
      assert.equal((await visit('work', '/story/2')).mode, 'reader');
      await options();
      await until(async () => (await list()).includes('work.localhost'), 'the list');
      await browser.page.click('[aria-label="Remove work.localhost"]');
      await until(async () => /organisation/.test(await row('work.localhost')), 'the organisation’s rule');
      assert.equal((await visit('work', '/story/3')).mode, 'declutter');
    });
  });
}
