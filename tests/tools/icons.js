// Makes the PNG files of the extension's icon from extension/icons/icon.svg, with the browser's own renderer.
//
//     node tests/tools/icons.js

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const icons = fileURLToPath(new URL('../../extension/icons/', import.meta.url));
const svg = readFileSync(`${icons}icon.svg`, 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await page.screenshot({ path: `${icons}${size}.png`, omitBackground: true });
}
await browser.close();
