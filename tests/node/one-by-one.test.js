// Work that reads and shows, one time after the other.
//
//     node --test tests/node/one-by-one.test.js

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneByOne } from '../../extension/options/one-by-one.js';

test('what was stored last is shown last, however late a store answers', async () => {
  let stored = 0;
  /** @type {number[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const answers = [];
  const show = oneByOne(async () => {
    const read = stored;
    await new Promise((resolve) => answers.push(() => resolve(undefined)));
    shown.push(read);
  });
  const answer = async () => {
    answers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  show();
  await answer();
  stored = 1;
  show();
  await answer();
  stored = 2;
  show();
  stored = 3;
  const done = show();
  for (let rest = 0; rest < 3; rest++) await answer();
  await done;
  assert.deepEqual(shown, [0, 1, 3], 'of those that wait one is enough');
});

test('a store that fails once is asked again', async () => {
  let asked = 0;
  const show = oneByOne(async () => {
    asked += 1;
    if (asked === 1) throw new Error('no store');
  });
  await assert.rejects(show());
  await show();
  assert.equal(asked, 2);
});
