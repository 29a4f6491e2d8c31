// The settings' form through time: every step leads there and back, older ones are brought up, newer ones are not guessed at.
//
//     node --test tests/node/schema.test.js

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, read, write } from '../../extension/options/bundle.js';
import { FILE_SCHEMA, migrate, SCHEMA, schemaOf } from '../../extension/shared/schema.js';
import { check, defaults } from '../../extension/shared/settings.js';

/** @typedef {Record<string, any>} Values */

/**
 * A table as it may be in some years: a key gets another name, then a value another unit.
 * @type {{up: (values: Values) => Values, down: (values: Values) => Values}[]}
 */
const STEPS = [
  { up: (values) => values, down: (values) => values },
  {
    up: ({ toolbar, ...rest }) => ({ ...rest, button: toolbar }),
    down: ({ button, ...rest }) => ({ ...rest, toolbar: button }),
  },
  {
    up: ({ reader, ...rest }) => ({ ...rest, reader: { ...reader, size: reader.size * 10 } }),
    down: ({ reader, ...rest }) => ({ ...rest, reader: { ...reader, size: reader.size / 10 } }),
  },
];

test('the steps are taken in order, and back in the other', () => {
  const first = { toolbar: 'declutter', reader: { size: 24, width: 70 } };
  const third = migrate(first, 3, STEPS);
  assert.deepEqual(third, { schema: 3, button: 'declutter', reader: { size: 240, width: 70 } });
  assert.deepEqual(migrate(third, 2, STEPS), { schema: 2, button: 'declutter', reader: { size: 24, width: 70 } });
  assert.deepEqual(migrate(third, 0, STEPS), first);
  assert.deepEqual(migrate(migrate(third, 1, STEPS), 3, STEPS), third);
  assert.deepEqual(first, { toolbar: 'declutter', reader: { size: 24, width: 70 } }, 'the old value is not touched');
});

test('the real steps lead there and back', () => {
  const settings = check({ toolbar: 'declutter', reader: { size: 24 }, hide: { comments: false } }).settings;
  assert.equal(settings.schema, SCHEMA);
  for (let schema = 0; schema <= SCHEMA; schema++) {
    const older = migrate(settings, schema);
    assert.equal(schemaOf(older), schema);
    assert.deepEqual(migrate(older), settings, `by schema ${schema}`);
    assert.deepEqual(check(older), { settings, broken: {} }, `read from schema ${schema}`);
  }
});

test('the times of changes come with the second schema, and go with it', () => {
  const first = { schema: 1, toolbar: 'declutter', reader: { size: 24 } };
  assert.deepEqual(migrate(first, 2), { ...first, schema: 2 });
  assert.deepEqual(migrate({ ...first, schema: 2, changed: { toolbar: 5 } }, 1), first);
});

test('a number that names no schema is no schema', () => {
  for (const schema of [undefined, null, 'one', -1, 1.5, NaN, {}])
    assert.equal(schemaOf({ schema }), 0, String(schema));
  for (const stored of [null, undefined, 7, 'settings', [1]]) assert.deepEqual(migrate(stored), stored);
});

test('settings of a newer Standfirst are read as far as they are understood', () => {
  const newer = { schema: SCHEMA + 1, toolbar: 'declutter', reader: { size: 24, theme: 'aurora' }, sound: true };
  const { settings, broken } = check(newer);
  assert.deepEqual([settings.toolbar, settings.reader.size], ['declutter', 24]);
  assert.deepEqual(broken, { 'reader.theme': 'aurora' });
});

test('a file of an older schema is imported, one of a newer is refused as a whole', () => {
  const state = { settings: check({ toolbar: 'declutter' }).settings, sites: {}, corrections: {} };
  const file = JSON.parse(write(state, new Date(0)));
  assert.ok(file.schema === FILE_SCHEMA && FILE_SCHEMA < SCHEMA, 'the schema before this one reads it too');
  assert.deepEqual(migrate({ ...file.settings, schema: file.schema }), state.settings, 'and nothing is lost by that');
  const fresh = { settings: defaults(), sites: {}, corrections: {} };
  for (const schema of [undefined, 0, FILE_SCHEMA, SCHEMA]) {
    const { bundle } = read(JSON.stringify({ ...file, schema }));
    assert.ok(bundle);
    assert.deepEqual(plan(bundle, fresh, 'merge').write.settings, { toolbar: 'declutter' }, `schema ${schema}`);
    assert.deepEqual(bundle.refused, []);
  }
  assert.deepEqual(read(JSON.stringify({ ...file, schema: SCHEMA + 1 })), { problem: 'newer' });
});
