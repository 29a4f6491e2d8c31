// The reader as a page of its own, where a page keeps frames of extensions from loading: the article lies in session
// storage, beside the capture that it was read from, and leaving is a step in the tab's history. What the person says of
// a piece is remembered for the site from here, and the article read anew.
//
// It gives up, with an error that `reader.js` shows, when the article is gone from session storage: a tab restored
// after the browser was closed. Leaving works there all the same.

import { browser } from '../shared/browser.js';
import { Corrector } from '../shared/corrector.js';
import { parse } from '../shared/messages.js';
import { captures } from './core.js';
import { webAddress } from './view.js';

/**
 * @typedef {import('./channel.js').Channel} Channel
 * @typedef {import('./channel.js').Shown} Shown
 * @typedef {import('../shared/messages.js').Corrected} Corrected
 * @typedef {{strings: string, tree: number[], options: import('../shared/types.js').AnalysisOptions}} Capture
 */

/**
 * The address of the page behind, from the reader's own, where background.js puts it; null when no link may lead there.
 * @param {string} search
 */
export const pageIn = (search) => webAddress(new URLSearchParams(search).get('url'));

/** Back to the page: a step back, or in a tab that begins with the reader the page's address. */
export function leaveTab() {
  const page = pageIn(location.search);
  if (history.length > 1) history.back();
  else if (page) location.replace(page);
}

/** Lets the toolbar button lead back. */
function hearButton() {
  // Only who wants to leave needs it, and the article does not wait for that.
  /** @type {number | undefined} */
  let own;
  browser.tabs.getCurrent().then((tab) => {
    own = tab?.id;
  }, console.error);
  browser.runtime.onMessage.addListener((raw, _sender, respond) => {
    const message = parse(raw, ['leave-tab']);
    if (!message || message.tab !== own) return;
    respond(true);
    leaveTab();
  });
}

/**
 * @param {string} id
 * @param {(shown: Shown) => void} onShow
 * @returns {Promise<Channel>}
 */
export async function openTab(id, onShow) {
  hearButton();
  const key = `reader:${id}`;
  const stored = /** @type {(Shown & {capture?: Capture}) | undefined} */ (
    (await browser.storage.session.get(key))[key]
  );
  if (!stored) throw new Error('the article is no longer in session storage');
  const { capture, ...shown } = stored;
  onShow(shown);
  /** @param {Shown} next */
  const show = async (next) => {
    // A reload shows it as it is now.
    await browser.storage.session.set({ [key]: { ...stored, ...next } });
    onShow(next);
  };
  const without = { correct: null, undoCorrection: () => {}, onCorrected: () => {} };
  return {
    leave: leaveTab,
    declutter: null,
    pictures: null,
    ...(capture ? corrections(capture, (article) => show({ ...shown, article })) : without),
    fail: () => {},
  };
}

/**
 * Does what the person says of pieces, one thing after the other.
 * @param {Capture} capture
 * @param {(article: import('../shared/types.js').Article) => Promise<void>} show
 * @returns {Pick<Channel, 'correct' | 'undoCorrection' | 'onCorrected'>}
 */
function corrections({ strings, tree, options: { corrections: _, ...options } }, show) {
  /** @type {import('../shared/types.js').Article | null} */
  let article = null;
  const corrector = new Corrector(
    { captured: { strings, tree, url: options.url }, options },
    async (captured, asked) => {
      const { labels, reading } = await captures.read(captured.strings, captured.tree, asked);
      if (asked.describe === undefined) article = reading.article;
      return labels;
    },
  );
  /** @type {(message: Corrected) => void} */
  let onCorrected = () => {};
  let last = Promise.resolve();
  /** @param {() => Promise<boolean>} say @param {(done: boolean) => void} [then] */
  const work = (say, then) => {
    last = last
      .then(async () => {
        const done = await say();
        if (done) await corrector.label();
        if (done && article) await show(article);
        then?.(done);
      })
      .catch((error) => console.error('Standfirst:', error));
  };
  return {
    correct: (want, blocks) =>
      work(
        () => corrector.say({ want, blocks }),
        (done) => onCorrected({ type: 'corrected', want, blocks, done }),
      ),
    undoCorrection: () => work(() => corrector.undo()),
    onCorrected: (callback) => {
      onCorrected = callback;
    },
  };
}
