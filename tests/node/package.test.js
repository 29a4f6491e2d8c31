// What the stores get: the archives of tests/tools/archive.js.

import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { archive, filesBelow } from '../tools/archive.js';

const zone = process.env.TZ;
const elsewhere = mkdtempSync(join(tmpdir(), 'standfirst-package-'));
after(() => {
  rmSync(elsewhere, { recursive: true });
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

for (const browser of ['chromium', 'firefox']) {
  describe(`the package for ${browser}`, () => {
    const dist = fileURLToPath(new URL(`../../dist/${browser}`, import.meta.url));
    const files = filesBelow(dist);
    const packed = archive(dist, files);

    test('is the same bytes from another place, at another time, in another zone and order', () => {
      const copy = join(elsewhere, browser);
      cpSync(dist, copy, { recursive: true });
      for (const path of files) utimesSync(join(copy, path), new Date(2030, 6, 5), new Date(2030, 6, 5));
      for (const path of files) chmodSync(join(copy, path), 0o600);
      process.env.TZ = 'Pacific/Auckland';
      assert.ok(Buffer.from(packed).equals(archive(copy, files.toReversed())));
    });

    test('holds every file of the extension as it is, and nothing else', () => {
      const unpacked = unzipSync(packed);
      assert.deepEqual(Object.keys(unpacked).toSorted(), files.toSorted());
      for (const [path, bytes] of Object.entries(unpacked))
        assert.ok(readFileSync(join(dist, path)).equals(bytes), `${path} is as it was`);
    });

    test('has its manifest at the top, and no file that only its authors need', () => {
      const { manifest_version, version } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
      assert.equal(manifest_version, 3);
      assert.match(version, /^\d+(\.\d+){1,3}$/);
      const strange = files.filter((path) => !/\.(js|css|html|json|svg|png|wasm|woff2|txt|wav|mp3|ogg)$/.test(path));
      assert.deepEqual(strange, []);
      assert.deepEqual(
        files.filter((path) => /(^|\/)\.|node_modules|\.d\.ts$|\.map$|test/.test(path)),
        [],
      );
    });
  });
}
