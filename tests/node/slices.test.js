// Work in idle moments: how long a slice is, how often one comes, and when it is given up; by a clock that the test moves.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Slices } from '../../extension/content/slices.js';

/** The clock, in milliseconds, and what waits for it. */
let now = 0;
/** @type {{at: number, run: () => void}[]} */
let waiting = [];
/** What an idle moment has left, in milliseconds, and whether it came too late. */
let idle = { left: 50, late: false };

beforeEach(() => {
  now = 0;
  waiting = [];
  idle = { left: 50, late: false };
});

Object.assign(performance, { now: () => now });
Object.assign(globalThis, {
  setTimeout: (/** @type {() => void} */ run, /** @type {number} */ rest) => waiting.push({ at: now + rest, run }),
  clearTimeout: (/** @type {number} */ id) => waiting.splice(id - 1, id > 0 ? 1 : 0),
  requestIdleCallback: (/** @type {(deadline: object) => void} */ run) =>
    waiting.push({ at: now, run: () => run({ didTimeout: idle.late, timeRemaining: () => idle.left }) }),
  cancelIdleCallback: () => {},
});

/** Runs what waits, in its time, until nothing does or the clock stands at an hour. @param {number} end in milliseconds */
function runUntil(end) {
  for (;;) {
    waiting.sort((a, b) => a.at - b.at);
    const next = waiting[0];
    if (!next || next.at > end) return;
    waiting.shift();
    now = Math.max(now, next.at);
    next.run();
  }
}

/** Work without end, a tenth of a millisecond at a time; gives how long each slice took. @param {() => void} [giveUp] */
function endless(giveUp = () => {}) {
  /** @type {number[]} */
  const took = [];
  const slices = new Slices((timeLeft) => {
    const start = now;
    while (timeLeft()) now += 0.1;
    took.push(now - start);
    return true;
  }, giveUp);
  slices.need();
  return { slices, took };
}

test('a slice takes four milliseconds at most, and less where the moment is shorter', () => {
  const { took } = endless();
  runUntil(100);
  assert.ok(took.length > 1);
  for (const time of took) assert.ok(time <= 4.11, `${time} ms`);
  idle = { left: 1, late: false };
  const { took: short } = endless();
  runUntil(now + 50);
  assert.ok(short.length > 1);
  for (const time of short) assert.ok(time <= 1.11, `${time} ms`);
});

test('work that never ends rests longer and longer, and is given up', () => {
  let given = 0;
  const { slices } = endless(() => {
    given += 1;
  });
  runUntil(600_000);
  assert.equal(given, 1);
  assert.equal(slices.stopped, true);
  assert.deepEqual(waiting, [], 'nothing is scheduled any more');
  assert.ok(now < 120_000, `after ${now} ms`);
  slices.need();
  assert.deepEqual(waiting, []);
});

test('without work nothing is scheduled', () => {
  let runs = 0;
  const slices = new Slices(
    () => {
      runs += 1;
      return false;
    },
    () => {},
  );
  slices.need();
  slices.need();
  runUntil(60_000);
  assert.equal(runs, 1);
  assert.deepEqual(waiting, []);
});
