// Code blocks: the language, and a button that copies.

import { t } from '../shared/i18n.js';
import { copy } from './copy.js';
import { element, say } from './nodes.js';

/** Languages whose name is not simply what pages call them. @type {Record<string, string>} */
const NAMES = {
  bash: 'Bash',
  c: 'C',
  cpp: 'C++',
  'c++': 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  dart: 'Dart',
  diff: 'Diff',
  elixir: 'Elixir',
  go: 'Go',
  graphql: 'GraphQL',
  haskell: 'Haskell',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  kotlin: 'Kotlin',
  kt: 'Kotlin',
  latex: 'LaTeX',
  lua: 'Lua',
  makefile: 'Makefile',
  markdown: 'Markdown',
  md: 'Markdown',
  nix: 'Nix',
  objc: 'Objective-C',
  perl: 'Perl',
  php: 'PHP',
  powershell: 'PowerShell',
  py: 'Python',
  python: 'Python',
  r: 'R',
  rb: 'Ruby',
  rs: 'Rust',
  ruby: 'Ruby',
  rust: 'Rust',
  scala: 'Scala',
  scss: 'SCSS',
  sh: 'Shell',
  shell: 'Shell',
  sql: 'SQL',
  swift: 'Swift',
  toml: 'TOML',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
  zig: 'Zig',
};

/** Words that say that there is no language. */
const NO_LANGUAGE = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'none', 'nohighlight']);

/** @param {HTMLElement} root the article */
export function finishCode(root) {
  for (const pre of root.querySelectorAll('pre')) {
    const lang = (pre.dataset.lang ?? pre.querySelector('code')?.dataset.lang ?? '').toLowerCase();
    const name = NO_LANGUAGE.has(lang) ? '' : (NAMES[lang] ?? lang);
    trimLines(pre);
    const box = element('div', { class: 'code' });
    pre.replaceWith(box);
    const button = element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        onclick: async () => {
          const copied = await copy(pre.textContent?.replace(/\n$/, '') ?? '');
          say(t(copied ? 'readerCopied' : 'readerCopyFailed'));
        },
      },
      t('readerCodeCopy'),
    );
    // Code is written from left to right in every language.
    pre.dir = 'ltr';
    box.append(element('div', { class: 'code-tools' }, element('span', {}, name), button), pre);
  }
}

/** Blank lines before the code are the page's source, not the code's. @param {HTMLElement} pre */
function trimLines(pre) {
  const first = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT).nextNode();
  if (first) first.nodeValue = (first.nodeValue ?? '').replace(/^([^\S\n]*\n)+/, '');
}
