// A copy of the built extension that differs in something, for what its tests cannot ask of the real one.

import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './browser.js';

/**
 * @param {'chromium' | 'firefox'} name
 * @param {(folder: string) => void} change makes the difference
 * @returns {string} its folder, which the test removes
 */
export function copyOf(name, change) {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-copy-'));
  cpSync(built(name), folder, { recursive: true });
  change(folder);
  return folder;
}
