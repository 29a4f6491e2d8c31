// A ZIP archive of files that are stored as they are: what an EPUB is made of. Texts of this size gain little from
// compression. It gives up on what needs ZIP64: more than 4 GB, more than 65,535 files.

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ /** @type {number} */ (CRC_TABLE[(crc ^ byte) & 0xff]);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Midnight of 1 January 1980, the first moment that ZIP knows: the same files always give the same archive. */
const TIME = 0;
const DATE = 0x21;

/** Names are UTF-8. */
const FLAGS = 0x800;

/**
 * @param {[name: string, content: string | Uint8Array<ArrayBuffer>][]} files
 * @returns {Blob}
 */
export function zip(files) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = new TextEncoder().encode(name);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    // Version, flags, no compression, time, date, checksum, size twice, length of the name, no extra field.
    const common = [20, FLAGS, 0, TIME, DATE];
    const sizes = [crc32(bytes), bytes.length, bytes.length];
    const header = pack([0x04034b50], common, sizes, [path.length, 0]);
    directory.push(pack([0x02014b50], [20, ...common], sizes, [path.length, 0, 0, 0, 0], [0, offset]), path);
    parts.push(header, path, bytes);
    offset += header.length + path.length + bytes.length;
  }
  const length = directory.reduce((sum, { length }) => sum + length, 0);
  const end = pack([0x06054b50], [0, 0, files.length, files.length], [length, offset], [0]);
  return new Blob([...parts, ...directory, end]);
}

/**
 * Numbers in groups that are alternately of four and of two bytes, least byte first.
 * @param {...number[]} groups
 * @returns {Uint8Array<ArrayBuffer>}
 */
function pack(...groups) {
  const bytes = groups.flatMap((numbers, group) =>
    numbers.flatMap((number) =>
      Array.from({ length: group % 2 === 0 ? 4 : 2 }, (_, index) => (number >>> (8 * index)) & 0xff),
    ),
  );
  return Uint8Array.from(bytes);
}
