// The shapes that cross between the core and the extension, for the type checker: what `src/wasm.rs` takes and gives,
// and `src/article.rs` in JavaScript's words. Nothing here runs.

/**
 * A piece of the article's tree; the core writes it from an allow-list, the reader's DOM writer checks it again.
 * @typedef {{type: 'text', text: string}} TextPiece
 * @typedef {{type: 'element', tag: string, attrs?: [string, string][], block?: number, children?: Piece[]}} ElementPiece
 * @typedef {{type: 'embed', kind: 'video'|'audio'|'post'|'map'|'frame', src: string, title?: string, poster?: string}} EmbedPiece
 * @typedef {{type: 'removed', roles: string[], blocks: number, children: Piece[]}} RemovedPiece
 * @typedef {TextPiece | ElementPiece | EmbedPiece | RemovedPiece} Piece
 *
 * @typedef {object} Metadata What is known about the article; null or absent where the page does not say.
 * @property {string | null} [title]
 * @property {string | null} [byline]
 * @property {string | null} [date] ISO day
 * @property {string | null} [site]
 * @property {string | null} [lang]
 * @property {'ltr' | 'rtl' | null} [dir]
 * @property {string | null} [excerpt]
 * @property {string | null} [image]
 * @property {string | null} [url]
 *
 * @typedef {object} Article
 * @property {Metadata} metadata
 * @property {Piece | null} [standfirst]
 * @property {Piece | null} [lead]
 * @property {Piece[]} body
 *
 * @typedef {object} ClutterItem An element to hide.
 * @property {number} node index into the capture's nodes
 * @property {string} role
 * @property {number} blocks
 * @property {number} words
 * @property {string} reason
 *
 * @typedef {object} BlockLabel
 * @property {number} node the nearest block-level element
 * @property {number} first
 * @property {number} last exclusive
 * @property {string} role
 * @property {boolean} keep
 * @property {boolean} hide
 * @property {number} score
 * @property {number} words
 * @property {number} [mark] how the memory of the site knows its text, where there is one
 *
 * @typedef {object} AnalysisResult
 * @property {string} kind
 * @property {number} confidence
 * @property {boolean} hasArticle
 * @property {ClutterItem[]} clutter
 * @property {BlockLabel[]} blocks
 * @property {Trace} [trace] where `explain` was asked
 * @property {Described[]} [described] where `describe` was asked
 *
 * @typedef {object} Trace Why a block is what it is.
 * @property {number} block
 * @property {string} role
 * @property {number} score
 * @property {string[]} reasons
 * @property {string} text
 * @property {[string, string][]} features name, and value with weight
 *
 * @typedef {{correction: import('./corrections.js').Correction, clear: boolean}} Described clear: the correction tells the
 *   piece from the text around it
 * @typedef {{want: 'article' | 'clutter', node?: number, blocks?: number[]}} Asked an element, or a run of blocks
 *
 * @typedef {object} Reading What the reader needs beside the labels.
 * @property {Metadata} metadata
 * @property {Article | null} article
 *
 * @typedef {object} AnalysisOptions
 * @property {string} url
 * @property {Record<string, boolean>} [hide] roles to hide in place
 * @property {{key: string, furniture: number[]}} [memory] of the site: its secret, the marks of what stood on several pages
 * @property {import('./corrections.js').Correction[]} [corrections] what the person said of this site's pieces
 * @property {number} [explain] a block to explain
 * @property {Asked} [describe] a piece to make corrections of
 */

export {};
