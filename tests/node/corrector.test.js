// Taking a correction back takes that one word back, and nothing that another tab or the options page said since.
//
//     node --test tests/node/corrector.test.js

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Area } from './lib/storage.js';

const local = new Area();
Object.assign(globalThis, { chrome: { storage: { local } } });

const { add, readFor, writeFor } = await import('../../extension/shared/corrections.js');
const { Corrector } = await import('../../extension/shared/corrector.js');

/** @typedef {import('../../extension/shared/corrections.js').Correction} Correction */

const HOST = 'a.example';

/** A piece by its number. @param {number} node @param {'article' | 'clutter'} [want] @returns {Correction} */
const about = (node, want = 'article') => ({
  want,
  role: 'related',
  path: 'main>article>aside',
  signature: [`.piece-${node}`],
  around: [],
  heading: null,
  shape: 'l2w1b1m0s0p1',
});

/** A tab on the site; its core describes what it is asked for. */
const tab = () =>
  new Corrector(
    /** @type {any} */ ({ captured: { strings: '', tree: [], url: `https://${HOST}/1` }, options: {} }),
    async (_, options) => {
      const { node, want } = /** @type {any} */ (options.describe);
      return /** @type {any} */ ({ described: [{ clear: true, correction: about(node, want) }] });
    },
  );

const stored = async () => (await readFor(HOST)).map(({ want, signature }) => `${want} ${signature}`);

beforeEach(() => {
  local.items = {};
});

test('a step back leaves what another tab said since', async () => {
  const [one, other] = [tab(), tab()];
  await one.say({ want: 'article', node: 1 });
  await other.say({ want: 'clutter', node: 2 });
  assert.equal(await one.undo(), true);
  assert.deepEqual(await stored(), ['clutter .piece-2']);
  assert.equal(await one.undo(), false);
});

test('a step back does not bring back what the options page forgot since', async () => {
  const one = tab();
  await one.say({ want: 'clutter', node: 1 });
  await one.say({ want: 'clutter', node: 2 });
  await one.say({ want: 'article', node: 2 });
  await writeFor(HOST, []);
  await one.undo();
  await one.undo();
  assert.deepEqual(await stored(), []);
});

test('a step back brings back the word that it replaced, in its place', async () => {
  const [one, other] = [tab(), tab()];
  await writeFor(HOST, add(add([], [about(1, 'clutter')], 1), [about(2, 'clutter')], 2));
  await one.say({ want: 'article', node: 1 });
  await other.say({ want: 'article', node: 3 });
  assert.deepEqual(await stored(), ['clutter .piece-2', 'article .piece-1', 'article .piece-3']);
  await one.undo();
  assert.deepEqual(await stored(), ['clutter .piece-1', 'clutter .piece-2', 'article .piece-3']);
});

test('the last word on a piece stays, whoever said it', async () => {
  const [one, other] = [tab(), tab()];
  await writeFor(HOST, add([], [about(1, 'clutter')], 1));
  await one.say({ want: 'article', node: 1 });
  await other.say({ want: 'clutter', node: 1 });
  await one.undo();
  assert.deepEqual(await stored(), ['clutter .piece-1']);
  await other.undo();
  assert.deepEqual(await stored(), ['article .piece-1']);
});

test('what a full list pushed out comes back with the step', async () => {
  const before = Array.from({ length: 60 }, (_, at) => about(at + 1));
  await writeFor(HOST, add([], before, 1));
  const one = tab();
  await one.say({ want: 'clutter', node: 99 });
  assert.equal((await stored())[0], 'article .piece-2');
  await one.undo();
  assert.deepEqual(
    await stored(),
    before.map(({ signature }) => `article ${signature}`),
  );
});

test('what is said twice is taken back by one step', async () => {
  const one = tab();
  assert.equal(await one.say({ want: 'article', node: 1 }), true);
  assert.equal(await one.say({ want: 'article', node: 1 }), true);
  assert.equal(one.steps.length, 1);
  await one.undo();
  assert.deepEqual(await stored(), []);
  await one.say({ want: 'article', node: 1 });
  assert.deepEqual([one.steps.length, await stored()], [1, ['article .piece-1']]);
});
