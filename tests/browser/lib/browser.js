// A real browser with the built extension, in one shape for Chromium and Firefox, so that each test is a loop over both.
// It gives up on what no driver reaches: Chromium's prompts and menus, and the browsers' own shortcuts.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';

/**
 * A document in the tab: the page itself, or a frame of the extension in it, in a closed shadow root too.
 * @typedef {object} View
 * @property {<A extends unknown[], R>(fn: (...args: A) => R, ...args: A) => Promise<Awaited<R>>} evaluate
 *   runs a function there; it crosses as text, arguments and result as JSON
 * @property {() => Promise<string>} text what a person reads there
 * @property {(selector: string) => Promise<void>} click a real click, with user activation
 * @property {(selector: string) => Promise<void>} hover
 * @property {(x: number, y: number) => Promise<void>} clickAt a click at a point of the tab's window, whatever is there; of the
 *   page alone
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {(keys: string, held?: () => Promise<void>) => Promise<void>} press keys by their DOM names, joined by +: `Escape`,
 *   `Shift+Tab`; they are held down during some work
 */

/**
 * @typedef {object} Browser
 * @property {'chromium' | 'firefox'} name
 * @property {View} page the top document of the tab
 * @property {(path: string) => string} extensionUrl the address of one of the extension's own pages, to `open`
 * @property {(url: string) => Promise<void>} open loads an address in the tab and waits for its load event
 * @property {() => Promise<string>} url
 * @property {() => Promise<void>} back
 * @property {() => Promise<void>} reload
 * @property {() => Promise<void>} clickToolbar the extension's button, as a person clicks it: grants activeTab
 * @property {(part: string) => Promise<View>} frame waits for a frame whose address contains `part`
 * @property {(part: string) => Promise<boolean>} hasFrame
 * @property {<A extends unknown[], R>(fn: (...args: A) => R, ...args: A) => Promise<Awaited<R>>} background
 *   runs a function in the extension's background
 * @property {(...origins: string[]) => Promise<void>} allow the person will say yes when the extension asks for these sites
 * @property {((...names: string[]) => Promise<void>) | null} chooseInMenu chooses in the menu of the extension's button, by
 *   the names on the way; no driver opens a menu in Chromium
 * @property {((work: () => Promise<void>) => Promise<void>) | null} refuse the person says no to what some work makes the
 *   extension ask for; no driver answers a prompt in Chromium
 * @property {() => Promise<void>} endBackground the browser ends the background, as it may at any moment
 * @property {((part: string, work: () => Promise<void>) => Promise<void>) | null} withhold files of the extension whose address
 *   contains `part` come only when some work is done; no driver holds them in Firefox
 * @property {((work: () => Promise<void>) => Promise<number>) | null} share the part of the page's thread that the extension's
 *   code took during some work; Firefox's profiler is in reach of no driver
 * @property {(work: () => Promise<unknown>, colours: readonly string[]) => Promise<string[][]>} filmed what the window shows during
 *   some work: for each picture, in order, which of these colours are in it
 * @property {(path: string) => Promise<void>} screenshot a PNG of the window's content
 * @property {(width: number, height: number) => Promise<void>} resize the viewport, as narrow as a telephone if need be
 * @property {(scheme: 'light' | 'dark') => Promise<void>} colorScheme
 * @property {(reduced: boolean) => Promise<void>} reducedMotion what the person wishes of things that move
 * @property {() => Promise<string[]>} errors what the extension threw or logged as an error anywhere, since the start
 * @property {() => Promise<void>} close
 * @property {() => Promise<void>} closed waits until a person has closed the browser
 */

/** The folder of the built extension. @param {'chromium' | 'firefox'} name */
export function built(name) {
  const folder = fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url));
  if (!existsSync(folder)) throw new Error(`dist/${name} is not there: ./build.sh build`);
  return folder;
}

/** @type {readonly ('chromium' | 'firefox')[]} */
export const BROWSERS = ['chromium', 'firefox'];

/**
 * Starts a browser with an empty profile and dist/<name> loaded.
 * @param {'chromium' | 'firefox'} name
 * @param {{headless?: boolean, extension?: string, prefs?: Record<string, unknown>, env?: Record<string, string>}} [options]
 *   another folder to load the extension from; for Firefox, preferences of the profile and variables of the process
 * @returns {Promise<Browser>}
 */
export function openBrowser(name, { headless = true, extension = built(name), prefs = {}, env = {} } = {}) {
  return name === 'chromium' ? openChromium({ extension, headless }) : openFirefox({ extension, headless, prefs, env });
}
