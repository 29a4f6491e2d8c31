// The roles of a block, in the groups that share a colour. The names are the core's (src/role.rs); the groups exist for
// the eye alone. A role that this file does not know yet stands with "other".

/**
 * @typedef {'head' | 'body' | 'beside' | 'frame' | 'more' | 'calls' | 'talk' | 'other'} Group
 */

/** @type {Record<Group, {label: string, roles: string[]}>} */
export const GROUPS = {
  head: { label: 'Head', roles: ['headline', 'standfirst', 'byline', 'dateline', 'lead-image'] },
  body: {
    label: 'Body',
    roles: ['paragraph', 'subheading', 'list', 'quote', 'table', 'code', 'math', 'footnote'],
  },
  beside: { label: 'Beside the text', roles: ['media', 'caption', 'note'] },
  frame: { label: 'Frame of the page', roles: ['navigation', 'masthead', 'footer', 'breadcrumb', 'search', 'tools'] },
  more: { label: 'More to read', roles: ['related', 'next-article', 'tags', 'author-bio'] },
  calls: {
    label: 'Calls and overlays',
    roles: ['newsletter', 'promo', 'advertisement', 'sponsored', 'consent', 'overlay', 'notice'],
  },
  talk: { label: 'Talk', roles: ['share', 'comments'] },
  other: { label: 'Other', roles: ['other'] },
};

/** @type {Map<string, Group>} */
const groups = new Map(
  Object.entries(GROUPS).flatMap(([group, { roles }]) => roles.map((role) => [role, /** @type {Group} */ (group)])),
);

/** @param {string} role */
export function groupOf(role) {
  return groups.get(role) ?? 'other';
}

/** Whether a kept block of this role is part of the article's text: `Reader::Body` in src/role.rs. @param {string} role */
export function isBody(role) {
  return groupOf(role) === 'body';
}

/** The role as people write it: "next-article" is "next article". @param {string} role */
export function roleName(role) {
  return role.replaceAll('-', ' ');
}

/**
 * How often each role occurs, in the order of the groups.
 * @param {Iterable<string>} roles
 * @returns {[role: string, count: number][]}
 */
export function countRoles(roles) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  const order = Object.values(GROUPS).flatMap((group) => group.roles);
  const place = (/** @type {string} */ role) => (order.indexOf(role) + order.length + 1) % (order.length + 1);
  return [...counts].sort(([a], [b]) => place(a) - place(b));
}
