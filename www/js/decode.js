// Bytes to HTML text, as the native tool does (src/cli/input.rs): gzip by its first bytes, the encoding by byte order
// mark, by being valid UTF-8, by declaration, else Windows-1252. It gives up on files that hold no text.

/** A file that is no page; the message is for the person. */
export class InputError extends Error {}

/** Largest file, unpacked: beyond it a gzip bomb is likelier than a page, and the tab would suffer. In bytes. */
const MAX_BYTES = 64 << 20;
/** How far into a document a browser looks for the declaration of its encoding. In bytes. */
const PRESCAN = 8192;

/**
 * The text of a file.
 * @param {Blob} file
 * @returns {Promise<string>}
 */
export async function decodeFile(file) {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = await collect(
    packed ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream(),
    packed,
  );
  if (bytes.length === 0) throw new InputError('This file is empty.');
  if (looksBinary(bytes)) throw new InputError('This is not an HTML file: it holds no text.');
  return decode(bytes);
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {boolean} packed
 */
async function collect(stream, packed) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const part = await reader.read().catch((error) => {
      throw new InputError(packed ? 'This gzip file is damaged.' : `This file cannot be read. (${error})`);
    });
    if (part.done) break;
    length += part.value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      throw new InputError(`This file is larger than ${MAX_BYTES >> 20} MiB.`);
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A PDF, a picture, an archive: no markup at all, and bytes that no text has. @param {Uint8Array} bytes */
function looksBinary(bytes) {
  const start = latin(bytes);
  return (
    !/^(\xff\xfe|\xfe\xff)/.test(start) && (start.startsWith('%PDF-') || (start.includes('\0') && !start.includes('<')))
  );
}

/** @param {Uint8Array} bytes */
export function decode(bytes) {
  const start = latin(bytes);
  if (start.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes);
  if (start.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return declared(start).decode(bytes);
  }
}

/** @param {string} start */
function declared(start) {
  const label = /charset\s*=\s*["']?([\w:.-]+)/i.exec(start)?.[1] ?? 'windows-1252';
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** The first bytes, one character each. @param {Uint8Array} bytes */
function latin(bytes) {
  return String.fromCharCode(...bytes.subarray(0, PRESCAN));
}
