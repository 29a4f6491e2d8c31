// The first .labels of a new fixture: what the native tool says now, for a person to correct.
//
//     node tests/tools/labels.js TOOL PAGE.html > PAGE.labels

import { execFileSync } from 'node:child_process';

/** Characters of a block's text that a line holds; tests/rust/fixtures.rs compares as many. */
const KEY_CHARS = 60;

const [tool = '', page = ''] = process.argv.slice(2);

/**
 * The tool's lines for the page.
 * @param {'blocks' | 'extract'} command
 * @returns {any[]}
 */
function ask(command) {
  const output = execFileSync(tool, [command, '--format', 'jsonl', page], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

console.log(`# kind: ${ask('extract')[0].kind}`);
for (const { role, text } of ask('blocks')) console.log(`${role}\t${[...text].slice(0, KEY_CHARS).join('')}`);
