// Where the settings are kept: in sync, here while sync is full or off, and never over what a newer Standfirst has added.
//
//     node --test tests/node/settings-store.test.js

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Area } from './lib/storage.js';

const storage = { sync: new Area(), local: new Area() };
Object.assign(globalThis, { chrome: { storage } });

const { readProblems, readSettings, writeSettings } = await import('../../extension/shared/settings.js');
const { SCHEMA } = await import('../../extension/shared/schema.js');

beforeEach(() => {
  for (const area of Object.values(storage)) Object.assign(area, { items: {}, refuses: false });
});

test('a change is kept in sync alone, and leaves the others as they are', async () => {
  await writeSettings({ reader: { size: 24 } });
  await writeSettings({ toolbar: 'declutter' });
  const { settings } = storage.sync.items;
  assert.deepEqual([settings.schema, settings.toolbar, settings.reader.size], [SCHEMA, 'declutter', 24]);
  assert.deepEqual(storage.local.items, {});
  assert.deepEqual(await readProblems(), { broken: {}, local: false });
});

test('while sync is full the settings are kept here, in force, and that is said; then they move back', async () => {
  await writeSettings({ toolbar: 'declutter' });
  storage.sync.refuses = true;
  await writeSettings({ reader: { size: 30 } });
  const { toolbar, reader } = await readSettings();
  assert.deepEqual([toolbar, reader.size], ['declutter', 30]);
  assert.equal((await readProblems()).local, true);
  storage.sync.refuses = false;
  await writeSettings({ reader: { width: 70 } });
  assert.equal((await readProblems()).local, false);
  assert.deepEqual([storage.sync.items.settings.reader.size, storage.sync.items.settings.reader.width], [30, 70]);
  assert.deepEqual(storage.local.items, {});
});

test('sync that is switched off is no error', async () => {
  const get = storage.sync.get;
  storage.sync.get = async () => {
    throw new Error('sync is off');
  };
  storage.sync.refuses = true;
  try {
    await writeSettings({ reader: { size: 30 } });
    assert.equal((await readSettings()).reader.size, 30);
    assert.equal((await readProblems()).local, true);
  } finally {
    storage.sync.get = get;
  }
});

test('a broken value is replaced, kept aside and told, and a later change does not lose it', async () => {
  storage.sync.items.settings = { schema: SCHEMA, toolbar: 'sideways', reader: { size: 24 } };
  assert.deepEqual([(await readSettings()).toolbar, (await readSettings()).reader.size], ['reader', 24]);
  await writeSettings({ reader: { width: 70 } });
  assert.deepEqual((await readProblems()).broken, { toolbar: 'sideways' });
});

test('what a newer Standfirst on another device has added outlives a change here', async () => {
  storage.sync.items.settings = {
    schema: SCHEMA + 1,
    toolbar: 'declutter',
    reader: { size: 24, glow: true },
    sound: { volume: 3 },
  };
  await writeSettings({ reader: { size: 30 } });
  const { settings } = storage.sync.items;
  assert.equal(settings.schema, SCHEMA + 1);
  assert.deepEqual([settings.toolbar, settings.reader.size, settings.reader.glow], ['declutter', 30, true]);
  assert.deepEqual(settings.sound, { volume: 3 });
});
