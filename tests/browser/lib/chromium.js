// Chromium with dist/chromium loaded, driven by Playwright. See browser.js for the shape that it shares with Firefox.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { coloursIn, film } from './film.js';
import { until } from './wait.js';

/** Chromium, not Chrome: the latter no longer loads an extension by command line. */
const PROGRAMS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'];

/** Between two samples of a profile, in microseconds. */
const SAMPLING = 200;

/** How long a click may be on its way, in milliseconds, before it counts as lost; and how often it is given. */
const ARRIVAL = 500;
const MOST_TRIES = 10;

/** Nothing but this machine is reached. */
const HOSTS = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost';

/**
 * @param {{extension: string, headless: boolean}} options
 * @returns {Promise<import('./browser.js').Browser>}
 */
export async function openChromium({ extension, headless }) {
  const program = PROGRAMS.find((path) => path && existsSync(path));
  if (!program) throw new Error('no Chromium: install it, or name its program in the variable CHROMIUM');
  const profile = mkdtempSync(join(tmpdir(), 'standfirst-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: false,
    viewport: headless ? { width: 1280, height: 900 } : null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(headless ? ['--headless=new'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--enable-unsafe-extension-debugging',
      `--host-resolver-rules=${HOSTS}`,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const first = await until(() => context.serviceWorkers()[0], "the extension's service worker");
  const id = new URL(first.url()).host;

  // chrome://extensions collects every error of the extension, wherever it happens, once told to; and those of the
  // manifest at the next load.
  const [manager = await context.newPage()] = context.pages();
  await manager.goto('chrome://extensions/');
  await manager.evaluate(async (extensionId) => {
    const { developerPrivate } = /** @type {any} */ (globalThis).chrome;
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.updateExtensionConfiguration({ extensionId, errorCollection: true });
    await developerPrivate.reload(extensionId, { failQuietly: true, populateErrorForUnpacked: true });
  }, id);
  /** Workers that have ended: Playwright goes on to list those. */
  const ended = new Set([first]);
  const worker = () => context.serviceWorkers().find((candidate) => !ended.has(candidate));
  // A click before the worker's first run has ended would find no listener, and be lost.
  await until(() => worker()?.evaluate('chrome.action.onClicked.hasListeners()'), "the extension's listeners");
  const page = await context.newPage();
  const browser = context.browser();
  if (!browser) throw new Error('Playwright gives no browser for its context');
  const debuggerOfBrowser = await browser.newBrowserCDPSession();
  const debuggerOfPage = await context.newCDPSession(page);

  /** @type {import('playwright-core').Page | undefined} */
  let standIn;
  /**
   * Where the background's functions run when Playwright has no worker: it does not see one that the browser has started
   * again. A page of the extension has the same interfaces, and does not wake the worker.
   * @returns {Promise<{evaluate: (expression: string) => Promise<unknown>}>}
   */
  async function background() {
    const current = worker();
    if (current) return current;
    if (!standIn || standIn.isClosed()) {
      // Behind the page: the toolbar button acts on the tab in front, whichever tab it is told.
      const opened = context.waitForEvent('page');
      await debuggerOfBrowser.send('Target.createTarget', { url: 'about:blank', background: true });
      standIn = await opened;
    }
    // While the extension is being reloaded this fails, and is tried again by whoever waits.
    const url = `chrome-extension://${id}/notice/notice.html`;
    if (standIn.url() !== url) await standIn.goto(url);
    return standIn;
  }

  const frameOf = (/** @type {string} */ part) => page.frames().find((frame) => frame.url().includes(part));

  return {
    name: 'chromium',
    page: view(page, () => page.mainFrame()),
    extensionUrl: (path) => `chrome-extension://${id}/${path}`,
    open: async (url) => void (await page.goto(url)),
    url: async () => page.url(),
    back: async () => void (await page.goBack()),
    reload: async () => void (await page.reload()),

    async clickToolbar() {
      // The button belongs to the tab, whose target is the parent of the page's.
      const { targetInfo } = await debuggerOfPage.send('Target.getTargetInfo');
      const { targetInfos } = await debuggerOfBrowser.send('Target.getTargets', { filter: [{}] });
      const tab = targetInfos.find((target) => target.type === 'tab' && target.url === targetInfo.url);
      if (!tab) throw new Error(`no tab shows ${targetInfo.url}`);
      const action = /** @type {any} */ ('Extensions.triggerAction');
      await debuggerOfBrowser.send(action, /** @type {any} */ ({ id, targetId: tab.targetId }));
    },

    async frame(part) {
      await until(() => frameOf(part), `the frame ${part}`);
      return view(page, () => {
        const frame = frameOf(part);
        if (!frame) throw new Error(`no frame ${part}`);
        return frame;
      });
    },
    hasFrame: async (part) => frameOf(part) !== undefined,

    // What was once given is given again without a prompt, which no driver could answer.
    allow: (...origins) =>
      manager.evaluate(
        async ({ id, origins }) => {
          const { developerPrivate } = /** @type {any} */ (globalThis).chrome;
          for (const origin of origins) await developerPrivate.addHostPermission(id, origin);
        },
        { id, origins },
      ),

    chooseInMenu: null,
    refuse: null,

    async endBackground() {
      const ending = worker();
      const workers = async () => {
        const { targetInfos } = await debuggerOfBrowser.send('Target.getTargets', { filter: [{}] });
        return targetInfos.filter(({ type, url }) => type === 'service_worker' && url.includes(id));
      };
      const closed = (await workers()).map(({ targetId }) => targetId);
      for (const targetId of closed) await debuggerOfBrowser.send('Target.closeTarget', { targetId });
      if (ending) ended.add(ending);
      // The next one may have begun by then: a message wakes it.
      const isOld = (/** @type {{targetId: string}} */ { targetId }) => closed.includes(targetId);
      await until(async () => !(await workers()).some(isOld), 'the service worker to end');
    },

    async background(fn, ...args) {
      const current = await until(background, "the extension's background");
      return /** @type {any} */ (await current.evaluate(call(fn, args)));
    },

    async withhold(part, work) {
      const isHeld = (/** @type {URL} */ { protocol, pathname }) =>
        protocol === 'chrome-extension:' && pathname.includes(part);
      /** @type {import('playwright-core').Route[]} */
      const held = [];
      let released = false;
      await context.route(isHeld, (route) => (released ? route.continue() : void held.push(route)));
      try {
        await work();
      } finally {
        released = true;
        await Promise.all(held.map((route) => route.continue()));
        await context.unroute(isHeld);
      }
    },

    async share(work) {
      await debuggerOfPage.send('Profiler.enable');
      await debuggerOfPage.send('Profiler.setSamplingInterval', { interval: SAMPLING });
      await debuggerOfPage.send('Profiler.start');
      await work();
      const { profile } = await debuggerOfPage.send('Profiler.stop');
      return shareOf(profile, `chrome-extension://${id}/`);
    },

    async filmed(work, colours) {
      /** @type {string[]} */
      const pictures = [];
      const take = (/** @type {{data: string, sessionId: number}} */ { data, sessionId }) => {
        pictures.push(data);
        debuggerOfPage.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
      };
      debuggerOfPage.on('Page.screencastFrame', take);
      await debuggerOfPage.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
      try {
        await work();
      } finally {
        await debuggerOfPage.send('Page.stopScreencast');
        debuggerOfPage.off('Page.screencastFrame', take);
      }
      return manager.evaluate(coloursIn, film(pictures, colours));
    },

    screenshot: async (path) => void (await page.screenshot({ path, caret: 'initial' })),
    resize: (width, height) => page.setViewportSize({ width, height }),
    colorScheme: (scheme) => page.emulateMedia({ colorScheme: scheme }),
    reducedMotion: (reduced) => page.emulateMedia({ reducedMotion: reduced ? 'reduce' : 'no-preference' }),

    errors: () =>
      manager.evaluate(async (extensionId) => {
        const { developerPrivate } = /** @type {any} */ (globalThis).chrome;
        const { manifestErrors, runtimeErrors } = await developerPrivate.getExtensionInfo(extensionId);
        return [...manifestErrors, ...runtimeErrors].map((error) => `${error.message} (${error.source})`);
      }, id),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
    async closed() {
      if (context.pages().length > 0) await context.waitForEvent('close', { timeout: 0 });
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The part of a profile's time in which a function of some origin ran, or anything that it had called.
 * @param {{nodes: {id: number, callFrame: {url: string}, children?: number[]}[], samples?: number[], timeDeltas?: number[],
 *   startTime: number, endTime: number}} profile times in microseconds
 * @param {string} origin
 */
function shareOf({ nodes, samples = [], timeDeltas = [], startTime, endTime }, origin) {
  /** @type {Set<number>} */
  const ours = new Set();
  // A node stands before its children.
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.startsWith(origin)) ours.add(id);
    if (ours.has(id)) for (const child of children) ours.add(child);
  }
  let time = 0;
  samples.forEach((node, at) => {
    if (ours.has(node)) time += timeDeltas[at] ?? 0;
  });
  return time / (endTime - startTime);
}

/**
 * A call as an expression: Playwright's own form takes one argument only.
 * @param {Function} fn
 * @param {unknown[]} args
 */
function call(fn, args) {
  return `(${fn})(...${JSON.stringify(args)})`;
}

/**
 * Clicks an element of a frame, and sees to it that the click got to that element: Chromium sends it to where the frame
 * last was drawn, which is elsewhere for an instant after it has grown or moved, and Playwright takes a click of which the
 * frame heard nothing for given.
 * @param {import('playwright-core').Frame} frame
 * @param {string} selector
 */
async function clickInFrame(frame, selector) {
  const wanted = frame.locator(selector).first();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const watched = await wanted.evaluateHandle((element) => {
      const click = { arrived: false };
      const note = (/** @type {Event} */ { target }) =>
        (click.arrived = element.contains(/** @type {Node} */ (target)));
      element.ownerDocument.addEventListener('click', note, { capture: true, once: true });
      return click;
    });
    await wanted.click();
    // A frame that the click closed has nothing more to say.
    const arrived = () => watched.evaluate((click) => click.arrived).catch(() => true);
    if (await until(arrived, 'the click', ARRIVAL).catch(() => false)) return;
  }
  throw new Error(`the click on ${selector} went elsewhere, ${MOST_TRIES} times`);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {() => import('playwright-core').Frame} frame looked up at each use: a navigation replaces it
 * @returns {import('./browser.js').View}
 */
function view(page, frame) {
  return {
    evaluate: (fn, ...args) => frame().evaluate(call(fn, args)),
    text() {
      return this.evaluate(() => document.body.innerText);
    },
    click(selector) {
      const within = frame();
      // Nothing hears a click where scripts are off, and only frames of ours grow while they are clicked.
      return within.url().startsWith('chrome-extension:') ? clickInFrame(within, selector) : within.click(selector);
    },
    hover: (selector) => frame().hover(selector),
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (selector, text) => frame().locator(selector).pressSequentially(text),
    async press(keys, held) {
      if (!held) return page.keyboard.press(keys);
      const each = keys.split('+');
      for (const key of each) await page.keyboard.down(key);
      await held();
      for (const key of each.reverse()) await page.keyboard.up(key);
    },
  };
}
