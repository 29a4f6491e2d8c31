// Which blocks are the article's when its page is arranged: those of its body, and those that stand at its head or in
// between and are never hidden.

/** Roles of the article, besides those of its body: `InPlace::Never` in `src/role.rs`. */
const HEAD = new Set(['headline', 'standfirst', 'byline', 'dateline', 'lead-image', 'caption', 'media', 'note']);

/** @param {import('../shared/types.js').BlockLabel} block */
export const isArticle = ({ keep, hide, role }) => keep || (!hide && HEAD.has(role));
