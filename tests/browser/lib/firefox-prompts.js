// What Firefox asks and offers a person in its own window: the menu of the extension's button, and the prompt for a
// permission. All of it runs with the browser's privileges, on the real menu and the real prompt.

import { until } from './wait.js';

/** The pref by which Firefox says yes to every permission that an extension asks for, without a prompt. */
const PROMPTS = 'extensions.webextOptionalPermissionPrompts';

/** @param {(fn: Function, ...args: unknown[]) => Promise<any>} privileged runs a function in the browser's window */
export function prompts(privileged) {
  return {
    /** @param {...string} names */
    chooseInMenu: (...names) => privileged(chooseInMenu, names),

    /** @param {() => Promise<void>} work */
    async refuse(work) {
      await privileged(setPref, PROMPTS, true);
      try {
        await work();
        await until(() => privileged(deny), 'the prompt');
      } finally {
        await privileged(setPref, PROMPTS, false);
      }
    },
  };
}

/** @param {unknown} _policy @param {string} name @param {boolean} on */
function setPref(_policy, name, on) {
  /** @type {any} */ (globalThis).Services.prefs.setBoolPref(name, on);
}

/** Opens the menu of the button, as a click with the other mouse button does, and goes along the names. @param {any} policy @param {string[]} names */
async function chooseInMenu(policy, names) {
  const firefox = /** @type {any} */ (globalThis);
  const { ExtensionParent } = firefox.ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { id } = ExtensionParent.apiManager.global.browserActionFor(policy.extension).widget;
  const { CustomizableUI, document } = firefox.window;
  CustomizableUI.addWidgetToArea(id, CustomizableUI.AREA_NAVBAR);
  const button = CustomizableUI.getWidget(id).forWindow(firefox.window).node;
  const happened = (/** @type {any} */ popup, /** @type {string} */ type) =>
    new Promise((resolve) => {
      popup.addEventListener(type, function listen(/** @type {any} */ event) {
        if (event.target !== popup) return;
        popup.removeEventListener(type, listen);
        resolve(undefined);
      });
    });
  const menu = document.getElementById('toolbar-context-menu');
  // What an extension adds to it goes when it is closed.
  const closed = happened(menu, 'popuphidden');
  let popup = menu;
  const first = happened(popup, 'popupshown');
  button.dispatchEvent(new firefox.window.MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2 }));
  await first;
  for (const [at, name] of names.entries()) {
    const item = [...popup.children].find(({ label }) => label === name);
    if (!item) {
      menu.hidePopup();
      await closed;
      throw new Error(`no entry ${name} among ${[...popup.children].map(({ label }) => label)}`);
    }
    if (at === names.length - 1) {
      popup.activateItem(item);
    } else {
      const next = happened(item.menupopup, 'popupshown');
      item.openMenu(true);
      await next;
      popup = item.menupopup;
    }
  }
  await closed;
}

/** Presses the button of the prompt that refuses; false while there is no prompt. */
function deny() {
  const { PopupNotifications } = /** @type {any} */ (globalThis).window;
  const shown = PopupNotifications.isPanelOpen && PopupNotifications.panel.firstElementChild;
  if (!shown?.id.startsWith('addon-webext-permissions')) return false;
  shown.secondaryButton.click();
  return true;
}
