// Formulas that a page has as TeX, all the way to the reader: what MathJax 2 and 4 leave in a page, pictures of formulas,
// signs in the text; and what a formula may not do.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { openedReader } from './lib/opened.js';
import { h } from './lib/pieces.js';
import { describeReader } from './lib/reading.js';

/**
 * A formula as the core hands it over.
 * @param {string} tex
 */
const formula = (tex) =>
  h('math', h('semantics', h('mtext', tex), h('annotation', { encoding: 'application/x-tex' }, tex)));

for (const name of BROWSERS) {
  describe(`formulas of a page in the reader in ${name}`, { timeout: 120_000 }, () => {
    /** @type {import('./lib/browser.js').View} */
    let reader;
    openedReader(name, 'pages/articles/formulas.html', (view) => {
      reader = view;
    });

    test('each is drawn once, beside its source', async () => {
      const drawn = await reader.evaluate(() =>
        [...document.querySelectorAll('#body math:has(mrow)')].map((math) => ({
          tex: math.getAttribute('alttext'),
          display: math.getAttribute('display') === 'block',
          high: math.getBoundingClientRect().height > 8,
        })),
      );
      const shown = (/** @type {string} */ tex, display = false) => ({ tex, display, high: true });
      assert.deepEqual(drawn, [
        shown('h(t)'),
        shown('h(t) = \\sum_{k=1}^{n} a_k \\cos(\\omega_k t + \\varphi_k)', true),
        shown('z_0'),
        shown('\\frac{dz}{dt} = 3.4', true),
        shown('\\tau'),
        shown('p_{\\text{air}}'),
        shown('\\Delta h = -\\frac{\\Delta p}{\\rho g}', true),
        shown('n'),
        shown('2n'),
        shown('\\epsilon = \\sqrt{\\frac{1}{N}\\sum_i (h_i - \\hat h_i)^2}', true),
        shown('\\omega_1 = 28.98'),
        shown('\\omega_2 = 30'),
        ...drawn.slice(12, -1).map(({ tex }) => shown(tex ?? '')),
        shown('E = mc^2', true),
      ]);
      const parts = await reader.evaluate(() =>
        ['mfrac', 'msqrt', 'msub', 'munderover'].map((part) => document.querySelector(`#body ${part}`) !== null),
      );
      assert.deepEqual(parts, [true, true, true, true]);
    });

    test('the words around them are whole, and code stays code', async () => {
      const text = await reader.evaluate(() => {
        const copy = /** @type {Element} */ (document.querySelector('#body')?.cloneNode(true));
        for (const math of copy.querySelectorAll('math')) math.replaceWith('%');
        return (copy.textContent ?? '').replace(/\s+/g, ' ');
      });
      for (const words of [
        'the height % is a sum of waves',
        'the mean level % stood beside',
        '% is what a newer page calls the delay',
        'the pressure % was one of them',
        'in the text: % waves have % numbers to be found, a dinner at the harbour costs $$ or even $$$ on the weekend, and the error is % in the mean',
        'may say that \\(x^2\\) is a square',
      ])
        assert.ok(text.includes(words), `${words}\n${text}`);
      assert.equal(await reader.evaluate(() => document.querySelectorAll('#body h3, #body img').length), 0);
    });

    test('one that names what it may not, never ends or is not whole does nothing', async () => {
      const found = await reader.evaluate(() => ({
        ran: 'ran' in window,
        foreign: document.querySelectorAll(
          '#body :is(a[href^="javascript"], [href*="ran"], img, [style], [class^="tml"])',
        ).length,
        code: [...document.querySelectorAll('#body code.tex')].map((code) => code.textContent),
      }));
      assert.deepEqual(found.ran, false);
      assert.deepEqual(found.foreign, 0);
      assert.ok(found.code.includes('\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\a'), String(found.code));
      assert.ok(found.code.includes('\\frac{1}{'), String(found.code));
    });
  });
}

for (const name of BROWSERS) {
  describe(`formulas that are nothing but drawn, in the reader in ${name}`, { timeout: 120_000 }, () => {
    /** @type {import('./lib/browser.js').View} */
    let reader;
    openedReader(name, 'pages/articles/drawn.html', (view) => {
      reader = view;
    });

    test('KaTeX without MathML and MathJax without a source are read back, once each', async () => {
      const drawn = await reader.evaluate(() =>
        [...document.querySelectorAll('#body math')].map((math) => ({
          text: (math.textContent ?? '').replace(/[\s\u00a0]+/g, ''),
          high: math.getBoundingClientRect().height > 8,
        })),
      );
      assert.deepEqual(
        drawn.map(({ text }) => text),
        [
          '106',
          'mi',
          'F=∑i=1nmigsinθ',
          'μ',
          'FN<μ',
          'θ^=μ23',
          '(abcd)',
          '210',
          'd02',
          'W=γa+b2d+ρ',
          'h¯=11u+v',
          'limt→0sint',
          'noslide',
          '∑k=1mk',
        ],
      );
      assert.ok(drawn.every(({ high }) => high));
      const [first = ''] = await reader.evaluate(() =>
        [...document.querySelectorAll('#body p')].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ')),
      );
      assert.match(first, /A million grains are 106 chances to slide, and each of them weighs mi grams,/);
      const raised = await reader.evaluate(() => {
        const [base, power] = [.../** @type {Element} */ (document.querySelector('#body msup')).children];
        return Number(base?.getBoundingClientRect().bottom) - Number(power?.getBoundingClientRect().bottom);
      });
      assert.ok(raised > 2, 'ten to the sixth is not a hundred and six');
    });
  });
}

describeReader('formulas handed over', (reading) => {
  /** @param {string[]} sources */
  const open = (...sources) =>
    reading().open({
      metadata: { title: 'Formulas' },
      body: [h('p', 'Words before them.'), ...sources.map((tex) => h('p', 'Here: ', formula(tex)))],
    });
  const outcome = () =>
    reading().page.evaluate(() =>
      [...document.querySelectorAll('#body p')].slice(1).map((line) => {
        if (line.querySelector('code.tex')) return 'source';
        return line.querySelector('math mrow') ? 'drawn' : 'nothing';
      }),
    );

  test('what would grow without end, or is too deep, too long or unknown, stays as it is written', async () => {
    const doubling = Array.from({ length: 25 }, (_, level) => {
      const name = (/** @type {number} */ of) => `\\m${String.fromCharCode(97 + of)}`;
      return `\\def${name(level)}#1{${level === 0 ? '#1#1' : `${name(level - 1)}{#1#1}`}}`;
    }).join('');
    await open(
      'a+b',
      `${doubling}\\my{xxxxxxxx}`,
      `\\edef\\a{xxxxxxxx}${'\\edef\\a{\\a\\a\\a\\a}'.repeat(30)}\\a`,
      `\\def\\a{${'x'.repeat(1900)}}${'\\a'.repeat(600)}`,
      `${'\\frac{1}{'.repeat(60)}x${'}'.repeat(60)}`,
      'x+'.repeat(3000),
      '\\thiscommanddoesnotexist{x}',
      'c^2',
    );
    assert.deepEqual(await outcome(), ['drawn', 'source', 'source', 'source', 'source', 'source', 'source', 'drawn']);
  });

  test('what it draws is MathML of the allow-list, and no wider than the window', async () => {
    await open(
      '\\color{red}{x} \\colorbox{blue}{y} \\rule{9999em}{9999em} \\hspace{9999em} z',
      '\\class{evil}{x} \\style{position:fixed}{y}',
      '\\text{<img src=x onerror=ran=1>}',
      '\\begin{aligned} a &= b \\\\ c &= d + e \\end{aligned}',
      '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\left\\{ \\int_0^1 f\\,dx \\right. \\ce{H2O}',
    );
    const odd = await reading().page.evaluate(() =>
      [...document.querySelectorAll('#body math, #body math *')].flatMap((node) => {
        const wrong = [...node.attributes].filter(({ name }) => /^(style|class|href|src|id|on)/.test(name));
        const foreign = node.namespaceURI !== 'http://www.w3.org/1998/Math/MathML';
        return wrong.length > 0 || foreign ? [node.outerHTML] : [];
      }),
    );
    assert.deepEqual(odd, []);
    const { ran, wide, aligned } = await reading().page.evaluate(() => ({
      ran: 'ran' in window,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      aligned: [...document.querySelectorAll('#body mtd')].slice(0, 2).map((cell) => getComputedStyle(cell).textAlign),
    }));
    assert.deepEqual({ ran, wide }, { ran: false, wide: false });
    assert.deepEqual(
      aligned.map((side) => side.replace(/^-[a-z]+-/, '')),
      ['right', 'left'],
    );
  });

  test('Markdown has the source, and an article without TeX asks nobody', async () => {
    await open('\\alpha', '\\frac{1}{');
    const markdown = await reading().page.evaluate(async () => {
      const { core } = await import(/** @type {any} */ ('./core.js'));
      const { typeset } = await import(/** @type {any} */ ('./typeset.js'));
      const tex = (/** @type {string} */ source) => ({ type: 'text', text: source });
      const math = (/** @type {string} */ source) => ({
        type: 'element',
        tag: 'math',
        children: [
          {
            type: 'element',
            tag: 'semantics',
            children: [
              { type: 'element', tag: 'mtext', children: [tex(source)] },
              {
                type: 'element',
                tag: 'annotation',
                attrs: [['encoding', 'application/x-tex']],
                children: [tex(source)],
              },
            ],
          },
        ],
      });
      let workers = 0;
      window.Worker = class extends Worker {
        /** @param {[string | URL, WorkerOptions?]} given */
        constructor(...given) {
          super(...given);
          workers += 1;
        }
      };
      const plain = { metadata: {}, body: [{ type: 'element', tag: 'p', children: [tex('No formula at all.')] }] };
      const untouched = (await typeset(plain)) === plain && workers === 0;
      const article = {
        metadata: {},
        body: [{ type: 'element', tag: 'p', children: [math('\\alpha'), tex(' and '), math('\\frac{1}{')] }],
      };
      const set = await typeset(article);
      const { toMarkdown, toHtml } = await core();
      return { markdown: toMarkdown(set), html: toHtml(set), same: toMarkdown(article), untouched, workers };
    });
    assert.equal(markdown.markdown, '$\\alpha$ and $\\frac{1}{$\n');
    assert.equal(markdown.same, markdown.markdown);
    assert.match(markdown.html, /<math><semantics><mrow><mi>α<\/mi><\/mrow><annotation/);
    assert.deepEqual([markdown.untouched, markdown.workers], [true, 1]);
  });
});
