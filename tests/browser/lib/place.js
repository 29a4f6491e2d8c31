// What the tests of hiding in place ask of a page.

import { allLeft, barOpen, openAfresh } from './modes.js';
import { until } from './wait.js';

/**
 * @param {import('./browser.js').Browser} browser
 * @param {import('./server.js').Server} server
 */
export function inPlace(browser, server) {
  const { page } = browser;
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  return {
    markup,
    /** Opens a page of pages/living afresh. @param {string} name */
    async open(name) {
      await openAfresh(browser, server.url('none', `pages/living/${name}.html`));
      return markup();
    },
    async declutter() {
      await browser.clickToolbar();
      return barOpen(browser);
    },
    /** Leaves, and waits for a markup. @param {string} expected */
    async leaveTo(expected) {
      await browser.clickToolbar();
      await allLeft(browser);
      await until(async () => (await markup()) === expected, 'the markup to be as it was');
    },
    /** @param {string} selector @param {string} property */
    style: (selector, property) =>
      page.evaluate(
        (selector, property) => {
          const element = document.querySelector(selector);
          return element ? getComputedStyle(element).getPropertyValue(property) : 'no such element';
        },
        selector,
        property,
      ),
    /** Whether there are such elements, and none is seen. @param {string} selector */
    isHidden: (selector) =>
      page.evaluate((selector) => {
        const elements = [...document.querySelectorAll(selector)];
        return elements.length > 0 && elements.every((element) => element.getClientRects().length === 0);
      }, selector),
    /** @param {string} selector */
    box: (selector) =>
      page.evaluate((selector) => {
        const element = /** @type {Element} */ (document.querySelector(selector));
        const { left, top, width, height } = element.getBoundingClientRect();
        return { left, top: top + scrollY, width, height };
      }, selector),
    /** The parts of the article that have no height. */
    lost: () =>
      page.evaluate(() =>
        [...document.querySelectorAll('article:first-of-type :is(h1, .byline, .body > p, #story > p)')]
          .filter((element) => element.getBoundingClientRect().height === 0)
          .map((element) => element.textContent),
      ),
    /** Where the window is after scrolling to a place. @param {number} top */
    scrolled: (top) =>
      page.evaluate((top) => {
        scrollTo({ top, behavior: 'instant' });
        return scrollY;
      }, top),
    /** Calls a function that the page has for its tests. @param {string} name @param {...unknown} args */
    call: (name, ...args) =>
      page.evaluate((name, args) => void (/** @type {any} */ (window)[name](...args)), name, args),
  };
}
