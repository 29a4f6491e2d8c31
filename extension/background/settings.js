// The settings, the background's part: it alone writes them, so that two pages never write over each other, and keeps
// this device's copy and what comes from other devices together.

import { browser } from '../shared/browser.js';
import { parse } from '../shared/messages.js';
import { followSync, settleSettings, storeSettings } from '../shared/settings.js';
import { isOurPage, turns, unwatched } from './turns.js';

const inTurn = turns();

export function watchSettings() {
  browser.runtime.onInstalled.addListener(() => unwatched(inTurn(settleSettings)));
  browser.runtime.onStartup.addListener(() => unwatched(inTurn(settleSettings)));
  browser.storage.sync.onChanged.addListener((changes) => unwatched(inTurn(() => followSync(changes))));
  browser.runtime.onMessage.addListener((raw, sender, respond) => {
    if (sender.id !== browser.runtime.id || !isOurPage(sender)) return;
    const message = parse(raw, ['set-settings']);
    if (!message) return;
    inTurn(() => storeSettings(message.patch)).then(
      () => respond(true),
      (error) => respond({ error: String(error) }),
    );
    return true;
  });
}
