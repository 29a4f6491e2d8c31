// Work for idle moments: at most four milliseconds at a time, and no more than a fiftieth of the time in all. What costs
// more rests longer and longer, and in the end it is given up. Without work nothing is scheduled, not even a timer.

/** The longest slice, in milliseconds: a quarter of a frame. */
const SLICE = 4;
/** What took longer was interrupted by other work of the machine, and counts no more than this, in milliseconds. */
const LONGEST = 2 * SLICE;
/** An idle moment that never comes is not waited for longer, in milliseconds. */
const PATIENCE = 1500;
/** Between the end of one piece of work and the next, in milliseconds: what comes in drops is taken together. */
const PAUSE = 250;
/** The share of the time that our work may take, looked at once in so many milliseconds. */
const SHARE = 0.02;
const WINDOW = 3000;
/** Windows over the share, one after the other, until it is given up. */
const STRIKES = 4;
/** The rest between two slices after the first window over the share, in milliseconds; doubled by each further one. */
const REST = 1000;

/** Milliseconds spent in this page since it was loaded; the tests of what following a page costs read it. */
export const total = { spent: 0 };

export class Slices {
  /**
   * @param {(timeLeft: () => boolean) => boolean} work does some, as long as there is time, and says whether more is left
   * @param {() => void} giveUp
   */
  constructor(work, giveUp) {
    this.work = work;
    this.giveUp = giveUp;
    this.scheduled = false;
    this.stopped = false;
    /** Milliseconds spent in this window. */
    this.spent = 0;
    this.windowStart = performance.now();
    this.strikes = 0;
    /** The last slice has left something to be done. */
    this.unfinished = false;
    /** When the last slice ended. */
    this.last = Number.NEGATIVE_INFINITY;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.idle = 0;
  }

  /** Asks for a slice. */
  need() {
    if (this.scheduled || this.stopped) return;
    this.scheduled = true;
    const rest = this.strikes > 0 ? REST * 2 ** (this.strikes - 1) : this.last + PAUSE - performance.now();
    if (rest > 0) this.timer = setTimeout(() => this.wait(), rest);
    else this.wait();
  }

  wait() {
    this.idle = requestIdleCallback((deadline) => this.run(deadline), { timeout: PATIENCE });
  }

  /** @param {IdleDeadline} deadline */
  run(deadline) {
    this.scheduled = false;
    if (this.stopped) return;
    const start = performance.now();
    const end = start + (deadline.didTimeout ? SLICE : Math.min(SLICE, deadline.timeRemaining()));
    const more = this.work(() => performance.now() < end);
    this.unfinished = more;
    this.last = performance.now();
    this.spend(this.last - start);
    if (!more || this.stopped) return;
    if (this.strikes > 0) return this.need();
    this.scheduled = true;
    this.wait();
  }

  /** Accounts for work, here and elsewhere. @param {number} time in milliseconds */
  spend(time) {
    total.spent += time;
    this.spent += Math.min(time, LONGEST);
    const passed = performance.now() - this.windowStart;
    if (passed < WINDOW || this.stopped) return;
    // What keeps within its share by the rests alone costs too much all the same.
    const isOver = this.spent > passed * SHARE || (this.strikes > 0 && this.unfinished);
    this.strikes = isOver ? this.strikes + 1 : 0;
    this.spent = 0;
    this.windowStart = performance.now();
    if (this.strikes > STRIKES) {
      this.stop();
      this.giveUp();
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    cancelIdleCallback(this.idle);
  }
}
