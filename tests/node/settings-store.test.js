// Where the settings are kept: in sync with the time of each change, so that two devices lose nothing; here while sync is
// full or off; and never over what a newer Standfirst has added.
//
//     node --test tests/node/settings-store.test.js

import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Area } from './lib/storage.js';

/** Who is told of changes. @type {Set<(changes: Record<string, unknown>) => Promise<void>>} */
const listeners = new Set();
const onChanged = {
  addListener: listeners.add.bind(listeners),
  removeListener: listeners.delete.bind(listeners),
};
const areas = { sync: new Area(), local: new Area() };
const storage = { ...areas, onChanged };
/** The background, as the pages know it. @type {{sendMessage: (message: any) => Promise<unknown>}} */
const runtime = { sendMessage: async () => {} };
Object.assign(globalThis, { chrome: { storage, runtime } });

const { followSync, onSettings, readProblems, readSettings, settleSettings, storeSettings, writeSettings } =
  await import('../../extension/shared/settings.js');
const { SCHEMA } = await import('../../extension/shared/schema.js');

beforeEach(() => {
  for (const area of Object.values(areas)) Object.assign(area, { items: {}, refuses: false });
});

/** What sync holds of the settings. @returns {any} */
const synced = () => storage.sync.items.settings;

/** Another device with the same sync: what it stores by itself, and the time its clock shows. */
class Device {
  /** @type {Record<string, any>} */
  local = {};
  /** @type {Record<string, any>} what it has of sync while it is offline */
  sync = {};

  /** Does something there. @param {() => Promise<unknown>} work @param {number} [now] */
  async does(work, now = Date.now()) {
    const { mock: timer } = mock.method(Date, 'now', () => now);
    const before = [storage.sync.items, storage.local.items];
    [storage.sync.items, storage.local.items] = [this.sync, this.local];
    await work();
    [this.sync, this.local] = [storage.sync.items, storage.local.items];
    [storage.sync.items, storage.local.items] = before;
    timer.restore();
  }

  /** Sync brings what the other device has, over what is here. @param {Device} other */
  async receives(other) {
    this.sync = structuredClone(other.sync);
    await this.does(() => followSync({ settings: { newValue: this.sync.settings } }));
  }

  async settings() {
    /** @type {any} */
    let settings;
    await this.does(async () => {
      settings = await readSettings();
    });
    return settings;
  }
}

test('a change is kept in sync, with its time, and leaves the others as they are', async () => {
  await storeSettings({ reader: { size: 24 } });
  await storeSettings({ toolbar: 'declutter' });
  assert.deepEqual([synced().schema, synced().toolbar, synced().reader.size], [SCHEMA, 'declutter', 24]);
  assert.deepEqual(Object.keys(synced().changed), ['reader.size', 'toolbar'], 'what nobody changed has no time');
  assert.deepEqual(storage.local.items['settings-local'], synced());
  assert.deepEqual(await readProblems(), { broken: {}, local: false });
});

test('a page has its own change at once, and asks a second time when the background ends in the middle', async () => {
  let asked = 0;
  /** @type {any} */
  let early;
  runtime.sendMessage = async ({ patch }) => {
    asked += 1;
    early = (await readSettings()).reader;
    if (asked === 1) throw new Error('the message channel closed');
    await storeSettings(patch);
  };
  await writeSettings({ reader: { size: 24, width: 9000 } });
  assert.deepEqual([early.size, early.width], [24, 66], 'what is not sound is left out');
  assert.deepEqual([asked, (await readSettings()).reader.size, synced().reader.size], [2, 24, 24]);
  runtime.sendMessage = () => Promise.reject(new Error('nobody is there'));
  await assert.rejects(writeSettings({ reader: { size: 30 } }));
  assert.equal((await readSettings()).reader.size, 24, 'a change that failed is not shown');
});

test('a store that answers late says nothing over what was read after it', async () => {
  /** @type {number[]} */
  const told = [];
  const stop = onSettings(({ reader }) => void told.push(reader.size));
  const tell = () => Promise.all([...listeners].map((listener) => listener({ settings: {} })));
  const { get } = storage.sync;
  await storeSettings({ reader: { size: 24 } });
  /** @type {() => void} */
  let answer = () => {};
  const late = new Promise((resolve) => (answer = () => resolve(undefined)));
  storage.sync.get = async (keys) => {
    const items = await get.call(storage.sync, keys);
    await late;
    return items;
  };
  const first = tell();
  storage.sync.get = get;
  await storeSettings({ reader: { size: 26 } });
  await tell();
  answer();
  await first;
  assert.deepEqual(told, [26]);
  stop();
  assert.equal(listeners.size, 0);
});

test('two devices that change different settings at once lose nothing, whichever comes last', async () => {
  for (const last of [0, 1]) {
    const devices = [new Device(), new Device()];
    await devices[0].does(() => storeSettings({ reader: { theme: 'sepia' }, hide: { footer: false } }), 1000);
    await devices[1].receives(devices[0]);
    await devices[0].does(() => storeSettings({ reader: { size: 24 } }), 2000);
    await devices[1].does(() => storeSettings({ reader: { width: 70 }, toolbar: 'declutter' }), 2001);
    // Sync keeps one of the two objects whole; each device hears of the other's.
    await devices[1 - last].receives(devices[last]);
    await devices[last].receives(devices[1 - last]);
    for (const device of devices) {
      const { toolbar, hide, reader } = await device.settings();
      assert.deepEqual(
        [toolbar, hide.footer, reader.theme, reader.size, reader.width],
        ['declutter', false, 'sepia', 24, 70],
      );
    }
    assert.deepEqual(devices[0].sync, devices[1].sync, 'both agree');
  }
});

test('of one setting the newest change wins, whichever arrives last', async () => {
  for (const last of [0, 1]) {
    const devices = [new Device(), new Device()];
    await devices[0].does(() => storeSettings({ reader: { size: 30 } }), 3000);
    await devices[1].does(() => storeSettings({ reader: { size: 18 } }), 2000);
    await devices[1 - last].receives(devices[last]);
    await devices[last].receives(devices[1 - last]);
    for (const device of devices) assert.equal((await device.settings()).reader.size, 30);
  }
});

test('a clock that was put back does not make a change an old one', async () => {
  const device = new Device();
  await device.does(() => storeSettings({ reader: { size: 30 } }), 5000);
  const other = new Device();
  await other.receives(device);
  await device.does(() => storeSettings({ reader: { size: 22 } }), 10);
  await other.receives(device);
  assert.equal((await other.settings()).reader.size, 22);
});

test('a reset on one device is one on the other, and not undone by it', async () => {
  const [device, other] = [new Device(), new Device()];
  await device.does(() => storeSettings({ reader: { size: 30 } }));
  await other.receives(device);
  [device.sync, device.local] = [{}, {}];
  await other.receives(device);
  assert.equal((await other.settings()).reader.size, 20);
  assert.deepEqual([other.sync, other.local], [{}, {}]);
});

test('while sync is full the settings are kept here, in force, and that is said; then they move back', async () => {
  await storeSettings({ toolbar: 'declutter' });
  storage.sync.refuses = true;
  await storeSettings({ reader: { size: 30 } });
  const { toolbar, reader } = await readSettings();
  assert.deepEqual([toolbar, reader.size], ['declutter', 30]);
  assert.equal((await readProblems()).local, true);
  storage.sync.refuses = false;
  await settleSettings();
  assert.equal((await readProblems()).local, false);
  assert.deepEqual([synced().toolbar, synced().reader.size], ['declutter', 30]);
  await storeSettings({ reader: { width: 70 } });
  assert.deepEqual([synced().reader.size, synced().reader.width], [30, 70]);
});

test('sync that is switched off is no error', async () => {
  const get = storage.sync.get;
  storage.sync.get = async () => {
    throw new Error('sync is off');
  };
  storage.sync.refuses = true;
  try {
    await storeSettings({ reader: { size: 30 } });
    assert.equal((await readSettings()).reader.size, 30);
    assert.equal((await readProblems()).local, true);
  } finally {
    storage.sync.get = get;
  }
});

test('what was stored without times is read, keeps its place until something newer comes, and gets times one by one', async () => {
  storage.sync.items.settings = { schema: 1, toolbar: 'declutter', reader: { size: 24 } };
  await settleSettings();
  assert.deepEqual(synced(), { schema: 1, toolbar: 'declutter', reader: { size: 24 } }, 'nothing is written for that');
  await storeSettings({ reader: { width: 70 } });
  assert.deepEqual([synced().schema, synced().toolbar, synced().reader.size], [SCHEMA, 'declutter', 24]);
  assert.deepEqual(Object.keys(synced().changed), ['reader.width']);
});

test('what an older Standfirst kept here while sync refused it is the newer one', async () => {
  storage.sync.items.settings = { schema: 1, toolbar: 'reader', reader: { size: 24 } };
  storage.local.items['settings-local'] = { schema: 1, toolbar: 'declutter', reader: { size: 30 } };
  assert.deepEqual([(await readSettings()).toolbar, (await readSettings()).reader.size], ['declutter', 30]);
  await settleSettings();
  assert.deepEqual([synced().toolbar, synced().reader.size], ['declutter', 30]);
});

test('what an older Standfirst changes, without a time, is taken', async () => {
  await storeSettings({ reader: { size: 24 } });
  storage.sync.items.settings = { ...synced(), reader: { ...synced().reader, size: 28 } };
  await followSync({ settings: { newValue: synced() } });
  assert.equal((await readSettings()).reader.size, 28);
  await storeSettings({ toolbar: 'declutter' });
  assert.equal(synced().reader.size, 28);
});

test('a broken value is replaced, kept aside and told, and a later change does not lose it', async () => {
  storage.sync.items.settings = { schema: SCHEMA, toolbar: 'sideways', reader: { size: 24 } };
  assert.deepEqual([(await readSettings()).toolbar, (await readSettings()).reader.size], ['reader', 24]);
  await storeSettings({ reader: { width: 70 } });
  assert.deepEqual((await readProblems()).broken, { toolbar: 'sideways' });
});

test('stored values of any kind are survived', async () => {
  for (const stored of [
    null,
    7,
    'settings',
    [],
    { changed: 3, reader: 4 },
    { changed: { toolbar: 'x', 'reader.size': -1 } },
  ]) {
    storage.sync.items = { settings: structuredClone(stored) };
    storage.local.items = { 'settings-local': structuredClone(stored) };
    await settleSettings();
    await storeSettings({ reader: { size: 30 } });
    assert.equal((await readSettings()).reader.size, 30, JSON.stringify(stored));
    assert.equal(synced().reader.size, 30);
  }
});

test('what a newer Standfirst on another device has added outlives a change here', async () => {
  storage.sync.items.settings = {
    schema: SCHEMA + 1,
    toolbar: 'declutter',
    reader: { size: 24, glow: true },
    sound: { volume: 3 },
    changed: { 'reader.glow': 12 },
  };
  await storeSettings({ reader: { size: 30 } });
  const { settings } = storage.sync.items;
  assert.equal(settings.schema, SCHEMA + 1);
  assert.deepEqual([settings.toolbar, settings.reader.size, settings.reader.glow], ['declutter', 30, true]);
  assert.deepEqual(settings.sound, { volume: 3 });
  assert.deepEqual(Object.keys(settings.changed), ['reader.glow', 'reader.size']);
});
