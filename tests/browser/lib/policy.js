// An organisation's policy for the extension, as an administrator sets one: a file where the browser looks for it. For
// Chromium that is a folder of the machine, written to where that is allowed and cleaned again; Firefox takes the file
// of one profile when it is told that it is being tested.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './browser.js';

const CHROMIUM_FOLDER = '/etc/chromium/policies/managed';
const FIREFOX_ID = 'standfirst@standfirst.github.io';

/**
 * Sets a policy for the browsers that are opened until `remove`.
 * @param {'chromium' | 'firefox'} name
 * @param {object} policy what the extension finds in storage.managed
 * @returns {{options: {prefs?: Record<string, unknown>, env?: Record<string, string>}, remove: () => void}} the options are
 *   for `openBrowser`; throws where it cannot be set
 */
export function setPolicy(name, policy) {
  return name === 'chromium' ? setForChromium(policy) : setForFirefox(policy);
}

/** @param {object} policy */
function setForChromium(policy) {
  const file = join(CHROMIUM_FOLDER, `standfirst-test-${process.pid}.json`);
  const value = { '3rdparty': { extensions: { [unpackedId(built('chromium'))]: policy } } };
  mkdirSync(CHROMIUM_FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(value));
  const remove = () => rmSync(file, { force: true });
  process.once('exit', remove);
  return { options: {}, remove };
}

/** The id that Chromium gives to an extension without a key: its folder, hashed, in the letters a to p. @param {string} folder */
function unpackedId(folder) {
  const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return Array.from(digest, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** @param {object} policy */
function setForFirefox(policy) {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-policy-'));
  const file = join(folder, 'policies.json');
  writeFileSync(file, JSON.stringify({ policies: { '3rdparty': { Extensions: { [FIREFOX_ID]: policy } } } }));
  return {
    options: {
      prefs: {
        'browser.policies.alternatePath': file,
        // With the variable below: Firefox's own word for "this is a test", without which it takes no such path.
        'security.turn_off_all_security_so_that_viruses_can_take_over_this_computer': true,
      },
      env: { MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1' },
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
