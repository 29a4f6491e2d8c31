// Configured sites in real browsers: set once, acting on articles alone, and never against what the person chose. Every
// decision is read from where the extension keeps it.
//
//     node --test tests/browser/sites.test.js

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { configured } from './lib/configured.js';
import { startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given));

    const { options, list, said, stored, registered, configure, decision, forget, visit, shown } = configured(
      () => browser,
      () => news,
    );

    test('a site that was refused is not set, and one sentence says so', async () => {
      await options();
      await until(() => browser.page.evaluate(() => !document.body.hasAttribute('data-waiting')), 'the options page');
      await browser.page.type('#add-pattern', 'refused.localhost');
      const ask = () => browser.page.click('#add .primary');
      if (browser.refuse) await browser.refuse(ask);
      else {
        // No driver can press "Deny" here; what comes after it is the same.
        await browser.page.evaluate(() => {
          const api = /** @type {any} */ (globalThis).chrome;
          Object.defineProperty(api.permissions, 'request', { value: async () => false });
        });
        await ask();
      }
      await until(async () => (await said()).includes('refused.localhost'), 'the sentence');
      assert.match(await said(), /nothing was changed/);
      assert.equal(await list(), '');
      const keys = [...Object.keys(await stored('sync')), ...Object.keys(await stored('local'))];
      assert.deepEqual(
        keys.filter((key) => key.includes('refused')),
        [],
      );
      assert.deepEqual(await registered(), []);
    });

    test('a site that was allowed is set, and registered for itself alone', async () => {
      await configure('alpha.localhost', 'reader');
      const matches = ['*://alpha.localhost/*', '*://www.alpha.localhost/*'];
      assert.deepEqual(await registered(), matches);
      const { 'site:alpha.localhost': rule } = await stored('sync');
      assert.equal(rule.mode, 'reader');
      assert.deepEqual(
        Object.keys(await stored('local')).filter((key) => key.startsWith('wish:')),
        [],
      );
    });

    test('a story opens in the reader, by itself and without a step in the history', async () => {
      await visit('alpha', '/');
      const steps = await browser.page.evaluate(() => history.length);
      assert.equal((await visit('alpha', '/story/1')).mode, 'reader');
      const reader = await browser.frame('reader/reader.html');
      await until(async () => (await reader.text()).includes('Harbour line will reopen'), 'the article');
      assert.equal(await browser.page.evaluate(() => history.length), steps + 1);
      assert.equal(await browser.url(), news.url('alpha', '/story/1'));
    });

    test('under a strict policy the reader opens too; where no frame may load the clutter is hidden, without a step', async () => {
      assert.equal((await visit('alpha', '/strict/1')).mode, 'reader');
      await browser.frame('reader/reader.html');
      const steps = await browser.page.evaluate(() => history.length);
      // Firefox loads the frame; a machine that is late with it gets what Chromium gets.
      const { mode } = await visit('alpha', '/isolated/1');
      assert.ok(mode === 'declutter' || (mode === 'reader' && name === 'firefox'), mode);
      assert.equal(await browser.url(), news.url('alpha', '/isolated/1'));
      assert.equal(await browser.page.evaluate(() => history.length), steps + 1);
    });

    test('what the person chose for a page holds when they come back to it, and not for the next page', async () => {
      await visit('alpha', '/story/2');
      const reader = await browser.frame('reader/reader.html');
      await until(async () => (await reader.text()).includes('part 2'), 'the article');
      await reader.click('#leave');
      await until(async () => !(await browser.hasFrame('reader/reader.html')), 'the page itself');
      const tab = () =>
        stored('session').then((all) => Object.entries(all).find(([key]) => key.startsWith('tab:'))?.[1]);
      await until(
        async () => (await tab())?.originals.includes(news.url('alpha', '/story/2')),
        'the choice is remembered',
      );

      assert.equal((await visit('alpha', '/story/3')).mode, 'reader');
      await browser.back();
      const frozen = await browser.page.evaluate(() =>
        performance.getEntriesByType('navigation').some((entry) => /** @type {any} */ (entry).type === 'back_forward'),
      );
      // A page that the browser kept as it was runs nothing anew, so nothing is decided anew.
      if (frozen) assert.equal((await decision(news.url('alpha', '/story/2'))).reason, 'original');
      assert.deepEqual(await shown(), { reader: false, bar: false });
      await forget();
      await browser.reload();
      await until(
        async () => (await decision(news.url('alpha', '/story/2'))).reason === 'original',
        'the original after reloading',
      );
      assert.deepEqual(await shown(), { reader: false, bar: false });
      assert.equal((await visit('alpha', '/story/2')).mode, 'reader', 'a new visit is a new visit');
    });

    test('an address that changes without loading is followed, back to nothing and on to the next story', async () => {
      await configure('beta.localhost', 'declutter');
      assert.equal((await visit('beta', '/app/1')).mode, 'declutter');
      await browser.frame('bar/bar.html');
      await browser.page.evaluate(() => /** @type {any} */ (globalThis).go('/app/list'));
      assert.equal((await decision(news.url('beta', '/app/list'))).mode, 'off');
      assert.deepEqual(await shown(), { reader: false, bar: false });
      await browser.page.evaluate(() => /** @type {any} */ (globalThis).go('/app/2'));
      assert.equal((await decision(news.url('beta', '/app/2'))).mode, 'declutter');
      await browser.frame('bar/bar.html');
    });

    /**
     * Opens a page and does some work while it is on its way to be clean: the bar stands, and knows nothing yet. In Firefox
     * it may know by then.
     * @param {string} url @param {() => Promise<unknown>} work
     */
    async function onItsWay(url, work) {
      await forget();
      const opening = async () => {
        await browser.open(url);
        await until(() => browser.hasFrame('bar/bar.html'), 'the bar');
        await work();
      };
      await (browser.withhold ? browser.withhold('/bar/bar.js', opening) : opening());
    }

    test('rules that change while a page is on its way to be clean leave no decision out', async () => {
      const url = news.url('beta', '/story/5');
      await onItsWay(url, () =>
        browser.background(async () => {
          const { tabs } = /** @type {any} */ (globalThis).chrome;
          const [tab] = await tabs.query({ active: true });
          await tabs.sendMessage(tab.id, { type: 'auto-rules' }, { frameId: 0 }).catch(() => {});
        }),
      );
      assert.equal((await decision(url)).mode, 'declutter');
    });

    test('an address that changes while a page is on its way to be clean takes that back', async () => {
      await onItsWay(news.url('beta', '/app/1'), () =>
        browser.page.evaluate(() => /** @type {any} */ (globalThis).go('/app/list')),
      );
      assert.equal((await decision(news.url('beta', '/app/list'))).mode, 'off');
      assert.deepEqual(await shown(), { reader: false, bar: false });
    });

    test('the background may end at any moment', async () => {
      /** @param {string} url that was not open before */
      const open = async (url) => {
        await browser.open(url);
        return (await decision(url)).mode;
      };
      await browser.endBackground();
      assert.equal(await open(news.url('alpha', '/story/40')), 'reader');
      await browser.endBackground();
      await configure('gamma.localhost', 'declutter');
      await browser.endBackground();
      assert.equal(await open(news.url('gamma', '/story/41')), 'declutter');
    });

    test('a wish whose page and background have gone comes true when the browser says yes', async () => {
      await options();
      await browser.allow('*://zeta.localhost/*', '*://www.zeta.localhost/*');
      // What `setSite` does before the prompt; then the page that asked goes away, as it does on Android.
      await browser.page.evaluate(async () => {
        const { storage, permissions } = /** @type {any} */ (globalThis).chrome;
        await storage.local.set({ 'wish:zeta.localhost': { mode: 'declutter', time: Date.now() } });
        const button = document.createElement('button');
        button.id = 'ask';
        button.textContent = 'Ask';
        button.addEventListener('click', () =>
          permissions.request({ origins: ['*://zeta.localhost/*', '*://www.zeta.localhost/*'] }),
        );
        document.querySelector('main')?.prepend(button);
      });
      await browser.endBackground();
      await browser.page.click('#ask');
      await until(async () => (await stored('sync'))['site:zeta.localhost']?.mode === 'declutter', 'the rule');
      await until(
        async () => (await registered()).some((/** @type {string} */ match) => match.includes('zeta')),
        'the registration',
      );
      await until(async () => !('wish:zeta.localhost' in (await stored('local'))), 'the wish to be settled');
      assert.equal((await visit('zeta', '/story/1')).mode, 'declutter');
    });

    test('five sites, sixty pages, every decision', async (t) => {
      await configure('delta.localhost/politics/*', 'declutter');
      await configure('*.epsilon.localhost', 'reader');
      await configure('quiet.epsilon.localhost', 'off');
      /** @type {[string, (path: string) => {rule: string | null, mode: string, reason?: string}][]} a story of the host */
      const sites = [
        ['alpha', () => ({ rule: 'alpha.localhost', mode: 'reader' })],
        ['beta', () => ({ rule: 'beta.localhost', mode: 'declutter' })],
        [
          'delta',
          (path) =>
            path.startsWith('/politics/')
              ? { rule: 'delta.localhost/politics/*', mode: 'declutter' }
              : { rule: null, mode: 'off', reason: 'no-rule' },
        ],
        ['live.epsilon', () => ({ rule: '*.epsilon.localhost', mode: 'reader' })],
        ['quiet.epsilon', () => ({ rule: 'quiet.epsilon.localhost', mode: 'off', reason: 'off' })],
      ];
      const stories = [
        '/story/1',
        '/politics/story/1',
        '/story/2',
        '/politics/story/2',
        '/story/3',
        '/politics/story/3',
        '/app/1',
      ];
      const others = ['/', '/section', '/search?q=line', '/video', '/account'];
      /** @type {string[]} */
      const visited = [];
      news.sent.length = 0;
      for (const [site, expected] of sites) {
        for (const path of [...stories, ...others]) {
          const { mode, reason, pattern, furniture = 0, early = 0 } = await visit(site, path);
          visited.push(news.url(site, path));
          const line = `${site}${path}: ${mode}, ${reason}, by ${pattern}, ${furniture} marks, ${early} selectors`;
          t.diagnostic(line);
          const { rule, mode: wanted, reason: refusal } = expected(path);
          assert.equal(pattern, rule, line);
          // Where a rule would act, the kind of page decides, and it is named with how sure that is.
          if (refusal) assert.deepEqual([mode, reason], ['off', refusal], line);
          else if (stories.includes(path))
            assert.match(`${mode} ${reason}`, RegExp(`^${wanted} article 0?\\.?\\d+`), line);
          else assert.match(`${mode} ${reason}`, /^off (?!article)[a-z-]+ [\d.]+$/, line);
          assert.deepEqual(await shown(), { reader: mode === 'reader', bar: mode === 'declutter' }, line);
          // Three stories teach; no page that is no story has anything hidden before it is looked at.
          const taught = mode !== 'off' && stories.indexOf(path) >= 4 && expected('/story/1').mode === mode;
          if (taught) assert.ok(furniture > 0 && early > 0, line);
          if (mode === 'off') assert.equal(early, 0, line);
        }
      }
      assert.equal(new Set(visited).size, 60);
      assert.deepEqual(news.sent, visited, 'every page was loaded once, and no other');
    });

    test('a site says when it was last used', async () => {
      await options();
      await until(async () => /alpha\.localhost\s+Whole site · last used/.test(await list()), 'the day');
    });

    test('a permission that is taken back ends the registration and marks the site; the rule stays', async () => {
      await options();
      await until(async () => (await list()).includes('beta.localhost'), 'the list');
      for (const origin of ['*://beta.localhost/*', '*://www.beta.localhost/*']) {
        await browser.page.click(`[data-origin="${origin}"]`);
        await until(
          () => browser.page.evaluate((origin) => !document.querySelector(`[data-origin="${origin}"]`), origin),
          'the permission to go',
        );
      }
      await until(
        async () => !(await registered()).some((/** @type {string} */ match) => match.includes('beta')),
        'the registration to go',
      );
      assert.match(await list(), /beta\.localhost[\s\S]*?not allowed this site/);
      assert.equal((await stored('sync'))['site:beta.localhost'].mode, 'declutter');
      await browser.open(news.url('beta', '/story/1'));
      const { url } = await visit('alpha', '/story/1');
      assert.equal(url, news.url('alpha', '/story/1'), 'the other sites go on');
    });

    test('a site that is removed comes back by undo', async () => {
      await options();
      await until(async () => (await list()).includes('gamma.localhost'), 'the list');
      await browser.page.click('[aria-label="Remove gamma.localhost"]');
      await until(async () => !(await list()).includes('gamma.localhost'), 'the site to go');
      await until(
        async () => !(await registered()).some((/** @type {string} */ match) => match.includes('gamma')),
        'the registration to go',
      );
      await until(async () => (await said()) === 'gamma.localhost was removed.', 'the sentence with undo');
      await browser.page.click('#undo');
      await until(async () => (await list()).includes('gamma.localhost'), 'the site to come back');
      await until(
        async () => (await registered()).some((/** @type {string} */ match) => match.includes('gamma')),
        'the registration to come back',
      );
    });

    test('after an update everything is registered anew', async () => {
      // The browser closes the pages of an extension that is reloaded.
      await browser.open(news.url('alpha', '/'));
      const before = await registered();
      assert.ok(before.length > 0);
      await browser.background(() => /** @type {any} */ (globalThis).chrome.scripting.unregisterContentScripts());
      assert.deepEqual(await registered(), []);
      // A browser starts an extension that was reloaded as it starts one that was updated.
      const born = () => browser.background(() => performance.timeOrigin);
      const old = await born();
      await browser.background(() => void setTimeout(() => /** @type {any} */ (globalThis).chrome.runtime.reload()));
      await until(async () => (await born()) > old, 'the new instance');
      await until(async () => (await registered()).length > 0, 'the registration');
      assert.deepEqual(await registered(), before);
      assert.equal((await visit('alpha', '/story/42')).mode, 'reader');
    });

    test('nothing went wrong unseen', async () => {
      // Both browsers tell of answers and files whose page or background had gone by then; going early is what was tested.
      const gone =
        /context unloaded|context is inactive|Receiving end does not exist|download failed|NetworkError|aborted|error loading/;
      assert.deepEqual(
        (await browser.errors()).filter((error) => !gone.test(error)),
        [],
      );
    });
  });
}
