// Zip archives that are the same bytes wherever and whenever they are made from the same files: in one order, of one time,
// with the modes of files that git knows, compressed by a library and not by what this machine has.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** The first moment that a zip archive can tell, which it tells in local time. */
const NO_TIME = () => new Date(1980, 0, 1);

/** The system whose modes of files the archive has: Unix. */
const UNIX = 3;

/**
 * @param {string} directory
 * @param {string[]} paths of files, from there
 * @returns {Uint8Array}
 */
export function archive(directory, paths) {
  /** @type {import('fflate').Zippable} */
  const files = {};
  for (const path of paths.toSorted()) {
    const file = join(directory, path);
    const mode = statSync(file).mode & 0o100 ? 0o100755 : 0o100644;
    files[path.replaceAll('\\', '/')] = [readFileSync(file), { os: UNIX, attrs: mode << 16 }];
  }
  return zipSync(files, { level: 9, mtime: NO_TIME() });
}

/** The files below a directory, from there. @param {string} directory */
export const filesBelow = (directory) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  );
