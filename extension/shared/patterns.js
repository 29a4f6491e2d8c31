// Patterns of sites: `host`, `host/path*`, `*.host`, `/regex/`; which one decides for an address, and why. Pure: no
// storage, no browser. Japanese or German hosts, ports, `www.` and pasted addresses mean what people expect of them.
// It gives up on public suffixes: `*.co.uk` is taken as written, and the browser's own prompt then says how wide it is.

import { unicodeHost } from './idn.js';
import { compile, RegexError } from './regex.js';

/**
 * From the most to the least specific; the rank decides first.
 * @typedef {'page' | 'path' | 'regex' | 'host' | 'subdomains'} Kind
 *
 * @typedef {object} Pattern
 * @property {string} text its one normal form, by which it is stored and compared
 * @property {string} shown for people: the host in its own letters
 * @property {Kind} kind
 * @property {string} host without `www.`; empty for an expression
 * @property {boolean} wide the subdomains too
 * @property {string} port empty for any
 * @property {string} path decoded; empty for the whole site
 * @property {string[]} origins the browser's match patterns of what the rule needs; none when an expression names no host
 * @property {(address: Address) => boolean} matches
 *
 * @typedef {'empty' | 'tooLong' | 'scheme' | 'host' | 'star' | 'tooWide' | 'regexBroken' | 'regexUnsupported' | 'regexTooLarge'} Problem
 * @typedef {{pattern: Pattern, problem?: undefined} | {pattern?: undefined, problem: Problem}} Parsed
 *
 * @typedef {{href: string, host: string, port: string, path: string, query: string}} Address
 *
 * @typedef {object} Explanation
 * @property {'not-web' | 'none' | 'rule'} reason
 * @property {Pattern | null} winner
 * @property {{pattern: Pattern, beatenBy: Difference}[]} others what also matches, the next in line first
 * @typedef {'kind' | 'narrow' | 'host' | 'port' | 'path' | 'order'} Difference why one pattern is more specific
 */

/** @type {readonly Kind[]} */
const KINDS = ['page', 'path', 'regex', 'host', 'subdomains'];

/** UTF-16 units: far above any real pattern, far below what one item of storage.sync holds. */
const LONGEST_PATTERN = 500;

/**
 * Reads what a person typed, pasted or imported.
 * @param {string} typed
 * @returns {Parsed}
 */
export function parsePattern(typed) {
  const text = typed.trim();
  if (text === '') return { problem: 'empty' };
  if (text.length > LONGEST_PATTERN) return { problem: 'tooLong' };
  if (text.startsWith('/')) return parseRegex(text);
  const [, scheme, rest] = /** @type {RegExpExecArray} */ (/^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text));
  if (scheme && !/^https?$/i.test(scheme)) return { problem: 'scheme' };
  return parseSite(rest);
}

/** @param {string} text @returns {Parsed} */
function parseRegex(text) {
  if (text.length < 3 || !text.endsWith('/')) return { problem: 'regexBroken' };
  const source = text.slice(1, -1);
  try {
    const test = compile(source);
    const matches = (/** @type {Address} */ { href }) => test(href);
    return {
      pattern: {
        text,
        shown: text,
        kind: 'regex',
        host: '',
        wide: false,
        port: '',
        path: '',
        origins: regexOrigins(source),
        matches,
      },
    };
  } catch (error) {
    if (error instanceof RegexError) return { problem: error.problem };
    throw error;
  }
}

/** @param {string} text @returns {Parsed} */
function parseSite(text) {
  const end = text.search(/[/?#]/);
  const authority = end < 0 ? text : text.slice(0, end);
  const tail = end < 0 ? '' : text.slice(end).replace(/#.*$/s, '');
  const wide = authority.startsWith('*.');
  const name = wide ? authority.slice(2) : authority;
  if (name === '*' || name === '') return { problem: authority === '' ? 'host' : 'tooWide' };
  if (name.includes('*')) return { problem: 'star' };
  const url = readUrl(`http://${name}${tail.startsWith('/') ? '' : '/'}${tail}`);
  // Chromium lets more pass than a host may hold, a space for one.
  if (!url || url.username || url.password || !/^([a-z\d._-]+|\[[a-f\d:.]+\])$/.test(url.hostname))
    return { problem: 'host' };
  const host = plainHost(url.hostname);
  // The root of all names, and names with nothing between two dots: no browser has a match pattern for them.
  if (/^\.|\.\.|^$/.test(host)) return { problem: 'host' };
  const isName = !/^\[|^[\d.]+$/.test(host);
  if (wide && !isName) return { problem: 'star' };
  if (wide && !host.includes('.') && host !== 'localhost') return { problem: 'tooWide' };

  // `http://host:80` loses its port in URL; a person who wrote it meant it.
  const port = /:(\d+)$/.exec(name)?.[1] ?? '';
  const path = pathOf(url, tail);
  /** @type {Kind} */
  const kind = path === '' ? (wide ? 'subdomains' : 'host') : path.includes('*') ? 'path' : 'page';
  const write = (/** @type {string} */ shownHost) =>
    `${wide ? '*.' : ''}${shownHost}${port && `:${Number(port)}`}${path}`;
  const origins = wide
    ? [`*://*.${host}/*`]
    : [`*://${host}/*`, ...(isName && host.includes('.') ? [`*://www.${host}/*`] : [])];
  const pattern = {
    text: write(host),
    shown: write(unicodeHost(host)),
    kind,
    host,
    wide,
    port: port && String(Number(port)),
    path,
    origins,
  };
  return { pattern: { ...pattern, matches: (address) => matchesSite(pattern, address) } };
}

/** The path a pattern asks for; empty when it means the whole site: no path, `/` or `/*`. @param {URL} url @param {string} tail */
function pathOf(url, tail) {
  const path = readable(url.pathname) + (tail.includes('?') && url.search.length > 1 ? readable(url.search) : '');
  const folded = path.replace(/\*+/g, '*');
  return ['/', '/*', '*'].includes(folded) ? '' : folded;
}

/**
 * @param {{host: string, wide: boolean, port: string, path: string}} pattern
 * @param {Address} address
 */
function matchesSite({ host, wide, port, path }, address) {
  if (address.host !== host && !(wide && address.host.endsWith(`.${host}`))) return false;
  if (port && port !== address.port) return false;
  if (path === '') return true;
  const asked = path.includes('?') ? address.path + address.query : address.path;
  // A slash at the end is the same page to people; `/news/*` means `/news` too.
  return glob(path, asked) || glob(path, `${asked}/`) || glob(path, asked.replace(/\/$/, ''));
}

/** Whether `text` fits `pattern`, in which a star is any run of letters. One step back is enough, so it is not exponential. @param {string} pattern @param {string} text */
function glob(pattern, text) {
  let p = 0;
  let star = -1;
  let mark = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      mark = i;
    } else if (pattern[p] === text[i]) {
      p += 1;
      i += 1;
    } else if (star >= 0) {
      p = star + 1;
      i = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/**
 * An address as patterns see it; null when it is not a web page's.
 * @param {string} typed
 * @returns {Address | null}
 */
export function readAddress(typed) {
  const text = typed.trim();
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const href = `${url.protocol}//${url.host}${url.pathname}${url.search}`;
  return { href, host: plainHost(url.hostname), port, path: readable(url.pathname), query: readable(url.search) };
}

/** @param {string} text */
function readUrl(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Without the dot of the root and without `www.`, unless a top-level domain alone would be left. @param {string} host */
function plainHost(host) {
  const bare = host.replace(/\.$/, '');
  return /^www\.[^.]+\../.test(bare) ? bare.slice(4) : bare;
}

/** A path in letters: `%C3%BC` and `ü` are one. What is no UTF-8 stays as it is, and so does an encoded `%`. @param {string} path */
function readable(path) {
  const upper = path.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  try {
    return upper.split('%25').map(decodeURI).join('%25');
  } catch {
    return upper;
  }
}

/** The host that an expression names at its start, if it plainly does. @param {string} source */
function regexOrigins(source) {
  const start = /^\^https?\??:\\?\/\\?\/(?:\((?:\?:)?www\\\.\)\??)?((?:[a-z0-9-]|\\\.)+)(?:\\?\/|$)/i.exec(source);
  const host = start && parsePattern(start[1].replaceAll('\\.', '.')).pattern;
  return host ? host.origins : [];
}

/**
 * Which of two patterns is the more specific: negative when `a` is; and what made the difference.
 * @param {Pattern} a
 * @param {Pattern} b
 * @returns {{order: number, by: Difference}}
 */
export function compare(a, b) {
  /** @type {[Difference, number][]} */
  const differences = [
    ['kind', KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)],
    ['narrow', Number(a.wide) - Number(b.wide)],
    ['host', b.host.length - a.host.length],
    ['port', b.port.length - a.port.length],
    ['path', literal(b) - literal(a)],
    ['order', a.text < b.text ? -1 : a.text > b.text ? 1 : 0],
  ];
  const [by, order] = differences.find(([, difference]) => difference !== 0) ?? ['order', 0];
  return { order, by };
}

/** How much of the address a pattern spells out. @param {Pattern} pattern */
const literal = ({ kind, text, path }) => (kind === 'regex' ? text : path.replaceAll('*', '')).length;

/**
 * Which rule decides for an address, and what else would have matched.
 * @param {string} address
 * @param {readonly Pattern[]} patterns
 * @returns {Explanation}
 */
export function explain(address, patterns) {
  const read = readAddress(address);
  if (!read) return { reason: 'not-web', winner: null, others: [] };
  const matching = patterns.filter((pattern) => pattern.matches(read)).sort((a, b) => compare(a, b).order);
  const [winner, ...rest] = matching;
  if (!winner) return { reason: 'none', winner: null, others: [] };
  return {
    reason: 'rule',
    winner,
    others: rest.map((pattern) => ({ pattern, beatenBy: compare(winner, pattern).by })),
  };
}

/**
 * The pattern that decides for an address.
 * @param {string} address
 * @param {readonly Pattern[]} patterns
 */
export const decide = (address, patterns) => explain(address, patterns).winner;

/**
 * What "always on this site" can mean at an address, the usual one first. `section` is missing at the top of a site.
 * @param {string} address
 * @returns {{host: string, section?: string, subdomains?: string} | null}
 */
export function scopes(address) {
  const read = readAddress(address);
  if (!read) return null;
  // A port that is not the scheme's own is another site, most of all on this machine.
  const host = `${read.host}${/^(80|443)$/.test(read.port) ? '' : `:${read.port}`}`;
  const section = /^\/([^/*]+)\/./.exec(read.path)?.[1];
  const { pattern: wide } = parsePattern(`*.${host}`);
  return { host, ...(section && { section: `${host}/${section}/*` }), ...(wide && { subdomains: wide.text }) };
}
