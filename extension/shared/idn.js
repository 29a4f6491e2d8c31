// Internationalised host names for people: `xn--bcher-kva.example` as `bücher.example`. The browser has no function for
// this direction; the decoder is RFC 3492's. A name whose Unicode form does not lead back to the same host is left as
// it is, so nothing is shown that would be another site when typed.

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;

/**
 * The host as a person writes it.
 * @param {string} host as `URL` gives it
 */
export function unicodeHost(host) {
  if (!host.includes('xn--')) return host;
  const labels = host.split('.').map((label) => (label.startsWith('xn--') ? decode(label.slice(4)) : label));
  if (labels.includes(null)) return host;
  const shown = labels.join('.');
  // Letters of several scripts in one label pass for other letters: `аpple` with a Cyrillic a.
  if (labels.some((label) => isMixed(label ?? ''))) return host;
  try {
    return new URL(`http://${shown}`).hostname === host ? shown : host;
  } catch {
    return host;
  }
}

/** @param {string} label */
function isMixed(label) {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];
  return scripts.filter((script) => script.test(label)).length > 1;
}

/** @param {string} label without its `xn--` @returns {string | null} */
function decode(label) {
  const end = label.lastIndexOf('-');
  const units = end > 0 ? Array.from(label.slice(0, end), (letter) => letter.codePointAt(0) ?? 0) : [];
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let index = 0;
  for (let at = end > 0 ? end + 1 : 0; at < label.length; ) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(label.charCodeAt(at++));
      if (digit === null) return null;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = units.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return null;
    units.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...units);
}

/** @param {number} unit */
function digitOf(unit) {
  if (unit >= 97 && unit <= 122) return unit - 97;
  return unit >= 48 && unit <= 57 ? unit - 22 : null;
}

/** @param {number} difference @param {number} length @param {boolean} first */
function adapt(difference, length, first) {
  let delta = Math.floor(difference / (first ? DAMP : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
