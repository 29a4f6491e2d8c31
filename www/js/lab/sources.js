// The ways into the lab: an example, a file, a drop, a paste, an address behind `#`. Each ends in one page to read, or
// in a message. It gives up on pages of other hosts: nothing here may fetch them, and that is the point.

import { decodeFile, InputError } from '../decode.js';
import { byId, element } from '../dom.js';
import { listExamples, loadExample } from '../examples.js';
import { S } from '../strings.js';

/**
 * @typedef {object} Source a page to read
 * @property {string} name
 * @property {string} html
 * @property {string} url its own address, or empty
 * @property {import('../preview.js').Assets} assets
 *
 * @typedef {object} Ways
 * @property {(work: () => Promise<Source | null>) => void} open runs the work, and reads its page or shows its error
 * @property {(files: File[]) => boolean} predictions takes files that are no pages; false when there is no use for them
 */

/** What the lab shows when nothing is asked for: the page that looks most like an ordinary news site. */
const FIRST = 'seed-wordpress';

/** A file's name without what only tells its format. @param {string} name */
export function stem(name) {
  return name.replace(/\.gz$/i, '').replace(/\.x?html?$/i, '');
}

/**
 * @param {Ways} ways
 * @returns {{opened: (name: string) => void}} to be told which page is open
 */
export function makeSources(ways) {
  const input = /** @type {HTMLInputElement} */ (byId('file'));
  byId('open-file').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) ways.open(() => fromFile(file));
    input.value = '';
  });

  paste(ways);
  drop(ways);
  return examples(ways);
}

/** @param {Ways} ways */
function examples(ways) {
  const select = /** @type {HTMLSelectElement} */ (byId('example'));
  /** @type {import('../examples.js').Example[]} */
  let list = [];

  const find = (/** @type {string | null} */ name) => list.find((known) => known.name === name);
  const open = (/** @type {import('../examples.js').Example | undefined} */ example) => {
    if (example) ways.open(async () => ({ name: example.name, url: example.url, ...(await loadExample(example)) }));
  };
  const fromHash = () => open(find(new URLSearchParams(location.hash.slice(1)).get('example')));

  select.addEventListener('change', () => open(find(select.value)));
  addEventListener('hashchange', fromHash);
  listExamples().then(
    (examples) => {
      list = examples;
      select.append(
        ...list.map(({ name, title }) => element('option', { value: name }, `${name.split('--')[0]}: ${title}`)),
      );
      if (location.hash) fromHash();
      else open(list.find(({ name }) => name.startsWith(FIRST)));
    },
    (error) => ways.open(() => Promise.reject(error)),
  );

  return {
    /** @param {string} name */
    opened(name) {
      select.value = find(name) ? name : '';
      // Part of the address, so that an example can be sent to someone.
      history.replaceState(null, '', find(name) ? `#example=${name}` : location.pathname);
    },
  };
}

/** @param {File} file @returns {Promise<Source>} */
export async function fromFile(file) {
  if (!/\.(x?html?|gz)$/i.test(file.name) && file.type !== 'text/html') throw new InputError(S.fileKind);
  const html = await decodeFile(file);
  return { name: stem(file.name), html, url: ownAddress(html), assets: new Map() };
}

/** The address that a page gives itself, so that relative links in a saved page lead where they led. @param {string} html */
export function ownAddress(html) {
  // By pattern, because parsing a page here would put the site's policy and the page's styles at odds in the console.
  const links = html.match(/<(?:link|meta)\b[^>]*>/gi) ?? [];
  const find = (/** @type {RegExp} */ kind, /** @type {RegExp} */ value) =>
    links.map((link) => (kind.test(link) ? value.exec(link)?.[1] : undefined)).find(Boolean);
  const address =
    find(/\brel\s*=\s*["']?canonical\b/i, /\bhref\s*=\s*["']?([^"'\s>]+)/i) ??
    find(/["']og:url["']/i, /\bcontent\s*=\s*["']?([^"'\s>]+)/i);
  const plain = (address ?? '').replaceAll('&amp;', '&');
  return /^https?:$/.test(URL.parse(plain)?.protocol ?? '') ? plain : '';
}

/** @param {Ways} ways */
function paste(ways) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('paste'));
  const text = /** @type {HTMLTextAreaElement} */ (byId('pasted'));
  const address = /** @type {HTMLInputElement} */ (byId('address'));
  byId('open-paste').addEventListener('click', () => {
    text.value = '';
    dialog.showModal();
    text.focus();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'read') return;
    ways.open(async () => {
      const html = text.value;
      if (!html.trim()) throw new InputError(S.pastedEmpty);
      if (!/<[a-z!]/i.test(html)) throw new InputError(S.pastedNoMarkup);
      const given = address.value.trim();
      if (given && !/^https?:$/.test(URL.parse(given)?.protocol ?? '')) throw new InputError(S.badAddress);
      return { name: S.pastedName, html, url: given || ownAddress(html), assets: new Map() };
    });
  });
}

/** @param {Ways} ways */
function drop(ways) {
  const veil = byId('drop');
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragenter', (event) => {
    if (holdsFiles(event)) veil.hidden = false;
  });
  // While it shows, the veil is all there is to leave.
  veil.addEventListener('dragleave', () => (veil.hidden = true));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    veil.hidden = true;
    const files = [...(event.dataTransfer?.files ?? [])];
    const file = files[0];
    if (!file || ways.predictions(files.filter(({ name }) => /\.jsonl(\.gz)?$/i.test(name)))) return;
    ways.open(() => fromFile(file));
  });
}
