// The first thing in the pages of configured sites, at document_start, before the parser has made anything to see: what
// earlier visits taught of the site is hidden before it is there. It is no module, since a module comes some frames
// later, and it hides by a constructed style sheet, since the browser registers no sheet that was not packaged.
//
// What was learnt can only be read after a moment. Until then, and where the reader is on its way until that stands, the
// page is veiled: by an animation, which ends by itself whatever happens to this script, and leaves no trace in the
// markup. auto.js has the last word, by what it finds in `globalThis.standfirstEarly`; without it nothing stays hidden.

(() => {
  const scope = /** @type {any} */ (globalThis);
  if (scope.standfirstEarly) return;
  const { storage } = scope.browser ?? scope.chrome;

  /** Milliseconds that a page is veiled at most. */
  const VEIL_LIMIT = 300;
  /** Milliseconds after which what is hidden appears again when nobody has confirmed it. */
  const HIDE_LIMIT = 10_000;
  /** As `isSelector` in shared/selectors.js: nothing that could end a rule early. */
  const SELECTOR = /^[a-z][a-z-]*[\w.#[\]="-]*$/;
  /** Parts of an address that tell one shape from another; sites rarely nest deeper. */
  const PARTS = 8;

  /** @type {CSSStyleSheet | null} */
  let sheet = null;
  let released = false;

  const root = document.documentElement;
  /** @type {Animation | undefined} */
  const veil = root?.animate([{ opacity: 0 }, { opacity: 0 }], { duration: VEIL_LIMIT });
  const lift = () => veil?.cancel();
  const timer = setTimeout(lift, VEIL_LIMIT);
  setTimeout(release, HIDE_LIMIT);

  /**
   * The shape of an address: what kind of word each part of the path is. Stories of a site have few shapes, and its
   * other pages have others; a shape names none of them.
   */
  function shape() {
    const parts = location.pathname.split('/').filter((part) => part !== '');
    const kinds = parts.slice(0, PARTS).map((part) => {
      if (/^\d+$/.test(part)) return 'n';
      if ((part.match(/[-_]|%20/g) ?? []).length >= 3) return 't';
      return /\d/.test(part) ? 'i' : 'w';
    });
    return `/${kinds.join('/')}`;
  }

  /** Nothing of this script is left on the page. */
  function release() {
    released = true;
    clearTimeout(timer);
    lift();
    if (sheet) adopt((all) => all.filter((one) => one !== sheet));
    sheet = null;
  }

  /** @param {(all: CSSStyleSheet[]) => CSSStyleSheet[]} change */
  function adopt(change) {
    document.adoptedStyleSheets = change([...document.adoptedStyleSheets]);
  }

  /**
   * Does something while the page is as it would be without this script. It must be done at once, so that no frame is
   * painted in between.
   * @template T
   * @param {() => T} work
   */
  function without(work) {
    if (!sheet) return work();
    sheet.disabled = true;
    try {
      return work();
    } finally {
      sheet.disabled = false;
    }
  }

  const early = { shape, without, lift, release, hides: 0, veiled: false };
  scope.standfirstEarly = early;

  const key = `early:${location.hostname}`;
  storage.local.get(key).then((/** @type {any} */ stored) => {
    const { selectors = [], shapes = {} } = stored[key] ?? {};
    const known = shapes[shape()];
    // The front page of a site is no article.
    const likely = location.pathname !== '/' && known !== 'off';
    early.veiled = likely && scope.standfirstReader === true;
    if (likely && !released && known) hide(selectors.filter((/** @type {string} */ one) => SELECTOR.test(one)));
    if (early.veiled) darken();
    else lift();
  }, release);

  /** Nobody who reads in the dark looks at a white page in between. */
  function darken() {
    const frame = { opacity: 0, colorScheme: 'light dark' };
    /** @type {KeyframeEffect | null | undefined} */ (veil?.effect)?.setKeyframes([frame, frame]);
  }

  /** @param {string[]} selectors */
  function hide(selectors) {
    if (selectors.length === 0) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(selectors.map((selector) => `${selector} { display: none !important }`).join('\n'));
    adopt((all) => [...all, /** @type {CSSStyleSheet} */ (sheet)]);
    early.hides = selectors.length;
  }
})();
