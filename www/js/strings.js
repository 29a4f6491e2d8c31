// Every sentence that a script of the site shows, in one place.

const many = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');

/**
 * "1 block", "1,204 blocks".
 * @param {number} amount
 * @param {string} one
 * @param {string} [more]
 */
export function count(amount, one, more = `${one}s`) {
  return `${number.format(amount)} ${many.select(amount) === 'one' ? one : more}`;
}

export const S = {
  demoWaiting: 'Reading the page…',
  /** @param {number} words @param {number} blocks */
  demoPage: (words, blocks) => `${count(words, 'word')} in ${count(blocks, 'block')}: which of them is the article?`,
  /** @param {number} elements @param {number} words */
  demoHidden: (elements, words) =>
    `${count(elements, 'element')} with ${count(words, 'word')} hidden; the page is still the page.`,
  /** @param {number} words @param {number} minutes */
  demoArticle: (words, minutes) => `The article alone: ${count(words, 'word')}, about ${count(minutes, 'minute')}.`,
  demoFailed: 'The demonstration could not start.',
  imageNotLoaded: 'Picture, not loaded here',
  /** @param {number} blocks @param {string} roles */
  removed: (blocks, roles) => `${count(blocks, 'block')} left out: ${roles}`,
  /** @param {string} kind @param {string} host */
  embed: (kind, host) =>
    `${{ video: 'Video', audio: 'Audio', post: 'Post', map: 'Map', frame: 'Embedded page' }[kind] ?? 'Embedded page'} from ${host}, not loaded here`,

  kept: 'kept',
  hidden: 'hidden in place',
  out: 'left out',
  keptLong: 'The reader shows it.',
  hiddenLong: 'The reader leaves it out, and it is hidden in place.',
  outLong: 'The reader leaves it out; in place it stays.',
  media: '[picture or other media]',
  score: 'Score',
  rules: 'Rules that changed its mind',
  noRules: 'None: the score alone decided.',
  text: 'Text',
  features: 'What was measured',
  feature: 'Feature',
  value: 'Value',
  previous: 'Previous block',
  next: 'Next block',
  /** @param {number} block */
  block: (block) => `block ${block}`,
  /** @param {string} reason */
  clutterReason: (reason) => `Its element is hidden as a whole (${REASONS[reason] ?? reason}).`,
  pickBlock: 'Pick a block on the left, with the mouse or with j and k, to see why it is what it is.',
  noBlocks: 'This page has no blocks: nothing in it is text or a picture.',
  noneShown: 'No block matches.',
  /** @param {string} kind @param {number} confidence */
  noArticle: (kind, confidence) =>
    `No article here: this page is taken for ${KINDS[kind] ?? kind}, with a confidence of ${Math.round(confidence * 100)}% that there is an article to show.`,
  noClutter: 'Nothing is hidden on this page.',
  /** @param {number} elements */
  clutterList: (elements) => `${count(elements, 'element')} would be hidden in place. None of them holds a kept block.`,
  showInPage: 'Show in the page',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser did not allow it',
  save: 'Save',
  previewPlain: 'Shown without colours: this browser reads this page differently from the core.',
  pastedName: 'pasted page',
  pastedEmpty: 'There is nothing to read: paste the source of a page.',
  pastedNoMarkup: 'This is text without markup. Paste the source of a page: in most browsers Ctrl+U shows it.',
  badAddress: 'This address is not complete: it starts with https:// or http://.',
  fileKind: 'Only HTML files (.html, .htm, or .gz of one) can be opened here.',
  /** @param {number} score */
  confidence: (score) => `${Math.round(score * 100)}% sure that there is an article`,
  /** @param {number} kept @param {number} all */
  keptOf: (kept, all) => `${kept} of ${count(all, 'block')} kept`,
  /** @param {number} milliseconds */
  took: (milliseconds) => `read in ${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`,
};

/** The core's reasons, in plain words; one that is not here yet shows by its name alone. @type {Record<string, string>} */
export const REASONS = {
  score: 'what was measured of it decided',
  name: 'an element around it is named after this role',
  call: 'it asks the reader for something',
  wording: 'its words say what it is',
  date: 'it is a date and nothing else',
  'no words': 'it has no words',
  section: 'it stands in the section of a heading that names this role',
  run: 'it stands in a run of blocks of this role',
  form: 'it stands around a form',
  'next article': 'another article begins above it',
  'repeats headline': 'it repeats the headline',
  between: 'it stands between two kept blocks of the same element',
  whole: 'a table or a list is kept or left out as one',
  'unlike paragraphs': 'it looks unlike the paragraphs around it',
  stray: 'nothing kept stands with it',
  'heads nothing': 'nothing kept follows this heading',
  'heads kept': 'a kept block follows this heading',
  head: 'it stands around the start of the article',
  'above byline': 'it stands between the headline and the byline',
  'below picture': 'it stands below a picture',
};

/** What a page can be, in words that follow "taken for". @type {Record<string, string>} */
export const KINDS = {
  article: 'an article',
  'live-blog': 'a live blog',
  forum: 'a forum',
  documentation: 'documentation',
  listing: 'a listing',
  product: 'a product page',
  home: 'a home page',
  other: 'something else',
};

/** The corpus mode. */
export const C = {
  noPeer: 'none',
  ours: 'ours',
  good: '≥ .95',
  lost: 'lost',
  failed: 'failed',
  /** @param {number} done @param {number} all */
  progress: (done, all) => (done < all ? `${done} of ${count(all, 'page')} read` : count(all, 'page')),
  inSample:
    'Scored with the built-in weights: on pages that they were trained on this is too good. ./build.sh eval scores out of fold.',
  noCorpus: 'This folder is no corpus: it needs html/<id>.html or .html.gz, and ground-truth/<id>.json.',
  /** @param {string} id */
  badTruth: (id) => `The truth of ${id} is not JSON.`,
  /** @param {string} name */
  badPrediction: (name) => `${name} is not predictions: each line is JSON with "id" and "text".`,
  /** @param {string} name */
  otherPages: (name) => `${name} has predictions, but for none of these pages.`,
  notYet: 'This page is not read yet.',
  compare: 'Which texts are compared',
  againstTruth: 'ours against the truth',
  /** @param {string} name */
  oursAgainst: (name) => `ours against ${name}`,
  /** @param {string} name */
  otherAgainstTruth: (name) => `${name} against the truth`,
  missing: 'missing',
  tooMuch: 'too much',
  /** @param {string} name */
  onlyOther: (name) => `only in ${name}`,
  onlyOurs: 'only in ours',
};
