// Loads the built extension in both browsers and fails on anything they complain about: an unknown manifest key, a
// missing file, an error of the background's first run.

import { BROWSERS, openBrowser } from '../browser/lib/browser.js';

for (const name of BROWSERS) {
  const browser = await openBrowser(name);
  const errors = await browser.errors();
  await browser.close();
  console.log(`${name} loads dist/${name}: ${errors.length === 0 ? 'no complaint' : 'complaints'}`);
  for (const error of errors) console.error(`  ${error}`);
  if (errors.length > 0) process.exitCode = 1;
}
