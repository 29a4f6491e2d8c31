// The rules of sites in storage: newest wins, sync full or off, removals, broken values, wishes whose page has gone.
//
//     node --test tests/node/sites.test.js

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Area } from './lib/storage.js';

const storage = { sync: new Area(), local: new Area(), managed: new Area() };
/** What the browser lets us have. @type {Set<string>} */
const granted = new Set();
Object.assign(globalThis, {
  chrome: {
    storage,
    permissions: {
      contains: async (/** @type {{origins: string[]}} */ { origins }) => origins.every((one) => granted.has(one)),
    },
  },
});

const { keepNewest, merge, readSite, readSites, settleLocal, siteFor, writeSites } = await import(
  '../../extension/shared/sites.js'
);
const { settleWishes } = await import('../../extension/shared/permission.js');

beforeEach(() => {
  for (const area of Object.values(storage)) Object.assign(area, { items: {}, refuses: false });
  granted.clear();
});

/** The rules in force, short. */
const rules = async () => (await readSites()).sites.map(({ pattern, mode, from }) => `${pattern.text} ${mode} ${from}`);

test('a rule is one key in sync, and nothing stays behind', async () => {
  await writeSites({ 'example.org': { mode: 'reader' }, '*.example.net': { mode: 'off' } });
  assert.deepEqual(Object.keys(storage.sync.items).sort(), ['site:*.example.net', 'site:example.org']);
  assert.deepEqual(storage.local.items, {});
  assert.deepEqual(await rules(), ['*.example.net off sync', 'example.org reader sync']);
});

test('only normal forms are written', async () => {
  await writeSites({ 'www.example.org': { mode: 'reader' }, '*': { mode: 'off' } });
  assert.deepEqual(storage.sync.items, {});
});

test('while sync is full the rules are kept here, in force; later they move', async () => {
  await writeSites({ 'a.example': { mode: 'reader' } });
  storage.sync.refuses = true;
  await writeSites({ 'b.example': { mode: 'declutter' }, 'a.example': { mode: 'off' } });
  assert.deepEqual(await rules(), ['a.example off local', 'b.example declutter local']);
  storage.sync.refuses = false;
  await settleLocal();
  assert.deepEqual(await rules(), ['a.example off sync', 'b.example declutter sync']);
  assert.deepEqual(storage.local.items, {});
});

test('a removal that sync refuses holds, and is done later', async () => {
  await writeSites({ 'a.example': { mode: 'reader' } });
  storage.sync.refuses = true;
  await writeSites({ 'a.example': null });
  assert.deepEqual(await rules(), []);
  storage.sync.refuses = false;
  await settleLocal();
  assert.deepEqual([storage.sync.items, storage.local.items], [{}, {}]);
});

test('a local leftover does not beat what another device changed since', async () => {
  storage.local.items['site:a.example'] = { mode: 'off', changed: 10 };
  storage.sync.items['site:a.example'] = { mode: 'reader', changed: 20 };
  assert.deepEqual(await rules(), ['a.example reader sync']);
  await settleLocal();
  assert.equal(storage.sync.items['site:a.example'].mode, 'reader');
  assert.deepEqual(storage.local.items, {});
});

test('a leftover removal does not take away what another device added since', async () => {
  storage.local.items['site:a.example'] = { mode: 'gone', changed: 10 };
  storage.sync.items['site:a.example'] = { mode: 'reader', changed: 20 };
  assert.deepEqual(await rules(), ['a.example reader sync']);
  await settleLocal();
  assert.equal(storage.sync.items['site:a.example'].mode, 'reader');
});

test('a change is newer than what it changes, whatever the clock says', async () => {
  const future = Date.now() + 1_000_000;
  storage.sync.items['site:a.example'] = { mode: 'reader', changed: future };
  await writeSites({ 'a.example': { mode: 'off' } });
  assert.deepEqual(storage.sync.items['site:a.example'], { mode: 'off', changed: future + 1 });
});

test('of two devices the newest change of a site wins, and other sites are left alone', async () => {
  const older = { mode: 'off', changed: 5 };
  const newer = { mode: 'reader', changed: 9 };
  storage.sync.items = { 'site:a.example': older, 'site:b.example': newer };
  await keepNewest({
    'site:a.example': { oldValue: newer, newValue: older },
    'site:b.example': { oldValue: older, newValue: newer },
    settings: { oldValue: newer, newValue: older },
  });
  assert.deepEqual(storage.sync.items, { 'site:a.example': newer, 'site:b.example': newer });
});

test('a rule keeps what it hides unless that is changed', async () => {
  await writeSites({ 'a.example': { mode: 'declutter', hide: { comments: false } } });
  await writeSites({ 'a.example': { mode: 'reader' } });
  assert.deepEqual(storage.sync.items['site:a.example'].hide, { comments: false });
  await writeSites({ 'a.example': { mode: 'reader', hide: {} } });
  assert.equal('hide' in storage.sync.items['site:a.example'], false);
});

test('an organisation’s rules hold until the person has one of their own', async () => {
  storage.managed.items = { sites: { 'intranet.example': 'reader', 'www.shop.example': 'off', '*': 'off' } };
  const { sites, broken } = await readSites();
  assert.deepEqual(
    sites.map(({ pattern, mode, from }) => [pattern.text, mode, from]),
    [
      ['intranet.example', 'reader', 'managed'],
      ['shop.example', 'off', 'managed'],
    ],
  );
  assert.deepEqual(Object.keys(broken), ['site:*']);
  await writeSites({ 'intranet.example': { mode: 'off' } });
  assert.deepEqual(await rules(), ['intranet.example off sync', 'shop.example off managed']);
});

/** What is stored, what is used of it, and whether it was sound. @type {[unknown, object | null, boolean][]} */
const VALUES = [
  [{ mode: 'reader', changed: 1 }, { mode: 'reader', changed: 1 }, true],
  [
    { mode: 'off', changed: 1, hide: { comments: false } },
    { mode: 'off', changed: 1, hide: { comments: false } },
    true,
  ],
  [
    { mode: 'off', changed: 1, hide: { comments: 'no', share: true } },
    { mode: 'off', changed: 1, hide: { share: true } },
    false,
  ],
  [{ mode: 'off', changed: 1, hide: { paragraph: true } }, { mode: 'off', changed: 1 }, false],
  [{ mode: 'off', changed: 1, hide: 7 }, { mode: 'off', changed: 1 }, false],
  [{ mode: 'reader' }, { mode: 'reader', changed: 0 }, false],
  [{ mode: 'reader', changed: Number.NaN }, { mode: 'reader', changed: 0 }, false],
  [{ mode: 'reader', changed: 1e300 }, { mode: 'reader', changed: 0 }, false],
  [{ mode: 'zap', changed: 1 }, null, false],
  ['reader', null, false],
  [null, null, false],
  [[], null, false],
];

for (const [stored, value, sound] of VALUES) {
  test(`stored ${JSON.stringify(stored)}`, () => assert.deepEqual(readSite(stored), { value, sound }));
}

test('what is broken is named, and does no harm to the rest', () => {
  const good = { mode: 'reader', changed: 1 };
  const { sites, broken } = merge({
    managed: {},
    sync: { 'site:a.example': good, 'site:not a host': good, 'site:/(/': good, 'site:b.example': 'x', settings: {} },
    local: { 'site:c.example': good, 'wish:d.example': good },
  });
  assert.deepEqual(
    sites.map(({ pattern }) => pattern.text),
    ['a.example', 'c.example'],
  );
  assert.deepEqual(Object.keys(broken).sort(), ['site:/(/', 'site:b.example', 'site:not a host']);
});

test('the most specific rule is found among the stored ones', async () => {
  await writeSites({ 'a.example': { mode: 'reader' }, 'a.example/live/*': { mode: 'off' } });
  const { sites } = await readSites();
  assert.equal(siteFor('https://a.example/live/1', sites)?.mode, 'off');
  assert.equal(siteFor('https://a.example/news/1', sites)?.mode, 'reader');
  assert.equal(siteFor('https://b.example/', sites), null);
});

test('a wish that was granted after its page had gone comes true; one without an answer goes away in time', async () => {
  const now = Date.now();
  storage.local.items = {
    'wish:yes.example': { mode: 'reader', time: now },
    'wish:open.example': { mode: 'reader', time: now },
    'wish:old.example': { mode: 'reader', time: now - 3_600_000 },
    'wish:broken.example': { mode: 'reader' },
  };
  granted.add('*://yes.example/*').add('*://www.yes.example/*');
  await settleWishes(writeSites);
  assert.deepEqual(await rules(), ['yes.example reader sync']);
  assert.deepEqual(Object.keys(storage.local.items), ['wish:open.example']);
});

test('a worker that is ended between any two writes loses nothing', async () => {
  /** Every write from the nth on fails, as if the worker had gone. @param {number} writes */
  async function endAfter(writes) {
    storage.sync.items = { 'site:a.example': { mode: 'reader', changed: 1 } };
    storage.local.items = {};
    let left = writes;
    const undo = [storage.sync, storage.local].map((area) => {
      const { set, remove } = Area.prototype;
      const guarded = (/** @type {any} */ method) => (/** @type {any} */ argument) =>
        left-- > 0 ? method.call(area, argument) : new Promise(() => {});
      Object.assign(area, { set: guarded(set), remove: guarded(remove) });
      return () => Object.assign(area, { set, remove });
    });
    await Promise.race([
      writeSites({ 'a.example': null, 'b.example': { mode: 'off' } }),
      new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
    ]);
    for (const step of undo) step();
    return rules();
  }
  assert.deepEqual(await endAfter(0), ['a.example reader sync'], 'nothing was said to be done');
  for (const writes of [1, 2, 3, 4]) {
    const kept = await endAfter(writes);
    assert.deepEqual(
      kept.map((rule) => rule.replace(/ \w+$/, '')),
      ['b.example off'],
      `after ${writes} writes`,
    );
    await settleLocal();
    assert.deepEqual(await rules(), ['b.example off sync'], `after ${writes} writes, started anew`);
  }
});
