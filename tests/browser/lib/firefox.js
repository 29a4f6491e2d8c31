// Firefox with dist/firefox installed, driven by Marionette. See browser.js for the shape that it shares with Chromium.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filming } from './firefox-film.js';
import { clickOnce, pressOnce, release, whenFocused, whenReady } from './firefox-input.js';
import { prompts } from './firefox-prompts.js';
import { elementId, elementReference, Marionette, scriptOf } from './marionette.js';
import { until } from './wait.js';

/** Debian's name first. */
const PROGRAMS = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** Prefs of the test profile. Nothing but this machine is reached: every other host goes to a proxy that is not there. */
const PREFS = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.tabs.remote.warmup.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'devtools.console.stdout.content': true,
  'extensions.webextOptionalPermissionPrompts': false,
  'media.autoplay.default': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': '127.0.0.1, localhost, .localhost',
  'remote.prefs.recommended': true,
  'services.settings.server': '',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/**
 * The machine's own voice is out of reach: what is read aloud in a test needs none, some machines have one, and Firefox
 * waits a minute at its end for one that does not answer.
 * @param {string} profile
 */
const voiceless = (profile) => ({
  SPEECHD_ADDRESS: `unix_socket:${join(profile, 'no-voice')}`,
  SPEECHD_CMD: '/bin/false',
});

/**
 * @param {{extension: string, headless: boolean, prefs: Record<string, unknown>, env: Record<string, string>}} options
 * @returns {Promise<import('./browser.js').Browser>}
 */
export async function openFirefox({ extension, headless, prefs: more, env }) {
  const program = PROGRAMS.find((path) => path && existsSync(path));
  if (!program) throw new Error('no Firefox: install it, or name its program in the variable FIREFOX');
  const profile = mkdtempSync(join(tmpdir(), 'standfirst-firefox-'));
  const prefs = Object.entries({ ...PREFS, ...more }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), prefs.join('\n'));
  const args = ['-marionette', '-remote-allow-system-access', '-no-remote', '-profile', profile];
  const child = spawn(program, headless ? [...args, '-headless'] : args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...voiceless(profile), ...env },
  });
  // A test that is stopped leaves no browser behind.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      child.kill('SIGKILL');
      process.exit(1);
    });
  }
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const exited = new Promise((resolve) => child.once('exit', resolve));

  const portFile = join(profile, 'MarionetteActivePort');
  const port = await until(
    () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0),
    'Firefox to start',
    60_000,
  );
  const marionette = new Marionette(port);
  await marionette.command('WebDriver:NewSession', { capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } } });
  await marionette.command('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
  const { value: id } = await marionette.command('Addon:Install', { path: extension, temporary: true });

  async function close() {
    await marionette.command('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => child.kill('SIGKILL'));
    await exited;
    marionette.close();
    rmSync(profile, { recursive: true, force: true });
  }
  async function closed() {
    await exited;
    rmSync(profile, { recursive: true, force: true });
  }
  return session(marionette, id, { close, closed, output: () => output });
}

/**
 * @param {Marionette} marionette
 * @param {string} id the extension's
 * @param {{close: () => Promise<void>, closed: () => Promise<void>, output: () => string}} process
 * @returns {Promise<import('./browser.js').Browser>}
 */
async function session(marionette, id, process) {
  // Marionette has one current frame and one current context; commands that depend on it take their turn.
  let turn = Promise.resolve();
  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function inTurn(work) {
    const result = turn.then(work);
    turn = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  /**
   * Runs a function with the browser's own privileges, in its window; it gets the extension's policy and `args`.
   * @param {Function} fn
   * @param {...unknown} args
   */
  function privileged(fn, ...args) {
    return inTurn(async () => {
      await marionette.command('Marionette:SetContext', { value: 'chrome' });
      try {
        const script = `return (${fn})(WebExtensionPolicy.getByID(${JSON.stringify(id)}), ...arguments)`;
        return (await marionette.command('WebDriver:ExecuteScript', { script, args })).value;
      } finally {
        await marionette.command('Marionette:SetContext', { value: 'content' });
      }
    });
  }

  // A click before the background's first run has ended would find no listener, and be lost.
  const started = (/** @type {any} */ policy) => policy.extension.backgroundState === 'running';
  await until(() => privileged(started), "the extension's background");
  const host = await privileged((/** @type {any} */ policy) => policy.mozExtensionHostname);

  /** The tab's top document is the current frame: saying so again would cost a round trip for each step of a test. */
  let isTop = false;
  async function toTop() {
    if (isTop) return;
    await marionette.command('WebDriver:SwitchToFrame', {});
    isTop = true;
  }
  /** @param {string} element a frame */
  async function into(element) {
    isTop = false;
    await marionette.command('WebDriver:SwitchToFrame', { element });
  }
  /**
   * Work that may leave the tab with another document.
   * @template T
   * @param {() => Promise<T>} work
   */
  const leavingTop = (work) =>
    inTurn(() => {
      isTop = false;
      return work();
    });

  /**
   * The iframe of the page whose address contains `part`, also in closed shadow roots: only a privileged sandbox sees it.
   * @param {string} part
   */
  async function findFrame(part) {
    const find = (/** @type {string} */ part) => {
      /** @type {Element[]} */
      const pending = [document.documentElement];
      for (let element = pending.pop(); element; element = pending.pop()) {
        if (element instanceof HTMLIFrameElement && element.src.includes(part)) return element;
        const root = /** @type {any} */ (element).openOrClosedShadowRoot;
        pending.push(...element.children, ...(root?.children ?? []));
      }
    };
    await toTop();
    const command = { script: scriptOf(find), args: [part], sandbox: 'system' };
    return elementId(await marionette.command('WebDriver:ExecuteScript', command));
  }

  /**
   * @param {string} [part] of the frame's address; the top document without
   * @returns {import('./browser.js').View}
   */
  function view(part) {
    /**
     * @template T
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    const inside = (work) =>
      inTurn(async () => {
        try {
          await toTop();
          if (part === undefined) return await work();
          const frame = await findFrame(part);
          if (!frame) throw new Error(`no frame ${part}`);
          await into(frame);
          return await work().finally(toTop);
        } catch (error) {
          // Whatever went wrong, the next step begins from the top.
          isTop = false;
          throw error;
        }
      });
    const element = async (/** @type {string} */ selector) =>
      elementId(await marionette.command('WebDriver:FindElement', { using: 'css selector', value: selector }));
    return {
      evaluate: (fn, ...args) =>
        inside(async () => (await marionette.command('WebDriver:ExecuteScript', { script: scriptOf(fn), args })).value),
      text() {
        return this.evaluate(() => document.body.innerText);
      },
      click: (selector) =>
        whenReady(selector, () => inside(async () => clickOnce(marionette, await element(selector)))),
      async type(selector, text) {
        await whenReady(selector, () =>
          inside(async () => marionette.command('WebDriver:ElementSendKeys', { id: await element(selector), text })),
        );
        // It brings the caret into view a moment later, wherever the page has been scrolled to by then.
        await this.evaluate(async () => {
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        });
      },
      hover: (selector) =>
        inside(async () => {
          const origin = elementReference((await element(selector)) ?? '');
          const actions = [{ type: 'pointerMove', origin, x: 0, y: 0 }];
          await marionette.command('WebDriver:PerformActions', {
            actions: [{ type: 'pointer', id: 'mouse', actions }],
          });
        }),
      clickAt: (x, y) =>
        inside(async () => {
          const actions = [
            { type: 'pointerMove', origin: 'viewport', x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ];
          await marionette.command('WebDriver:PerformActions', {
            actions: [{ type: 'pointer', id: 'mouse', actions }],
          });
        }),
      async press(keys, held) {
        await whenFocused(() => inside(() => pressOnce(marionette, keys, held !== undefined)));
        if (!held) return;
        await held();
        await inside(() => release(marionette));
      },
    };
  }

  const page = view();
  return {
    name: 'firefox',
    page,
    extensionUrl: (path) => `moz-extension://${host}/${path}`,
    open: (url) => leavingTop(() => marionette.command('WebDriver:Navigate', { url })),
    url: () => inTurn(async () => (await marionette.command('WebDriver:GetCurrentURL')).value),
    back: () => leavingTop(() => marionette.command('WebDriver:Back')),
    reload: () => leavingTop(() => marionette.command('WebDriver:Refresh')),

    clickToolbar: () =>
      privileged((/** @type {any} */ policy) => {
        const firefox = /** @type {any} */ (globalThis);
        const { ExtensionParent } = firefox.ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionParent.sys.mjs',
        );
        ExtensionParent.apiManager.global.browserActionFor(policy.extension).triggerAction(firefox.window);
      }),

    async frame(part) {
      await until(() => inTurn(() => findFrame(part)), `the frame ${part}`);
      return view(part);
    },
    hasFrame: async (part) => (await inTurn(() => findFrame(part))) !== undefined,

    background: (fn, ...args) =>
      privileged(
        async (/** @type {any} */ policy, /** @type {string} */ script, /** @type {unknown[]} */ args) => {
          // Firefox stops an idle background; Chromium's driver finds its worker as long as it lives.
          if (policy.extension.backgroundState !== 'running') await policy.extension.wakeupBackground();
          const page = [...policy.extension.views].find((view) => view.viewType === 'background');
          const actor = page.xulBrowser.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
          const answer = await actor.executeScript(script, args, { timeout: 30_000 });
          return answer?.data ?? answer;
        },
        scriptOf(fn),
        args,
      ),

    // The test profile's pref answers every prompt with yes; see `refuse` for the other answer.
    allow: async () => {},

    endBackground: () =>
      privileged((/** @type {any} */ policy) => policy.extension.terminateBackground({ ignoreDevToolsAttached: true })),

    withhold: null,
    share: null,
    ...prompts(privileged),
    ...filming(privileged),

    async screenshot(path) {
      const { value } = await inTurn(() => marionette.command('WebDriver:TakeScreenshot', { full: false }));
      writeFileSync(path, Buffer.from(value, 'base64'));
    },
    // The window cannot be as narrow as a telephone; the browser element inside it can.
    async resize(width, height) {
      await inTurn(() =>
        marionette.command('WebDriver:SetWindowRect', { width: Math.max(width, 600), height: height + 150 }),
      );
      await privileged(
        (/** @type {any} */ _policy, /** @type {number} */ width, /** @type {number} */ height) => {
          const { style } = /** @type {any} */ (globalThis).gBrowser.selectedBrowser;
          style.flex = 'none';
          style.width = `${width}px`;
          style.height = `${height}px`;
        },
        width,
        height,
      );
      await until(
        () => page.evaluate((w, h) => innerWidth === w && innerHeight === h, width, height),
        `a window of ${width} by ${height}`,
      );
    },
    async colorScheme(scheme) {
      await privileged(
        (/** @type {any} */ _policy, /** @type {number} */ value) =>
          /** @type {any} */ (globalThis).Services.prefs.setIntPref(
            'layout.css.prefers-color-scheme.content-override',
            value,
          ),
        scheme === 'dark' ? 0 : 1,
      );
      await until(() => page.evaluate((s) => matchMedia(`(prefers-color-scheme: ${s})`).matches, scheme), scheme);
    },
    async reducedMotion(reduced) {
      await privileged(
        (/** @type {any} */ _policy, /** @type {number} */ value) =>
          /** @type {any} */ (globalThis).Services.prefs.setIntPref('ui.prefersReducedMotion', value),
        Number(reduced),
      );
      await until(
        () => page.evaluate((r) => matchMedia('(prefers-reduced-motion)').matches === r, reduced),
        'the wish to be known',
      );
    },

    async errors() {
      const thrown = await privileged((/** @type {any} */ policy) => {
        const { Services, Ci } = /** @type {any} */ (globalThis);
        const ours = [];
        for (const message of Services.console.getMessageArray()) {
          if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) continue;
          const text = `${message.errorMessage} (${message.sourceName}:${message.lineNumber})`;
          if (text.includes(policy.mozExtensionHostname)) ours.push(text);
        }
        return ours;
      });
      // Firefox prints what pages and extensions log with the strings quoted, and what its own parts log without.
      const logged = process.output().match(/^console\.(error|assert): ["(].*/gm) ?? [];
      return [...thrown, ...logged];
    },
    close: process.close,
    closed: process.closed,
  };
}
