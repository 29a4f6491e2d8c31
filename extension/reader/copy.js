// Copying to the clipboard. The reader's frame belongs to another origin than the page around it, and there the
// asynchronous clipboard needs a permission that the frame may not have; the old command only needs the click.

/**
 * @param {string} plain
 * @param {string} [html] the same, for programs that take rich text
 * @returns {Promise<boolean>} whether it worked
 */
export async function copy(plain, html) {
  try {
    /** @type {Record<string, Blob>} */
    const parts = { 'text/plain': new Blob([plain], { type: 'text/plain' }) };
    if (html !== undefined) parts['text/html'] = new Blob([html], { type: 'text/html' });
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch {
    return copyByCommand(plain, html);
  }
}

/** @param {string} plain @param {string} [html] */
function copyByCommand(plain, html) {
  let copied = false;
  /** @param {ClipboardEvent} event */
  const fill = (event) => {
    event.clipboardData?.setData('text/plain', plain);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    copied = true;
  };
  document.addEventListener('copy', fill, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return copied;
}
