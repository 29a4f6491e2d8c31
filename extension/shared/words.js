// The core's own words in the person's: roles, the rules that decided, and what weighed in a score.

import { t } from './i18n.js';

/** `next-article` and `heads kept` as the end of a message's key: `NextArticle`, `HeadsKept`. @param {string} name */
const keyEnd = (name) => name.replace(/(?:^|[- ])(\w)/g, (_, letter) => letter.toUpperCase());

/** A role in words. @param {string} role as in DESIGN.md, "next-article" */
export const roleName = (role) => t(`role${keyEnd(role)}`);

/** Why a rule decided as it did, as a sentence. @param {string} reason the rule's name, as in src/label */
export const reasonSentence = (reason) => t(`reason${keyEnd(reason)}`);

/**
 * What the features of a score speak of; the first that fits. There are a hundred of them, and nobody wants to read
 * "second stage, highest first score": these are the things a person can look at.
 * @type {[RegExp, string][]} the names, the message
 */
const FAMILIES = [
  [/class/, 'weighsNames'],
  [/link/, 'weighsLinks'],
  [/^first score|^kept|^blocks to|^steps to|^share of the kept|^highest/, 'weighsAround'],
  [/^inside|^kind of|element|^depth|heading|spine/, 'weighsElement'],
  [/^position|^prose|prose |^distance|path/, 'weighsPlace'],
  [/^in the page's/, 'weighsPage'],
  [
    /words|characters|sentence|commas|capitals|digits|bold|italic|phrase|first character|last character|separators/,
    'weighsText',
  ],
  [/media|embed|picture/, 'weighsMedia'],
];

/** @param {string} feature the feature's name, as in src/feature.rs */
const familyOf = (feature) => FAMILIES.find(([form]) => form.test(feature))?.[1] ?? 'weighsOther';

/**
 * What weighed most, each thing once, as sentences: what it is, and which way it pulled.
 * @param {[string, string][]} features name, and value with weight: "12 (+85)", as `explain` in src/analysis.rs gives them
 * @param {number} most
 */
export function weights(features, most) {
  /** @type {Map<string, number>} */
  const pulls = new Map();
  for (const [name, value] of features) {
    const weight = Number(/\(([+-]\d+)\)$/.exec(value)?.[1] ?? 0);
    const family = familyOf(name);
    pulls.set(family, (pulls.get(family) ?? 0) + weight);
  }
  const strongest = [...pulls].filter(([, pull]) => pull !== 0).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return strongest.slice(0, most).map(([key, pull]) => t(pull > 0 ? 'weighsFor' : 'weighsAgainst', t(key)));
}
