// "Always on this site" where a person is: from the bar, the reader and the button's menu, with the mode and the scope;
// a yes, a no, and where no permission can be asked for.
//
//     node --test tests/browser/always.test.js
//
// SCREENSHOTS=directory also saves pictures, for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { violations } from './lib/axe.js';
import { BROWSERS } from './lib/browser.js';
import { configured } from './lib/configured.js';
import { barOpen, openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

/** The entries of the menu, as people read them. */
const MENU = {
  modes: { reader: 'Open the reader', declutter: 'Hide the clutter', off: 'Never by itself' },
  scopes: { host: 'This site', section: 'This part of the site', subdomains: 'This site and its subdomains' },
};
/** @typedef {keyof typeof MENU.modes} SiteMode @typedef {keyof typeof MENU.scopes} Scope */

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given));
    const { stored, visit, configure, registered } = configured(
      () => browser,
      () => news,
    );

    /** What "this site" can mean in the politics section of a site. @param {string} site @returns {Record<Scope, string>} */
    function patterns(site) {
      const host = `${site}.localhost:${news.port}`;
      return { host, section: `${host}/politics/*`, subdomains: `*.${host}` };
    }

    /** The rules whose pattern names a site, by pattern. @param {string} site @returns {Promise<Record<string, string>>} */
    async function rulesOf(site) {
      const rules = Object.entries(await stored('sync')).filter(
        ([key]) => key.startsWith('site:') && key.includes(site),
      );
      return Object.fromEntries(rules.map(([key, { mode }]) => [key.slice('site:'.length), mode]));
    }

    /**
     * Opens the choice in one of the frames.
     * @param {string} site @param {'bar' | 'reader'} place
     */
    async function openChoice(site, place) {
      await setToolbar(browser, place === 'bar' ? 'declutter' : 'reader');
      await openAfresh(browser, news.url(site, '/politics/story/1'));
      await browser.clickToolbar();
      const view = await (place === 'bar' ? barOpen(browser) : readerOpen(browser));
      const button = place === 'bar' ? '#count' : '#always-button';
      await until(() => view.evaluate((s) => document.querySelector(s)?.checkVisibility(), button), 'the button');
      await view.click(button);
      await until(() => view.evaluate(() => document.querySelector('#scope')?.checkVisibility()), 'the choice');
      return view;
    }

    /**
     * Chooses a scope as the keyboard does: until the frame has the keyboard, a key goes to the page.
     * @param {import('./lib/browser.js').View} view @param {Scope} scope
     */
    async function chooseScope(view, scope) {
      const wanted = Object.keys(MENU.scopes).indexOf(scope);
      const chosen = () => view.evaluate(() => /** @type {any} */ (document.getElementById('scope')).selectedIndex);
      await view.evaluate(() => document.getElementById('scope')?.focus());
      await until(async () => {
        const now = await chosen();
        if (now !== wanted) await view.press(now < wanted ? 'ArrowDown' : 'ArrowUp');
        return (await chosen()) === wanted;
      }, 'the scope');
    }

    /** The form of the options page that has opened in its tab, filled; the tab is closed. */
    const filledForm = () =>
      until(
        () =>
          browser.background(async () => {
            const { tabs } = /** @type {any} */ (globalThis).chrome;
            const [found] = (await tabs.query({})).filter((/** @type {any} */ tab) => /options.html#add/.test(tab.url));
            if (found) await tabs.remove(found.id);
            return found && decodeURIComponent(new URL(found.url).hash);
          }),
        'the options page',
      );

    for (const [place, mode, scope] of /** @type {['bar' | 'reader', 'reader' | 'declutter', Scope][]} */ ([
      ['bar', 'declutter', 'host'],
      ['bar', 'reader', 'section'],
      ['reader', 'reader', 'host'],
      ['reader', 'declutter', 'section'],
      ['reader', 'reader', 'subdomains'],
    ])) {
      test(`the ${place} sets ${mode} for ${scope}`, async () => {
        const site = `${place}-${mode}-${scope}`;
        const pattern = patterns(site)[scope];
        await browser.allow(`*://${site}.localhost/*`, `*://www.${site}.localhost/*`, `*://*.${site}.localhost/*`);
        const view = await openChoice(site, place);
        const shown = await view.evaluate(() =>
          [...document.querySelectorAll('#scope option')].map((one) => one.textContent),
        );
        assert.deepEqual(shown, Object.values(patterns(site)));
        await chooseScope(view, scope);
        await view.evaluate(() => {
          const { permissions } = /** @type {any} */ (globalThis).chrome;
          const { request } = permissions ?? {};
          if (!request) return;
          permissions.request = (/** @type {{origins: string[]}} */ wish) => {
            document.documentElement.dataset.asked = wish.origins.join(' ');
            return request.call(permissions, wish);
          };
        });
        await view.click(`#always-${mode}`);
        if (name === 'firefox') {
          assert.equal(await filledForm(), `#add-${mode}=${pattern}`);
          assert.deepEqual(await rulesOf(site), {}, 'nothing is set before the person says so there');
          return;
        }
        await until(async () => (await rulesOf(site))[pattern] === mode, 'the rule');
        const names = scope === 'subdomains' ? [`*.${site}`] : [site, `www.${site}`];
        assert.equal(
          await view.evaluate(() => document.documentElement.dataset.asked),
          names.map((one) => `*://${one}.localhost/*`).join(' '),
          'nothing but this site is asked for',
        );
        const where = place === 'bar' ? '#said' : '#status';
        await until(() => view.evaluate((s) => document.querySelector(s)?.textContent, where), 'the sentence');
        assert.equal(
          await view.evaluate((s) => document.querySelector(s)?.textContent, where),
          `Always on ${pattern} now`,
        );
        await until(
          () => view.evaluate(() => !document.getElementById('scope')?.checkVisibility()),
          'the choice to go',
        );
        assert.equal((await visit(site, '/politics/story/2')).mode, mode);
      });
    }

    test('the choice in the reader is accessible and works by keyboard alone', async () => {
      const view = await openChoice('keys', 'reader');
      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        await browser.colorScheme(scheme);
        if (process.env.SCREENSHOTS) {
          mkdirSync(process.env.SCREENSHOTS, { recursive: true });
          await browser.screenshot(join(process.env.SCREENSHOTS, `always-${name}-${scheme}.png`));
        }
        assert.deepEqual(await violations(view), [], scheme);
      }
      await browser.colorScheme('light');
      await view.press('Escape');
      await until(() => view.evaluate(() => !document.getElementById('always')?.matches(':popover-open')), 'no panel');
      assert.equal(await view.evaluate(() => document.activeElement?.id), 'always-button');
      await view.press('Enter');
      await until(() => view.evaluate(() => document.getElementById('always')?.matches(':popover-open')), 'the panel');
      /** @type {(string | undefined)[]} */
      const stops = [];
      for (const _ of [1, 2, 3]) {
        await view.press('Tab');
        stops.push(await view.evaluate(() => document.activeElement?.id));
      }
      assert.deepEqual(stops, ['scope', 'always-declutter', 'always-reader']);
    });

    test('nothing is offered where a rule decides already', async () => {
      await configure('known.localhost/politics/*', 'off');
      await setToolbar(browser, 'reader');
      await openAfresh(browser, news.url('known', '/politics/story/1'));
      await browser.clickToolbar();
      const view = await readerOpen(browser);
      // The choice is made, empty, before anybody could see its button.
      await until(() => view.evaluate(() => document.getElementById('scope') !== null), 'the choice');
      assert.deepEqual(
        await view.evaluate(() => [
          document.querySelectorAll('#scope option').length,
          document.getElementById('always-button')?.checkVisibility(),
        ]),
        [0, false],
      );
    });

    /**
     * Chooses in the menu of the button. No driver opens it in Chromium, where a listener can be called as the menu calls it;
     * no click comes with that.
     * @param {SiteMode} mode @param {Scope} scope
     */
    async function chooseInMenu(mode, scope) {
      if (browser.chooseInMenu)
        return browser.chooseInMenu('Always on this site', MENU.modes[mode], MENU.scopes[scope]);
      await browser.background(
        async (menuItemId, pageUrl) => {
          const { contextMenus, tabs } = /** @type {any} */ (globalThis).chrome;
          const [tab] = await tabs.query({ active: true });
          contextMenus.onClicked.dispatch({ menuItemId, pageUrl }, { ...tab, url: pageUrl });
        },
        `always-${mode}-${scope}`,
        await browser.url(),
      );
    }

    test('the menu has every mode and every scope', async () => {
      await browser.open(news.url('iota', '/politics/story/1'));
      for (const scope of /** @type {Scope[]} */ (Object.keys(MENU.scopes))) {
        await chooseInMenu('off', scope);
        await until(async () => (await rulesOf('iota'))[patterns('iota')[scope]] === 'off', `the rule for ${scope}`);
      }
      assert.deepEqual(Object.keys(await rulesOf('iota')).length, 3);
    });

    test('a choice in the menu asks for this site alone, and acts at once', async () => {
      await openAfresh(browser, news.url('kappa', '/politics/story/1'));
      const { host, section } = patterns('kappa');
      await chooseInMenu('reader', 'host');
      if (name === 'chromium') {
        // Without a click Chromium lets nobody ask, and the form stands filled where one click will do.
        assert.equal(await filledForm(), `#add-reader=${host}`);
        return;
      }
      await until(async () => (await rulesOf('kappa'))[host] === 'reader', 'the rule');
      await browser.frame('reader/reader.html');
      assert.deepEqual(
        (await registered()).filter((/** @type {string} */ match) => match.includes('kappa')),
        ['*://kappa.localhost/*', '*://www.kappa.localhost/*'],
      );
      await chooseInMenu('declutter', 'section');
      await until(async () => (await rulesOf('kappa'))[section] === 'declutter', 'the second rule');
      assert.equal((await visit('kappa', '/politics/story/2')).mode, 'declutter');
    });

    test('after a no nothing is set, and one sentence says so', {
      skip: name === 'chromium' && 'no driver answers its prompt',
    }, async () => {
      await browser.open(news.url('lambda', '/politics/story/1'));
      await browser.refuse?.(() => chooseInMenu('reader', 'host'));
      const title = () =>
        browser.background(async () => {
          const { action, tabs } = /** @type {any} */ (globalThis).chrome;
          const [tab] = await tabs.query({ active: true });
          return action.getTitle({ tabId: tab.id });
        });
      await until(async () => /nothing was changed/.test(await title()), 'the sentence');
      assert.deepEqual(await rulesOf('lambda'), {});
      const wishes = Object.keys(await stored('local')).filter((key) => key.startsWith('wish:'));
      assert.deepEqual(wishes, []);
      assert.ok(!(await registered()).some((/** @type {string} */ match) => match.includes('lambda')));
    });
  });
}
