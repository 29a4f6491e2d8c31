// The bar's panels are popovers: the browser opens and closes them, on Escape and on a click beside them too. What is
// left to do is to tell the button's state to the style sheet and to give the focus back.

/** Wires every button of the bar that opens a panel. */
export function watchPanels() {
  for (const button of document.querySelectorAll('button[popovertarget]')) {
    const panel = document.getElementById(button.getAttribute('popovertarget') ?? '');
    if (!panel) continue;
    button.setAttribute('aria-expanded', 'false');
    panel.addEventListener('toggle', (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === 'open';
      button.setAttribute('aria-expanded', String(open));
    });
  }
}
