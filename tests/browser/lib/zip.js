// The files of a ZIP archive, for the tests of books.

import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';

/**
 * Each file of an archive of stored files as "name content", read by its directory, its checksum tested.
 * @param {Buffer} zip
 */
export function filesOfZip(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [crc, size, length, start] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    assert.equal(zip.toString('utf8', start + 30, start + 30 + length), name);
    const content = zip.subarray(start + 30 + length, start + 30 + length + size);
    assert.equal(crc32(content), crc);
    at += 46 + length;
    return `${name} ${content}`;
  });
}
