// The parts of the lab that need no page: the score, the diff, and bytes to text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { decode, decodeFile, InputError } from '../../www/js/decode.js';
import { diff } from '../../www/js/lab/diff.js';
import { summary, wordScore } from '../../www/js/lab/score.js';
import { countRoles, GROUPS, groupOf, isBody } from '../../www/js/roles.js';

test('the word score is that of the benchmark', () => {
  // Of four words in the truth and five predicted, three are the same.
  const { p, r, f1 } = wordScore('The cat sat down now', 'the CAT sat here');
  assert.deepEqual([p, r, f1.toFixed(6)], [0.6, 0.75, (2 / 3).toFixed(6)]);
  assert.deepEqual(wordScore('', ''), { p: 1, r: 1, f1: 1 });
  assert.deepEqual(wordScore('a', ''), { p: 0, r: 0, f1: 0 });
  assert.deepEqual(wordScore('', 'a'), { p: 0, r: 0, f1: 0 });
  // A word counts as often as both have it.
  assert.equal(wordScore('a a a b', 'a a c c').p, 0.5);
  assert.equal(wordScore('naïve Füße', 'NAÏVE füße').f1, 1);
  assert.deepEqual(
    summary([
      { p: 1, r: 1, f1: 1 },
      { p: 1, r: 0.25, f1: 0.4 },
    ]),
    { pages: 2, f1: 0.7, p: 1, r: 0.625, good: 0.5, lost: 0.5 },
  );
});

test('a diff holds both texts, and the words that differ', () => {
  assert.deepEqual(diff('one two three four', 'one 2 three four five'), [
    { kind: 'same', text: 'one ' },
    { kind: 'cut', text: 'two ' },
    { kind: 'new', text: '2 ' },
    { kind: 'same', text: 'three four ' },
    { kind: 'new', text: 'five' },
  ]);
  assert.deepEqual(diff('', ''), []);

  // A small generator of its own, so that a failure comes back.
  let state = 7;
  const random = (/** @type {number} */ below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const text = () => Array.from({ length: random(14) }, () => 'abcd'[random(4)]).join(' ');
  for (let round = 0; round < 500; round += 1) {
    const [before, after] = [text(), text()];
    const changes = diff(before, after);
    const without = (/** @type {string} */ kind) =>
      changes
        .filter((change) => change.kind !== kind)
        .flatMap((change) => change.text.split(' '))
        .filter(Boolean)
        .join(' ');
    assert.equal(without('new'), before);
    assert.equal(without('cut'), after);
  }
});

test('texts without a word in common are compared as a whole', () => {
  const before = Array.from({ length: 5000 }, (_, i) => `a${i}`).join(' ');
  const after = Array.from({ length: 5000 }, (_, i) => `b${i}`).join(' ');
  assert.deepEqual(
    diff(before, after).map(({ kind }) => kind),
    ['cut', 'new'],
  );
});

test('bytes become text as in a browser', async () => {
  const bytes = (/** @type {string} */ latin) => Uint8Array.from(latin, (c) => c.charCodeAt(0));
  assert.equal(decode(new TextEncoder().encode('é')), 'é');
  assert.equal(decode(bytes('<meta charset="iso-8859-2">\xb1')), '<meta charset="iso-8859-2">ą');
  assert.equal(decode(bytes('caf\xe9')), 'café');
  assert.equal(decode(bytes('\xff\xfeh\0i\0')), 'hi');
  assert.equal(await decodeFile(new Blob([gzipSync('<p>packed</p>')])), '<p>packed</p>');
});

test('files that are no pages are refused in words', async () => {
  const refused = (/** @type {Uint8Array | string} */ content, /** @type {RegExp} */ message) =>
    assert.rejects(
      decodeFile(new Blob([/** @type {BlobPart} */ (content)])),
      (error) => error instanceof InputError && message.test(error.message),
    );
  await refused('', /empty/);
  await refused('%PDF-1.7 …', /not an HTML file/);
  await refused('\x89PNG\0\0', /not an HTML file/);
  await refused(gzipSync('<p>cut short</p>').subarray(0, 20), /gzip file is damaged/);
});

test('every role has one group, and unknown ones stand with "other"', () => {
  const roles = Object.values(GROUPS).flatMap((group) => group.roles);
  const source = readFileSync(new URL('../../src/role.rs', import.meta.url), 'utf8');
  const known = [...source.matchAll(/^ {4}\w+ "([a-z-]+)" (\w+) \w+,$/gm)];
  assert.deepEqual([...roles].sort(), known.map(([, name]) => name).sort());
  for (const [, name = '', reader] of known) assert.equal(isBody(name), reader === 'Body', name);
  assert.equal(groupOf('something-new'), 'other');
  assert.deepEqual(countRoles(['other', 'something-new', 'headline', 'other']), [
    ['headline', 1],
    ['other', 2],
    ['something-new', 1],
  ]);
});
