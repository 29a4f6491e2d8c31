// Patterns of sites, as tables: what is understood, what matches, what wins.
//
//     node --test tests/node/patterns.test.js

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unicodeHost } from '../../extension/shared/idn.js';
import { compare, decide, explain, parsePattern, readAddress, scopes } from '../../extension/shared/patterns.js';
import { compile } from '../../extension/shared/regex.js';

/** @param {string} text */
function pattern(text) {
  const { pattern, problem } = parsePattern(text);
  assert.ok(pattern, `${text}: ${problem}`);
  return pattern;
}

/** What is typed, and the one form it is kept in. */
const NORMAL = [
  ['example.org', 'example.org'],
  ['  Example.ORG ', 'example.org'],
  ['example.org.', 'example.org'],
  ['www.example.org', 'example.org'],
  ['https://www.example.org/', 'example.org'],
  ['example.org/*', 'example.org'],
  ['http://example.org/#top', 'example.org'],
  ['example.org/News*', 'example.org/News*'],
  ['example.org/a/../b/*', 'example.org/b/*'],
  ['example.org/a**', 'example.org/a*'],
  ['https://example.org/story?id=5#comments', 'example.org/story?id=5'],
  ['*.Example.org', '*.example.org'],
  ['*.www.example.org', '*.example.org'],
  ['*.example.org/live/*', '*.example.org/live/*'],
  ['localhost:8080', 'localhost:8080'],
  ['example.org:080/x*', 'example.org:80/x*'],
  ['[::1]:8080', '[::1]:8080'],
  ['127.0.0.1', '127.0.0.1'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['日本語.example/新聞*', 'xn--wgv71a119e.example/新聞*'],
  ['example.org/%c3%bcber*', 'example.org/über*'],
  ['example.org/100%25', 'example.org/100%25'],
  ['www.com', 'www.com'],
  ['/^https?://example\\.org/\\d+/', '/^https?://example\\.org/\\d+/'],
];

for (const [typed, normal] of NORMAL) {
  test(`“${typed}” is kept as ${normal}`, () => {
    assert.equal(pattern(typed).text, normal);
    assert.equal(pattern(normal).text, normal, 'the normal form is its own normal form');
  });
}

const PROBLEMS = [
  ['', 'empty'],
  ['   ', 'empty'],
  [`${'a'.repeat(500)}.org`, 'tooLong'],
  ['ftp://example.org', 'scheme'],
  ['chrome://extensions', 'scheme'],
  ['exam ple.org', 'host'],
  ['exam%20ple.org', 'host'],
  ['exam!ple.org', 'host'],
  ['user:secret@example.org', 'host'],
  ['example.org:99999', 'host'],
  ['?q=1', 'host'],
  ['news.*.org', 'star'],
  ['exa*mple.org', 'star'],
  ['*.127.0.0.1', 'star'],
  ['*', 'tooWide'],
  ['*.', 'tooWide'],
  ['.', 'host'],
  ['a..example.org', 'host'],
  ['.example.org', 'host'],
  ['*.com', 'tooWide'],
  ['/', 'regexBroken'],
  ['//', 'regexBroken'],
  ['/news', 'regexBroken'],
  ['/a(b/', 'regexBroken'],
  ['/a{2,1}/', 'regexBroken'],
  ['/(a)\\1/', 'regexUnsupported'],
  ['/(?=a)a/', 'regexUnsupported'],
  ['/(?<!a)b/', 'regexUnsupported'],
  ['/\\bnews/', 'regexUnsupported'],
  ['/((a{50}){50}){50}/', 'regexTooLarge'],
  ['/(((((){99}){99}){99}){99}){99}/', 'regexTooLarge'],
];

for (const [typed, problem] of PROBLEMS) {
  test(`“${typed.slice(0, 40)}” is refused: ${problem}`, () => assert.equal(parsePattern(typed).problem, problem));
}

/** A pattern, addresses that it matches, addresses that it does not. @type {[string, string[], string[]][]} */
const MATCHES = [
  [
    'example.org',
    ['https://example.org/', 'http://example.org/a?b#c', 'https://www.example.org/x'],
    ['https://news.example.org/', 'https://example.org.evil.com/', 'https://notexample.org/'],
  ],
  ['www.example.org', ['https://example.org/', 'https://www.example.org/'], ['https://www.www.example.com/']],
  [
    'example.org',
    ['https://example.org:8443/', 'https://EXAMPLE.org./'],
    ['file:///example.org', 'about:blank', 'chrome://example.org/', 'https://example.org@evil.com/'],
  ],
  ['example.org:8080', ['http://example.org:8080/'], ['http://example.org/', 'http://example.org:8081/']],
  ['example.org:443', ['https://example.org/'], ['http://example.org/', 'https://example.org:444/']],
  [
    '*.example.org',
    ['https://example.org/', 'https://www.example.org/', 'https://a.b.example.org/'],
    ['https://badexample.org/', 'https://example.org.com/'],
  ],
  [
    'example.org/news*',
    ['https://example.org/news', 'https://www.example.org/news/1', 'https://example.org/newsletter'],
    ['https://example.org/', 'https://example.org/News', 'https://example.org/a/news'],
  ],
  [
    'example.org/news/*',
    ['https://example.org/news/1', 'https://example.org/news/', 'https://example.org/news'],
    ['https://example.org/newsletter'],
  ],
  [
    'example.org/*/print',
    ['https://example.org/a/print', 'https://example.org/a/b/print/'],
    ['https://example.org/print/a', 'https://example.org/a/printer'],
  ],
  [
    'example.org/story',
    ['https://example.org/story', 'https://example.org/story/', 'https://example.org/story?utm=1'],
    ['https://example.org/story/2'],
  ],
  [
    'example.org/story?id=5',
    ['https://example.org/story?id=5'],
    ['https://example.org/story', 'https://example.org/story?id=51'],
  ],
  ['example.org/story?id=*', ['https://example.org/story?id=7&p=2'], ['https://example.org/story?p=2&id=7']],
  [
    'example.org/über*',
    ['https://example.org/%C3%BCber/uns', 'https://example.org/über'],
    ['https://example.org/uber'],
  ],
  ['bücher.example', ['https://xn--bcher-kva.example/', 'https://www.bücher.example/1'], ['https://bucher.example/']],
  ['*.bücher.example', ['https://neu.bücher.example/'], ['https://bücher.example.org/']],
  ['localhost', ['http://localhost:3000/a', 'http://localhost/'], ['http://localhost.evil.com/']],
  ['127.0.0.1:8000', ['http://127.0.0.1:8000/x'], ['http://127.0.0.1/', 'http://127.0.0.2:8000/']],
  ['[::1]', ['http://[::1]:9000/', 'http://[0:0::1]/'], ['http://[::2]/']],
  [
    '/^https://example\\.org/\\d{4}/[a-z-]+$/',
    ['https://example.org/2024/a-story', 'https://example.org/2024/a#x'],
    ['https://example.org/24/a', 'https://example.org/2024/a/b'],
  ],
  ['/opinion|comment/', ['https://a.example/opinion/1', 'https://b.example/?comment'], ['https://a.example/#opinion']],
];

for (const [text, yes, no] of MATCHES) {
  for (const address of yes)
    test(`${text} matches ${address}`, () =>
      assert.equal(
        decide(address, [pattern(text)])?.text,
        text.replace('www.', '').replace(/bücher/, 'xn--bcher-kva'),
      ));
  for (const address of no)
    test(`${text} leaves ${address} alone`, () => assert.equal(decide(address, [pattern(text)]), null));
}

/** An address, the rules from the most to the least specific that match it, and why the first beats the second. @type {[string, string[], string][]} */
const ORDERS = [
  [
    'https://news.example.org/live/1',
    ['news.example.org/live/1', 'news.example.org/live/*', '/live/', 'news.example.org', '*.example.org'],
    'kind',
  ],
  ['https://example.org/a/b/c', ['example.org/a/b/*', 'example.org/a/*', 'example.org'], 'path'],
  ['https://example.org/a/b/c', ['example.org/*/b/c*', 'example.org/a/*'], 'path'],
  ['https://a.b.example.org/', ['a.b.example.org', '*.b.example.org', '*.example.org'], 'kind'],
  ['https://a.b.example.org/', ['*.a.b.example.org', '*.b.example.org'], 'host'],
  ['https://a.example.org/live/x', ['a.example.org/live/*', '*.example.org/live/x*', '*.example.org'], 'narrow'],
  ['https://example.org/', ['example.org:443', 'example.org'], 'port'],
  ['https://example.org/story', ['/example\\.org/story/', '/example/', 'example.org'], 'path'],
  ['https://example.org/ab', ['/ab/', '/b$/'], 'order'],
];

for (const [address, texts, by] of ORDERS) {
  test(`${address}: ${texts.join(' > ')}`, () => {
    for (const shuffled of [texts, [...texts].reverse()]) {
      const { reason, winner, others } = explain(address, shuffled.map(pattern));
      assert.equal(reason, 'rule');
      assert.deepEqual([winner?.text, ...others.map((other) => other.pattern.text)], texts);
      assert.equal(others[0].beatenBy, by);
    }
  });
}

test('what cannot have a rule says so', () => {
  assert.equal(explain('about:blank', [pattern('example.org')]).reason, 'not-web');
  assert.equal(explain('http://', []).reason, 'not-web');
  assert.equal(explain('example.net', [pattern('example.org')]).reason, 'none');
  assert.equal(
    explain('example.org/a', [pattern('example.org')]).winner?.text,
    'example.org',
    'a scheme need not be typed',
  );
});

test('the order is total: no two different rules are equal, and it is transitive', () => {
  const all = [...NORMAL.map(([, normal]) => normal), ...ORDERS.flatMap(([, texts]) => texts)];
  const patterns = [...new Set(all)].map(pattern);
  for (const a of patterns) {
    for (const b of patterns) {
      assert.equal(Math.sign(compare(a, b).order) + Math.sign(compare(b, a).order), 0);
      assert.equal(compare(a, b).order === 0, a === b);
      for (const c of patterns) {
        if (compare(a, b).order < 0 && compare(b, c).order < 0)
          assert.ok(compare(a, c).order < 0, `${a.text} ${b.text} ${c.text}`);
      }
    }
  }
});

/** What the browser is asked for: this site and nothing else. */
const ORIGINS = [
  ['example.org', ['*://example.org/*', '*://www.example.org/*']],
  ['example.org:8080/news/*', ['*://example.org/*', '*://www.example.org/*']],
  ['*.example.org', ['*://*.example.org/*']],
  ['localhost:3000', ['*://localhost/*']],
  ['127.0.0.1', ['*://127.0.0.1/*']],
  ['/^https?://(www\\.)?example\\.org/a/', ['*://example.org/*', '*://www.example.org/*']],
  ['/^https://news\\.example\\.org/', ['*://news.example.org/*', '*://www.news.example.org/*']],
  ['/example\\.org/', []],
  ['/^https://(a|b)\\.example\\.org//', []],
];

for (const [text, origins] of /** @type {[string, string[]][]} */ (ORIGINS)) {
  test(`${text} asks for ${origins.join(' and ') || 'nothing of its own'}`, () =>
    assert.deepEqual(pattern(text).origins, origins));
}

test('internationalised hosts are shown in their letters, unless that could be another site', () => {
  const cases = [
    ['xn--bcher-kva.example', 'bücher.example'],
    ['xn--wgv71a119e.example', '日本語.example'],
    ['www.xn--e1afmkfd.xn--p1ai', 'www.пример.рф'],
    ['xn--mgbh0fb.xn--kgbechtv', 'مثال.إختبار'],
    ['example.org', 'example.org'],
    // apple with a Cyrillic a.
    ['xn--pple-43d.com', 'xn--pple-43d.com'],
    ['xn--a.example', 'xn--a.example'],
    ['xn--99999999999.example', 'xn--99999999999.example'],
  ];
  for (const [host, shown] of cases) assert.equal(unicodeHost(host), shown);
  assert.equal(pattern('*.bücher.example/a*').shown, '*.bücher.example/a*');
});

test('the scopes of “always on this site”', () => {
  assert.deepEqual(scopes('https://www.example.org/politics/2024/a-story?x#y'), {
    host: 'example.org',
    section: 'example.org/politics/*',
    subdomains: '*.example.org',
  });
  assert.deepEqual(scopes('http://localhost:8080/story'), { host: 'localhost:8080', subdomains: '*.localhost:8080' });
  assert.deepEqual(scopes('https://127.0.0.1/a/b'), { host: '127.0.0.1', section: '127.0.0.1/a/*' });
  assert.equal(scopes('file:///home/a.html'), null);
  for (const text of Object.values(scopes('https://bücher.example/über/uns/x') ?? {})) {
    assert.equal(pattern(text).text, text, 'a scope is in its normal form');
    assert.ok(decide('https://bücher.example/über/uns/x', [pattern(text)]), `${text} matches where it was made`);
  }
});

test('an expression answers as the browser’s own would', () => {
  const sources = [
    'a*b',
    '^a+$',
    '(ab|a)(c|bcd)',
    '[a-c]{2,3}x?',
    '^(?:a|b)*?c$',
    '[^/]+/\\d+$',
    'a.c',
    '\\.html?$',
    '(a|)b',
    '^$',
    '',
    '[\\d\\W]',
    '[]a]|x',
    '[-a]',
    '(a*)*b',
    '(a+)+$',
    'a{0}b',
    'a{2,}b',
    '\\/news\\/',
    '[\\]\\-z]',
    '((a)|(b))+c{2}',
    'x$y',
    '[^]c',
    '\\S+ \\w',
    'a{,3}',
    '{',
    ']',
    'a{x}',
  ];
  const texts = [
    '',
    'a',
    'b',
    'ab',
    'aab',
    'abcd',
    'aabbcc',
    'acc',
    'c',
    'a/12',
    '/news/x.htm',
    'a.html',
    'a\nc',
    'x]-z',
    'ccx',
    'a b',
    'a{,3}',
    '{',
    'xyz',
    '\u2028c',
    'a{x}',
  ];
  for (const source of sources) {
    const expected = new RegExp(source);
    const mine = compile(source);
    for (const text of texts) assert.equal(mine(text), expected.test(text), `/${source}/ on ${JSON.stringify(text)}`);
  }
});

test('a thousand made-up expressions answer as the browser’s own would', () => {
  let seed = 20_240_917;
  const random = (/** @type {number} */ limit) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % limit;
  };
  const pick = (/** @type {string[]} */ list) => list[random(list.length)];
  /** @param {number} depth @returns {string} */
  function make(depth) {
    if (depth === 0) return pick(['a', 'b', 'c', '.', '[ab]', '[^a]', '^', '$']);
    const inner = () => make(depth - 1);
    return pick([
      inner() + inner(),
      `(${inner()}|${inner()})`,
      `(?:${inner()})${pick(['*', '+', '?', '{0,2}', '{2}'])}`,
      inner(),
    ]);
  }
  for (let i = 0; i < 1000; i++) {
    const source = make(3);
    const mine = compile(source);
    const expected = new RegExp(source);
    for (let j = 0; j < 10; j++) {
      const text = Array.from({ length: random(7) }, () => pick(['a', 'b', 'c'])).join('');
      assert.equal(mine(text), expected.test(text), `/${source}/ on ${JSON.stringify(text)}`);
    }
  }
});

test('hostile expressions and globs take linear time', () => {
  const hostile = [
    '/(a+)+$/',
    '/(a|a)*b/',
    '/(.*)*x/',
    '/.*.*.*.*.*=.*!/',
    '/(a?){60}a{60}b/',
    '/^(([a-z])+.)+[A-Z]([a-z])+$/',
  ];
  const long = `https://example.org/${'a'.repeat(4000)}`;
  const site = pattern(`example.org/${'*a'.repeat(200)}b`);
  const patterns = [...hostile.map(pattern), site];
  const start = performance.now();
  assert.equal(
    decide(
      long,
      patterns.filter(({ kind }) => kind === 'path'),
    ),
    null,
  );
  for (const one of patterns) decide(long, [one]);
  // The browser's own engine needs longer than the universe has been for some of these; ours some milliseconds each.
  assert.ok(performance.now() - start < 5000);
});

test('an address too long for an expression is left alone, not tried', () => {
  assert.equal(decide(`https://example.org/${'a'.repeat(5000)}`, [pattern('/a/')]), null);
});

test('an address is read as patterns see it', () => {
  assert.deepEqual(readAddress('https://user:pw@www.Example.org:443/%7Ea/%c3%a9?q=%e4#x'), {
    href: 'https://www.example.org/%7Ea/%c3%a9?q=%e4',
    host: 'example.org',
    port: '443',
    path: '/~a/é',
    query: '?q=%E4',
  });
});
