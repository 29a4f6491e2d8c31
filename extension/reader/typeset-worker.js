// Sets TeX as MathML, away from the page: a source that never ends must not stop the reader. Temml's tree is copied into
// pieces, by names alone; the core's allow-list decides what becomes of them.

/** @typedef {import('../shared/types.js').Piece} Piece */
/** @typedef {{type?: string, text?: string, children?: TexNode[], attributes?: Record<string, unknown>, classes?: string[], style?: Record<string, string>}} TexNode a node of Temml's tree */

/** Deeper and larger than any formula that is read; the core takes no pieces deeper than `article::MAX_DEPTH`. */
const DEEPEST = 32;
const MOST_NODES = 5000;
/** Expansions of macros, Temml's own among them. */
const MAX_EXPAND = 500;
/** Ems: what a formula may ask for in breadth and in height. */
const MAX_SIZE = [40, 20];
/**
 * What makes a few lines grow without end, in spite of a limit of expansions: macros that write a parameter twice, and
 * those that are expanded when they are defined.
 */
const GROWS = /(?<!\\)#|\\[ex]def\b/;

const temml = import(/** @type {string} */ ('./vendor/temml.js')).then((module) => module.default);

self.addEventListener('message', async ({ data }) => {
  const { __renderToMathMLTree: parse } = await temml;
  for (const { tex, display } of data) self.postMessage(set(parse, tex, display));
});

/**
 * @param {(tex: string, options: object) => TexNode} parse
 * @param {string} tex
 * @param {boolean} display
 * @returns {Piece[] | null}
 */
function set(parse, tex, display) {
  if (GROWS.test(tex)) return null;
  try {
    const options = {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      maxExpand: MAX_EXPAND,
      maxSize: MAX_SIZE,
      macros: {},
      wrap: 'none',
    };
    const copy = new Copy();
    return copy.children(parse(tex, options), 0);
  } catch {
    return null;
  }
}

/** A copy of a tree as pieces; it throws on what is too large. */
class Copy {
  nodes = 0;

  /** @param {TexNode} node @param {number} depth @returns {Piece[]} */
  children(node, depth) {
    return (node.children ?? []).flatMap((child) => this.pieces(child, depth));
  }

  /** @param {TexNode} node @param {number} depth @returns {Piece[]} */
  pieces(node, depth) {
    this.nodes += 1;
    if (this.nodes > MOST_NODES || depth > DEEPEST) throw new RangeError('a formula too large');
    if (typeof node.text === 'string') return [{ type: 'text', text: node.text }];
    const children = this.children(node, depth + (node.type ? 1 : 0));
    // A fragment.
    if (!node.type) return children;
    const attrs = Object.entries(node.attributes ?? {}).map(([name, value]) => [name, String(value)]);
    // Cells say by style and class what MathML has an attribute for.
    const align =
      node.classes?.map((name) => /^tml-(left|right)$/.exec(name)?.[1]).find(Boolean) ?? node.style?.textAlign;
    if (node.type === 'mtd' && align) attrs.push(['columnalign', align]);
    return [{ type: 'element', tag: node.type, attrs: /** @type {[string, string][]} */ (attrs), children }];
  }
}
