// Writes what the stores get to dist/: an archive of dist/<browser> for each browser (Chrome's and Edge's stores take the
// same one, Firefox's is also Firefox for Android's), the sources that Mozilla's reviewers build it from, and their sums.
//
//     node tests/tools/package.js chromium firefox

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archive, filesBelow } from './archive.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');

/** @param {...string} args */
const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const changed = git('status', '--porcelain');
if (changed) {
  console.error(`package: commit first, so that the sources are those of the packages; not committed:\n${changed}`);
  process.exit(1);
}

const browsers = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(root, 'extension/manifest.json'), 'utf8'));
const sums = [...browsers, 'source'].map((what) => {
  const bytes =
    what === 'source'
      ? archive(root, git('ls-files', '-z').split('\0').filter(Boolean))
      : archive(join(dist, what), filesBelow(join(dist, what)));
  const name = `standfirst-${version}-${what}.zip`;
  writeFileSync(join(dist, name), bytes);
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
});
writeFileSync(join(dist, 'SHA256SUMS'), sums.join(''));
process.stdout.write(sums.join(''));
