// Where the capture's walk stands in one element of the page: a list of these, down to the node in work, takes the place of
// recursion, since a page may be a hundred thousand elements deep.

import { native } from './native.js';

const { nextSibling } = native;

/** The children of one element while they are walked; kept and used again for the next element of the same depth. */
export class Level {
  /** @param {Level | null} up @param {number} depth */
  constructor(up, depth) {
    this.up = up;
    /** @type {Level | null} */
    this.down = null;
    this.depth = depth;
    /** The element's number. */
    this.parent = 0;
    /** The child in work. @type {Node | null} */
    this.node = null;
    /** The children, when they are not simply siblings. @type {Node[] | null} */
    this.list = null;
    this.place = 0;
    /** Whether to ask the browser for facts. */
    this.ask = false;
    /** What the children inherit. */
    this.facts = 0;
    /** The node that stands for them in `nodes`. @type {Node | null} */
    this.standIn = null;
    /** Whether they stand in a frame, where places are the frame's. */
    this.framed = false;
    /** What the addresses here are relative to, where that is not the page's own. */
    this.base = '';
  }

  /** The level below, as a copy of this one without children. @param {number} parent */
  enter(parent) {
    this.down ??= new Level(this, this.depth + 1);
    const level = this.down;
    level.parent = parent;
    level.node = null;
    level.list = null;
    level.place = 0;
    level.ask = this.ask;
    level.facts = this.facts;
    level.standIn = this.standIn;
    level.framed = this.framed;
    level.base = this.base;
    return level;
  }

  /** Moves to the next child; false when there is none. */
  step() {
    this.place += 1;
    this.node = this.list ? (this.list[this.place] ?? null) : this.node && nextSibling.call(this.node);
    return this.node !== null;
  }
}
