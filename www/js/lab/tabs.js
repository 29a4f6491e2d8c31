// Tabs by the ARIA pattern: arrow keys move, one tab stop, panels hidden by attribute.

/**
 * @param {HTMLElement} tablist
 * @param {(panel: string) => void} [shown] a panel was opened
 * @returns {{open: (panel: string, focus?: boolean) => void, current: () => string}}
 */
export function makeTabs(tablist, shown = () => {}) {
  const tabs = [...tablist.querySelectorAll('[role="tab"]')].map((tab) => /** @type {HTMLElement} */ (tab));
  const panelOf = (/** @type {HTMLElement} */ tab) => tab.getAttribute('aria-controls') ?? '';
  let current = '';

  /** @param {string} panel @param {boolean} [focus] */
  function open(panel, focus = false) {
    const changed = current !== panel;
    current = panel;
    for (const tab of tabs) {
      const mine = panelOf(tab) === panel;
      tab.setAttribute('aria-selected', String(mine));
      tab.tabIndex = mine ? 0 : -1;
      document.getElementById(panelOf(tab))?.toggleAttribute('hidden', !mine);
      if (mine && focus) tab.focus();
      if (mine) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (changed) shown(panel);
  }

  tablist.addEventListener('click', (event) => {
    const tab = event.target instanceof Element ? event.target.closest('[role="tab"]') : null;
    if (tab instanceof HTMLElement) open(panelOf(tab));
  });
  tablist.addEventListener('keydown', (event) => {
    const shownTabs = tabs.filter((tab) => !tab.hidden);
    const at = shownTabs.findIndex((tab) => panelOf(tab) === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shownTabs.length - 1 }[event.key];
    const tab = to === undefined ? undefined : shownTabs[(to + shownTabs.length) % shownTabs.length];
    if (!tab) return;
    event.preventDefault();
    open(panelOf(tab), true);
  });
  const first = tabs[0];
  if (first) open(panelOf(first));
  return { open, current: () => current };
}
