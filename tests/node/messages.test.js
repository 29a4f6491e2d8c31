// Messages are checked where they arrive: what does not fit is dropped, whoever sent it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newToken, parse } from '../../extension/shared/messages.js';

test('a well-formed message of an expected type passes', () => {
  const message = { type: 'toggle', mode: 'reader' };
  assert.equal(parse(message, ['toggle']), message);
  assert.ok(parse({ type: 'leave' }, ['leave']));
  assert.ok(parse({ type: 'leave', block: 7 }, ['leave', 'declutter']));
  assert.ok(parse({ type: 'frame-token', token: newToken() }, ['frame-token']));
});

test('everything else is dropped', () => {
  for (const raw of [null, undefined, 'toggle', 7, [], ['toggle'], {}, { type: 'no such type' }])
    assert.equal(parse(raw, ['toggle', 'leave']), null);
  assert.equal(parse({ type: 'toggle', mode: 'reader' }, ['leave']), null, 'a type that is not expected here');
  assert.equal(parse({ type: 'toggle', mode: 'off' }, ['toggle']), null, 'a value that the type does not have');
  assert.equal(parse({ type: 'toggle' }, ['toggle']), null, 'a missing field');
  assert.equal(parse({ type: 'toggle', mode: 'reader', also: 1 }, ['toggle']), null, 'a field that nobody checked');
  assert.equal(parse({ type: 'leave', block: -1 }, ['leave']), null);
});

test('a hiding attribute cannot leave its selector', () => {
  const sheet = (/** @type {unknown} */ attribute) => parse({ type: 'sheet', attribute, on: true }, ['sheet']);
  assert.ok(sheet('sf-0a1b2c3d4e'));
  for (const attribute of ['class', 'sf-', 'sf-0a1b2c3d]{}*{color:red}', 'sf-0a1b2c3d\n', 7, null]) {
    assert.equal(sheet(attribute), null, String(attribute));
  }
});

test('tokens are long and never the same', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  assert.equal(tokens.size, 100);
  for (const token of tokens) assert.match(token, /^[0-9a-f]{32}$/);
});
