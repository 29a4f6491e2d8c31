// Counted messages: in every language each number gets the form that its plural rules ask for, with the number in it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const LOCALES = new URL('../../extension/_locales/', import.meta.url);

/** @typedef {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} Messages */

/** @type {Messages} */
let messages = {};

/** What the browsers do with a message: placeholders by name, filled by number; an unknown key is an empty text. */
Object.assign(globalThis, {
  chrome: {
    i18n: {
      getMessage(/** @type {string} */ key, /** @type {string[]} */ values = []) {
        const { message = '', placeholders = {} } = messages[key] ?? {};
        return message.replace(/\$(\w+)\$/g, (_, name) => {
          const place = Number(placeholders[name.toLowerCase()]?.content.slice(1));
          return values[place - 1] ?? '';
        });
      },
    },
  },
});
const { direction, plural } = await import('../../extension/shared/i18n.js');

/** @param {string} language */
function speak(language) {
  messages = JSON.parse(readFileSync(new URL(`${language}/messages.json`, LOCALES), 'utf8'));
}

const languages = readdirSync(LOCALES);

for (const language of languages) {
  test(`${language}: every number is said, in the form of its own`, () => {
    speak(language);
    const rules = new Intl.PluralRules(language.replace('_', '-'));
    for (const number of [...Array(30).keys(), 99, 100, 101, 102, 111, 999, 1000]) {
      const said = plural('noticeHidden', number);
      const form = rules.select(number).replace(/^./, (letter) => letter.toUpperCase());
      const digits = said.replace(/\P{Nd}/gu, '').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
      // Arabic and Hebrew say one and two in a word.
      if (!/One|Two/.test(form) || digits !== '') assert.equal(digits, String(number), said);
      assert.ok(messages[`noticeHidden${form}`], `${form} for ${number}`);
      assert.doesNotMatch(said, /\$/);
    }
  });
}

/** @type {[string, Record<number, string>][]} */
const KNOWN = [
  ['en', { 0: '0 sites', 1: '1 site', 2: '2 sites' }],
  ['fr', { 0: '0 site', 1: '1 site', 2: '2 sites' }],
  ['pl', { 1: '1 witryna', 3: '3 witryny', 5: '5 witryn', 13: '13 witryn', 22: '22 witryny', 101: '101 witryn' }],
  ['ru', { 1: '1 сайт', 2: '2 сайта', 5: '5 сайтов', 11: '11 сайтов', 21: '21 сайт', 112: '112 сайтов' }],
  ['uk', { 1: '1 сайт', 4: '4 сайти', 14: '14 сайтів', 31: '31 сайт', 33: '33 сайти' }],
  ['ar', { 1: 'موقع واحد', 2: 'موقعان' }],
  ['he', { 1: 'אתר אחד', 2: 'שני אתרים', 3: '3 אתרים', 20: '20 אתרים' }],
  ['ja', { 0: '0 個のサイト', 1: '1 個のサイト' }],
];

for (const [language, forms] of KNOWN) {
  test(`${language}: the words beside the number`, () => {
    speak(language);
    for (const [number, words] of Object.entries(forms)) {
      assert.equal(plural('optionsSitesCount', Number(number)), words);
    }
  });
}

test('what has no form of its own is said in the general one', () => {
  messages = { locale: { message: 'pl' }, xOther: { message: '$N$ x', placeholders: { n: { content: '$1' } } } };
  assert.equal(plural('x', 3), '3 x');
});

test('a language that is written from right to left turns the interface', () => {
  messages = { locale: { message: 'en' } };
  assert.equal(direction(), 'ltr');
  messages = { locale: { message: 'he' } };
  assert.equal(direction(), 'rtl');
});
