// Regular expressions of addresses, in time linear in the address: all states that the expression can be in are carried
// along side by side (Thompson 1968), so no expression, typed or imported, can hang the page. It gives up on what cannot
// be matched that way or means nothing in an address: back references, look-around, word boundaries, flags.

/** Steps of a compiled expression; with LONGEST_ADDRESS it bounds a match at about four million small steps. */
const MOST_STEPS = 1000;

/** UTF-16 units; a longer address matches no expression. Browsers themselves show no more. */
const LONGEST_ADDRESS = 4096;

/** Repeats of repeats are written out; this many visits of the expression's parts are enough for any honest one. */
const MOST_VISITS = 20_000;

/**
 * @typedef {[number, number][]} Ranges
 * @typedef {{type: 'set', ranges: Ranges, negated: boolean}} SetPart
 * @typedef {{type: 'start' | 'end'}} EdgePart
 * @typedef {{type: 'all', parts: Part[]}} AllPart
 * @typedef {{type: 'any', parts: Part[]}} AnyPart
 * @typedef {{type: 'repeat', part: Part, least: number, most: number}} RepeatPart
 * @typedef {SetPart | EdgePart | AllPart | AnyPart | RepeatPart} Part
 *
 * @typedef {SetPart | EdgePart | {type: 'split', first: number, second: number} | {type: 'jump', to: number} | {type: 'found'}} Step
 */

/** The expression cannot be used; `problem` names why, for the person who wrote it. */
export class RegexError extends Error {
  /** @param {'regexBroken' | 'regexUnsupported' | 'regexTooLarge'} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

/** @type {Record<string, Ranges>} */
const CLASSES = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 13],
    [32, 32],
    [160, 160],
    [5760, 5760],
    [8192, 8202],
    [8232, 8233],
    [8239, 8239],
    [8287, 8287],
    [12288, 12288],
    [65279, 65279],
  ],
};

/** @type {Record<string, number>} */
const CONTROLS = { f: 12, n: 10, r: 13, t: 9, v: 11 };

/** What `.` does not match: the ends of lines. @type {Ranges} */
const LINE_ENDS = [
  [10, 10],
  [13, 13],
  [8232, 8233],
];

/**
 * Compiles the text between the slashes; throws a RegexError.
 * @param {string} source
 * @returns {(address: string) => boolean}
 */
export function compile(source) {
  // The browser's own parser knows what is well formed; below only the subset has to be known.
  try {
    new RegExp(source);
  } catch {
    throw new RegexError('regexBroken');
  }
  const steps = emit(new Parser(source).parse());
  return (address) => address.length <= LONGEST_ADDRESS && run(steps, address);
}

class Parser {
  /** @param {string} source */
  constructor(source) {
    this.source = source;
    this.at = 0;
  }

  /** @returns {Part} */
  parse() {
    const part = this.alternatives();
    if (this.at < this.source.length) throw new RegexError('regexBroken');
    return part;
  }

  /** Takes `text` when it stands here. @param {string} text */
  take(text) {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** @returns {Part} */
  alternatives() {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    return parts.length === 1 ? parts[0] : { type: 'any', parts };
  }

  /** @returns {Part} */
  sequence() {
    /** @type {Part[]} */
    const parts = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at])) parts.push(this.quantified());
    return { type: 'all', parts };
  }

  /** @returns {Part} */
  quantified() {
    const part = this.atom();
    const [least, most] = this.quantifier();
    return least === 1 && most === 1 ? part : { type: 'repeat', part, least, most };
  }

  /** @returns {[number, number]} */
  quantifier() {
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.at));
    /** @type {[number, number]} */
    let range = [1, 1];
    if (this.take('*')) range = [0, Infinity];
    else if (this.take('+')) range = [1, Infinity];
    else if (this.take('?')) range = [0, 1];
    else if (braces) {
      this.at += braces[0].length;
      const least = Number(braces[1]);
      range = [least, braces[2] === undefined ? least : braces[3] ? Number(braces[3]) : Infinity];
    } else return range;
    // Lazy or greedy: whether there is a match is the same.
    this.take('?');
    return range;
  }

  /** @returns {Part} */
  atom() {
    if (this.take('^')) return { type: 'start' };
    if (this.take('$')) return { type: 'end' };
    if (this.take('.')) return { type: 'set', ranges: LINE_ENDS, negated: true };
    if (this.take('[')) return this.bracket();
    if (this.take('(')) {
      if (!this.take('?:') && this.take('?')) throw new RegexError('regexUnsupported');
      const part = this.alternatives();
      if (!this.take(')')) throw new RegexError('regexBroken');
      return part;
    }
    const { ranges, negated } = this.take('\\') ? this.escape(false) : { ranges: one(this.next()), negated: false };
    return { type: 'set', ranges, negated };
  }

  next() {
    return this.source.charCodeAt(this.at++);
  }

  /** What stands behind a backslash. @param {boolean} inBracket @returns {{ranges: Ranges, negated: boolean}} */
  escape(inBracket) {
    const letter = this.source[this.at];
    if (letter === undefined) throw new RegexError('regexBroken');
    this.at += 1;
    const known = CLASSES[letter.toLowerCase()];
    if (known) return { ranges: known, negated: letter !== letter.toLowerCase() };
    if (Object.hasOwn(CONTROLS, letter)) return { ranges: one(CONTROLS[letter]), negated: false };
    if (inBracket && letter === 'b') return { ranges: one(8), negated: false };
    // What is left of letters and digits: boundaries, references, code points, classes of Unicode.
    if (/[A-Za-z0-9]/.test(letter)) throw new RegexError('regexUnsupported');
    return { ranges: one(letter.charCodeAt(0)), negated: false };
  }

  /** @returns {Part} */
  bracket() {
    const negated = this.take('^');
    /** @type {Ranges} */
    const ranges = [];
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw new RegexError('regexBroken');
      const low = this.member();
      const isRange = this.source[this.at] === '-' && ![undefined, ']'].includes(this.source[this.at + 1]);
      if (!isRange) {
        ranges.push(...low);
        continue;
      }
      this.at += 1;
      const high = this.member();
      if (!isOne(low) || !isOne(high)) throw new RegexError('regexUnsupported');
      ranges.push([low[0][0], high[0][0]]);
    }
    return { type: 'set', ranges, negated };
  }

  /** @returns {Ranges} */
  member() {
    if (!this.take('\\')) return one(this.next());
    const { ranges, negated } = this.escape(true);
    return negated ? complement(ranges) : ranges;
  }
}

/** @param {number} unit @returns {Ranges} */
const one = (unit) => [[unit, unit]];

/** @param {Ranges} ranges */
const isOne = (ranges) => ranges.length === 1 && ranges[0][0] === ranges[0][1];

/** @param {Ranges} ranges sorted @returns {Ranges} */
function complement(ranges) {
  /** @type {Ranges} */
  const rest = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1]);
    from = high + 1;
  }
  rest.push([from, 0xffff]);
  return rest;
}

/** Writes the expression out as steps. @param {Part} whole @returns {Step[]} */
function emit(whole) {
  /** @type {Step[]} */
  const steps = [];
  let visits = 0;

  /** @param {Step} step */
  function push(step) {
    if (steps.length >= MOST_STEPS) throw new RegexError('regexTooLarge');
    steps.push(step);
    return steps.length - 1;
  }

  /** A fork: on with the next step, or past what `inner` writes. @param {() => void} inner */
  function maybe(inner) {
    const split = { type: /** @type {const} */ ('split'), first: steps.length + 1, second: 0 };
    push(split);
    inner();
    split.second = steps.length;
  }

  /** @param {Part} part @returns {void} */
  function write(part) {
    if (++visits > MOST_VISITS) throw new RegexError('regexTooLarge');
    if (part.type === 'all') {
      for (const inner of part.parts) write(inner);
      return;
    }
    if (part.type === 'any') return writeAny(part.parts);
    if (part.type !== 'repeat') return void push(part);
    for (let i = 0; i < part.least; i++) write(part.part);
    if (part.most === Infinity) {
      const start = steps.length;
      maybe(() => {
        write(part.part);
        push({ type: 'jump', to: start });
      });
    } else {
      for (let i = part.least; i < part.most; i++) maybe(() => write(part.part));
    }
  }

  /** @param {Part[]} parts @returns {void} */
  function writeAny([first, ...rest]) {
    if (rest.length === 0) return write(first);
    const jump = { type: /** @type {const} */ ('jump'), to: 0 };
    maybe(() => {
      write(first);
      push(jump);
    });
    writeAny(rest);
    jump.to = steps.length;
  }

  write(whole);
  push({ type: 'found' });
  return steps;
}

/** Whether the expression is found anywhere in `text`. @param {Step[]} steps @param {string} text */
function run(steps, text) {
  /** The position at which a step was last reached, so that each is taken once a position. */
  const reached = new Int32Array(steps.length).fill(-1);
  /** @type {number[]} */
  let waiting = [];
  for (let at = 0; at <= text.length; at++) {
    // A match may begin at every position.
    const pending = [...waiting, 0];
    /** @type {number[]} */
    const next = [];
    const unit = text.charCodeAt(at);
    while (pending.length > 0) {
      const index = /** @type {number} */ (pending.pop());
      if (reached[index] === at) continue;
      reached[index] = at;
      const step = steps[index];
      if (step.type === 'found') return true;
      if (step.type === 'jump') pending.push(step.to);
      else if (step.type === 'split') pending.push(step.second, step.first);
      else if (step.type === 'set') {
        if (at < text.length && inSet(step, unit)) next.push(index + 1);
      } else if (at === (step.type === 'start' ? 0 : text.length)) pending.push(index + 1);
    }
    waiting = next;
  }
  return false;
}

/** @param {SetPart} set @param {number} unit */
const inSet = ({ ranges, negated }, unit) => ranges.some(([low, high]) => low <= unit && unit <= high) !== negated;
