// Configured sites, the background's part: it alone writes the rules, keeps the registration true, and answers the
// content script which rule decides. Every event starts from what is stored, and the work is done one piece after the
// other, so the browser may end this worker between any two lines.

import { browser } from '../shared/browser.js';
import { parse } from '../shared/messages.js';
import { parsePattern } from '../shared/patterns.js';
import { addressOfOptions, settleWishes } from '../shared/permission.js';
import { keepNewest, onSites, readSites, settleLocal, siteFor, writeSites } from '../shared/sites.js';
import { forgetAll, learn, recall, tidy } from './memory.js';
import { register } from './registration.js';
import { forgetTab, readTab, rememberOriginal, writeTab } from './tabs.js';
import { isOurPage, turns, unwatched } from './turns.js';

/**
 * @typedef {import('../shared/messages.js').Message} Message
 * @typedef {'set-sites' | 'open-options' | 'auto-ask' | 'auto-done' | 'auto-learn' | 'auto-chose'
 *   | 'forget-memory'} Asked
 */

/** Where the last use of a rule is kept, in storage.local: a day, and only for rules. */
export const USED_KEY = 'used:';

const DAY = 24 * 60 * 60_000;

/** Navigations that return to a page, where the person's choice for it still holds. */
const RETURNS = new Set(['back_forward', 'reload', 'traverse']);

const inTurn = turns();

/** @param {() => Promise<unknown>} work */
const soon = (work) => unwatched(inTurn(work));

async function settle() {
  await settleLocal();
  await settleWishes(writeSites);
  await follow();
}

/** Makes what hangs on the rules what it has to be. */
async function follow() {
  await register();
  await tidy((await readSites()).sites);
}

/** Writes rules, for the background itself. @param {import('../shared/sites.js').Rules} rules */
export const changeSites = (rules) => inTurn(() => writeSites(rules));

/** Not now, in this tab, until it closes. @param {number} tab */
export async function rest(tab) {
  await inTurn(() => writeTab(tab, { rest: true }));
  await lookAgain(tab);
}

/**
 * Brings the automatic mode into a tab whose site was just configured.
 * @param {number} tab
 */
export async function visitAgain(tab) {
  // A person who asks for it here does not mean "not now" any more.
  await inTurn(() => writeTab(tab, { rest: false, originals: [] }));
  await browser.scripting.executeScript({ target: { tabId: tab }, files: ['content/auto-loader.js'] }).catch(() => {});
  await lookAgain(tab);
}

/** @param {number} tab */
const lookAgain = (tab) =>
  // No script of ours is in a page without a rule.
  browser.tabs.sendMessage(tab, { type: 'auto-rules' }, { frameId: 0 }).catch(() => {});

export function watchSites() {
  browser.runtime.onInstalled.addListener(() => soon(settle));
  browser.runtime.onStartup.addListener(() => soon(settle));
  browser.permissions.onAdded.addListener(() => soon(settle));
  browser.permissions.onRemoved.addListener(() => soon(follow));
  onSites(() => soon(follow));
  browser.storage.sync.onChanged.addListener((changes) => soon(() => keepNewest(changes)));
  browser.tabs.onRemoved.addListener((tab) => soon(() => forgetTab(tab)));
  browser.runtime.onMessage.addListener((raw, sender, respond) => {
    if (sender.id !== browser.runtime.id) return;
    const message = parse(raw, ASKED);
    if (!message || !mayAsk(message, sender)) return;
    inTurn(() => answer(message, sender)).then(respond, (error) => respond({ error: String(error) }));
    return true;
  });
}

/** @type {readonly Asked[]} */
const ASKED = ['set-sites', 'open-options', 'forget-memory', 'auto-ask', 'auto-done', 'auto-learn', 'auto-chose'];

/**
 * Rules are changed by the extension's own pages alone, never by a script in a web page; and a page teaches of its own
 * site alone.
 * @param {Message} message
 * @param {chrome.runtime.MessageSender} sender
 */
function mayAsk(message, sender) {
  if (['set-sites', 'open-options', 'forget-memory'].includes(message.type)) return isOurPage(sender);
  if (sender.tab === undefined) return false;
  return message.type !== 'auto-learn' || originOf(message.url) === originOf(sender.url ?? '');
}

/** @param {string} url */
const originOf = (url) => (URL.canParse(url) ? new URL(url).origin : null);

/**
 * @param {Extract<Message, {type: Asked}>} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown>}
 */
async function answer(message, sender) {
  const tab = sender.tab?.id ?? -1;
  const isPrivate = sender.tab?.incognito === true;
  switch (message.type) {
    case 'set-sites':
      await writeSites(message.rules);
      // The answer means that it works from now on.
      await follow();
      return true;
    case 'forget-memory':
      await forgetAll();
      return true;
    case 'open-options': {
      const { pattern } = parsePattern(message.pattern);
      if (pattern) await browser.tabs.create({ url: addressOfOptions(pattern, message.mode) });
      return true;
    }
    case 'auto-ask':
      return decideFor(tab, message.url, message.navigation, !isPrivate);
    case 'auto-chose':
      await rememberOriginal(tab, message.url);
      return true;
    case 'auto-done': {
      const { type: _, ...last } = message;
      await writeTab(tab, { last });
      if (last.mode !== 'off' && !isPrivate) await markUsed(last.pattern);
      return true;
    }
    case 'auto-learn':
      if (!isPrivate) await learn(message);
      return true;
  }
}

/**
 * What the rules say for a page that a tab shows now.
 * @param {number} tab
 * @param {string} url
 * @param {string} navigation how the tab got there
 * @param {boolean} learns
 * @returns {Promise<import('../shared/messages.js').AutoAnswer>}
 */
async function decideFor(tab, url, navigation, learns) {
  const site = siteFor(url, (await readSites()).sites);
  const { rest, originals } = await readTab(tab);
  const pattern = site?.pattern.text ?? null;
  const chosen = RETURNS.has(navigation) && originals.includes(url);
  const refusal = !site ? 'no-rule' : site.mode === 'off' ? 'off' : rest ? 'not-now' : chosen ? 'original' : null;
  if (!site || refusal) {
    await writeTab(tab, { last: { url, pattern, mode: 'off', reason: refusal ?? 'no-rule' } });
    return { type: 'auto-answer', mode: 'off', pattern: '', hide: {}, memory: null };
  }
  const memory = await recall(url, site.pattern.text, learns);
  return { type: 'auto-answer', mode: site.mode, pattern: site.pattern.text, hide: site.hide ?? {}, memory };
}

/** @param {string} pattern */
async function markUsed(pattern) {
  const key = USED_KEY + pattern;
  const today = Math.floor(Date.now() / DAY) * DAY;
  if ((await browser.storage.local.get(key))[key] !== today) await browser.storage.local.set({ [key]: today });
}
