// Boxes of the article that may be narrower than what is in them: tables, formulas, code.

/** Their names. @type {Map<HTMLElement, string>} */
const names = new Map();
const observer = new ResizeObserver(markScrollable);

/**
 * Follows a box whether it scrolls: its own size, and that of what is in it, which grows with a font that comes late.
 * @param {HTMLElement} box
 * @param {string} name
 */
export function scrollable(box, name) {
  names.set(box, name);
  for (const node of [box, ...box.children]) observer.observe(node);
}

/**
 * A box that scrolls must be reachable by keyboard, and then needs a name; one that does not scroll needs neither. The
 * observer tells of a change when it is drawn; an article that is just set calls this to be right before that.
 */
export function markScrollable() {
  for (const box of names.keys()) if (!box.isConnected) names.delete(box);
  // All is measured before anything changes.
  const scrolling = new Set([...names.keys()].filter(overflows));
  for (const [box, name] of names) {
    if (scrolling.has(box)) {
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', name);
    } else {
      for (const attribute of ['tabindex', 'role', 'aria-label']) box.removeAttribute(attribute);
    }
  }
}

/** @param {HTMLElement} box */
const overflows = (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
