// Articles written by hand for the reader's tests: every shape of content. They are what the core would hand over, so that
// the reader is tested apart from the labelling.

import { figure, h } from './lib/pieces.js';
import { inOtherScripts } from './reader-articles-scripts.js';

/** @typedef {import('../../extension/shared/types.js').Article} Article */

/** @type {Record<string, Article>} */
export const articles = {
  news: {
    metadata: {
      title: 'The river that came back: how a mill town bought its own floodplain',
      byline: 'Ana Kowalczyk, Tomás Oliveira',
      date: '2026-03-04',
      site: 'The Valley Ledger',
      lang: 'en',
      dir: 'ltr',
      url: 'https://ledger.example/river',
      image: null,
      excerpt: null,
    },
    standfirst: h(
      'p',
      'For two centuries Harrow Bridge built walls against the water. Then the council tried something cheaper: it let the water in.',
    ),
    lead: figure(
      1600,
      900,
      '#4a7d8c',
      'The Wend at first light, seen from the old fulling mill. Photograph: M. Adeyemi',
      'A river winding through wet meadows',
    ),
    body: [
      h(
        'p',
        'On the morning the last wall came down, nobody made a speech. A digger driver named Ruth Pell lifted the coping stones one at a time, set them on the grass, and went to have her tea. By noon the ',
        h('a', { href: 'https://ledger.example/wend' }, 'River Wend'),
        ' had found the old channel, and by evening it had filled it.',
      ),
      h(
        'p',
        'The project cost £3.2m, about a sixth of what engineers had quoted for a higher wall — and it will, if the modelling holds, protect 640 homes instead of 410. “We kept asking how tall,” says Pell. “We should have been asking ',
        h('em', 'where'),
        '.”',
      ),
      {
        type: 'removed',
        roles: ['related', 'newsletter'],
        blocks: 3,
        children: [
          h('p', 'Sign up for our weekly newsletter'),
          h('p', h('a', { href: 'https://ledger.example/a' }, 'Ten walks for a rainy day')),
          h('p', h('a', { href: 'https://ledger.example/b' }, 'Why councils are broke')),
        ],
      },
      h('h2', { id: 'buying' }, 'Buying the low fields'),
      h(
        'p',
        'The town’s first move was the least dramatic. Between 2019 and 2022 it bought eleven fields that no farmer wanted to defend any longer, using a loan that would be repaid from avoided insurance losses.',
        h('sup', h('a', { href: '#note-1', id: 'ref-1' }, '1')),
        ' Three families stayed on as tenants and now graze cattle on land that floods, on average, nineteen days a year.',
      ),
      h(
        'blockquote',
        h('p', 'A wall tells people they are safe. A meadow tells them what the river is doing.'),
        h('p', h('cite', 'Dr Ilse Brandt, hydrologist')),
      ),
      h('p', 'What the fields gave the town can be listed:'),
      h(
        'ul',
        h('li', 'storage for 1.1 million cubic metres of water;'),
        h('li', 'a path to the station that is dry 346 days a year;'),
        h(
          'li',
          'and, unexpectedly, 23 pairs of lapwings, which had not bred here since 1987.',
          h('ul', h('li', 'Two were ringed in May.')),
        ),
      ),
      h('h2', { id: 'numbers' }, 'What the numbers say'),
      h(
        'table',
        h('caption', 'Peak levels at the bridge, in metres above datum'),
        h(
          'thead',
          h(
            'tr',
            h('th', { scope: 'col' }, 'Storm'),
            h('th', { scope: 'col' }, 'Rain, mm'),
            h('th', { scope: 'col' }, 'Level before'),
            h('th', { scope: 'col' }, 'Level after'),
            h('th', { scope: 'col' }, 'Homes flooded'),
          ),
        ),
        h(
          'tbody',
          h('tr', h('th', { scope: 'row' }, 'Bert, 2024'), h('td', '84'), h('td', '5.92'), h('td', '—'), h('td', '71')),
          h(
            'tr',
            h('th', { scope: 'row' }, 'Éowyn, 2025'),
            h('td', '91'),
            h('td', '6.10 (modelled)'),
            h('td', '5.31'),
            h('td', '2'),
          ),
          h(
            'tr',
            h('th', { scope: 'row' }, 'Floris, 2025'),
            h('td', '66'),
            h('td', '5.40 (modelled)'),
            h('td', '4.97'),
            h('td', '0'),
          ),
        ),
      ),
      figure(
        900,
        1200,
        '#7d6a4a',
        'Lapwings over the Long Acre. The posts mark the old property line.',
        'Birds above a flooded meadow',
      ),
      { type: 'embed', kind: 'video', src: 'https://video.example/embed/1', title: 'Drone footage of the first flood' },
      h('h3', 'Who pays when it fails'),
      h(
        'p',
        'Not everyone is convinced. Harold Finch, whose garden now ends in reeds, points out that the council’s promise of compensation is not a law. “It is a letter,” he says, “and letters get lost.” The insurer that backed the loan will publish its own figures in the autumn; a spokesperson declined to comment on them but called the early results ',
        h('strong', 'encouraging'),
        '.',
      ),
      h('hr'),
      h('p', h('small', 'Additional reporting by the data desk.')),
      h('h2', 'Notes'),
      h(
        'ol',
        h('li', { id: 'note-1' }, 'Council minutes, 14 November 2018, item 7. ', h('a', { href: '#ref-1' }, '↩')),
      ),
    ],
  },
  technical: {
    metadata: {
      title: 'Counting distinct things in very little memory',
      byline: 'Priya Raghunathan',
      date: '2025-11-19',
      site: 'Small Systems',
      lang: 'en',
      dir: 'ltr',
      url: 'https://small.example/hll',
    },
    standfirst: null,
    lead: null,
    body: [
      h(
        'p',
        'A sketch answers “how many different visitors?” with a few kilobytes, whatever the traffic. Call ',
        h('code', 'sketch.add(key)'),
        ' for every request and press ',
        h('kbd', 'Ctrl'),
        '+',
        h('kbd', 'C'),
        ' when you have seen enough.',
      ),
      h('h2', { id: 'estimate' }, 'The estimate'),
      h('p', 'With ', h('math', h('mi', 'm')), ' registers holding the longest run of zeros, the harmonic mean gives'),
      h(
        'p',
        h(
          'math',
          { display: 'block' },
          h(
            'mrow',
            h('mi', 'E'),
            h('mo', '='),
            h('msub', h('mi', 'α'), h('mi', 'm')),
            h('msup', h('mi', 'm'), h('mn', '2')),
            h(
              'msup',
              h(
                'mrow',
                h('mo', '('),
                h('munderover', h('mo', '∑'), h('mrow', h('mi', 'j'), h('mo', '='), h('mn', '1')), h('mi', 'm')),
                h('msup', h('mn', '2'), h('mrow', h('mo', '−'), h('msub', h('mi', 'M'), h('mi', 'j')))),
                h('mo', ')'),
              ),
              h('mrow', h('mo', '−'), h('mn', '1')),
            ),
            h('mo', ','),
            h('mspace', { width: '1em' }),
            h('mfrac', h('mi', 'σ'), h('mi', 'E')),
            h('mo', '≈'),
            h('mfrac', h('mn', '1.04'), h('msqrt', h('mi', 'm'))),
          ),
        ),
      ),
      h(
        'pre',
        { 'data-lang': 'rust' },
        h(
          'code',
          { 'data-lang': 'rust' },
          '/// Adds one key. Never allocates.\npub fn add(&mut self, key: &[u8]) {\n    let hash = self.hasher.hash_one(key);\n    let register = (hash >> (64 - self.precision)) as usize; // the first bits choose a register, whatever the rest may hold\n    let zeros = (hash << self.precision).leading_zeros() as u8 + 1;\n    self.registers[register] = self.registers[register].max(zeros);\n}\n',
        ),
      ),
      h('h2', { id: 'cost' }, 'What it costs'),
      h('p', 'Twelve bits of precision take 4 KiB and err by 1.6 %. The table is wide on purpose:'),
      h(
        'table',
        h(
          'thead',
          h(
            'tr',
            ...[
              'Precision',
              'Registers',
              'Bytes (dense)',
              'Bytes (sparse)',
              'Standard error',
              'Add, ns',
              'Merge, µs',
              'Estimate, µs',
              'Serialised size at 10,000 keys',
            ].map((text) => h('th', { scope: 'col' }, text)),
          ),
        ),
        h(
          'tbody',
          ...[
            ['10', '1,024', '768', '96', '3.25 %', '4.1', '0.3', '0.8', '771'],
            ['12', '4,096', '3,072', '180', '1.63 %', '4.2', '1.1', '2.9', '3,075'],
            ['14', '16,384', '12,288', '410', '0.81 %', '4.9', '4.4', '11.5', '12,291'],
          ].map((row) => h('tr', ...row.map((text) => h('td', text)))),
        ),
      ),
      h('h3', 'Unbroken strings'),
      h(
        'p',
        'The key is printed as ',
        h('code', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08f3a1'),
        ', and an address such as https://small.example/a/very/long/path/that/never/seems/to/end/and/has/no/place/to/break must not widen the page.',
      ),
      h(
        'dl',
        h('dt', 'Register'),
        h('dd', 'One small counter, six bits wide.'),
        h('dt', 'Precision'),
        h('dd', 'How many bits of the hash choose the register.'),
      ),
    ],
  },
  ...inOtherScripts,
  bare: {
    metadata: {
      title:
        'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsänderungsantrag: warum ein einziges Wort den Stadtrat eine ganze Nacht lang beschäftigte und was danach geschah',
      byline: null,
      date: null,
      site: null,
      lang: 'de',
      dir: null,
      url: null,
    },
    standfirst: null,
    lead: null,
    body: [
      h(
        'p',
        'Der Antrag bestand aus einem Wort. Die Sitzung begann um sieben, und als sie um vier Uhr morgens endete, war das Wort um zwei Silben kürzer.',
      ),
      h('p', h('img', { src: 'https://127.0.0.1:9/none.png', alt: 'Der Sitzungssaal bei Nacht' })),
      h('figure', h('img', { src: 'https://127.0.0.1:9/none2.png', alt: '' })),
      h('p', 'Niemand hat es je ausgesprochen.'),
      { type: 'embed', kind: 'post', src: 'https://social.example/post/1' },
    ],
  },
};
