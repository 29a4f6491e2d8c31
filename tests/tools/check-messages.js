// The messages in every language: none missing, none that nobody asks for, the same placeholders, every plural form that
// the language has, and the marks that its typesetters use. Each breach is a line `file:line: what`; what several
// languages lack is one line. It reads the source as text, so a key that is put together from parts is taken as asked for
// when its beginning stands in a template.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LOCALES = 'extension/_locales';

/** The languages that there must be, as the browsers name their folders. */
const LANGUAGES = 'en de fr es pt_BR it nl pl tr uk ru ja ko zh_CN ar he'.split(' ');

/** Counts up to here decide which plural forms a language needs; the forms for millions are never met. */
const COUNTED = 1000;

/** Chrome's store takes no longer description of an extension, in UTF-16 units. */
const LONGEST_DESCRIPTION = 132;

/** @typedef {{message: string, description?: string, placeholders?: Record<string, {content: string}>}} Message */

/** @type {string[]} */
const breaches = [];

/** @param {string} language @returns {Record<string, Message>} */
const messagesOf = (language) => JSON.parse(readFileSync(join(root, LOCALES, language, 'messages.json'), 'utf8'));

/** @param {string} language @param {string} key */
function lineOf(language, key) {
  const lines = readFileSync(join(root, LOCALES, language, 'messages.json'), 'utf8').split('\n');
  return `${LOCALES}/${language}/messages.json:${lines.findIndex((text) => text.includes(`"${key}":`)) + 1}`;
}

const english = messagesOf('en');
/** The plural forms of one message have one stem. @param {string} key */
const stemOf = (key) => key.replace(/(Zero|One|Two|Few|Many|Other)$/, '');
/** Counted messages; each has at least `One` and `Other` in English. */
const stems = new Set(
  Object.keys(english)
    .filter((key) => key.endsWith('Other') && `${stemOf(key)}One` in english)
    .map(stemOf),
);
const isForm = (/** @type {string} */ key) => stemOf(key) !== key && stems.has(stemOf(key));

checkUse();
const found = readdirSync(join(root, LOCALES)).filter((name) => existsSync(join(root, LOCALES, name, 'messages.json')));
for (const language of LANGUAGES) if (!found.includes(language)) breaches.push(`${LOCALES}: no ${language}`);
/** Which languages lack a message. @type {Map<string, string[]>} */
const lacking = new Map();
for (const language of found) checkLanguage(language);
for (const [key, languages] of lacking)
  breaches.push(`${lineOf('en', key)}: ${key} is missing in ${languages.join(' ')}`);

for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;
else console.log(`check-messages: ${Object.keys(english).length} messages, ${found.length} languages`);

/** Every message that is asked for exists in English, and every one that exists is asked for. */
function checkUse() {
  const files = readdirSync(join(root, 'extension'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|html|json)$/.test(name) && !/^(_locales|wasm)\//.test(name))
    .sort();
  /** @type {Set<string>} */
  const named = new Set();
  /** Beginnings of keys that are put together, as in `role${name}`. @type {Set<string>} */
  const begun = new Set();
  for (const file of files) {
    const lines = readFileSync(join(root, 'extension', file), 'utf8').split('\n');
    lines.forEach((line, number) => {
      const where = `extension/${file}:${number + 1}`;
      const asked = [...line.matchAll(/\bt\('(\w+)'|data-i18n="(\w+)"|__MSG_(\w+)__|[" ][\w-]+:(\w+)(?=[ "])/g)];
      for (const [, ...groups] of file.endsWith('.js') ? asked.filter((match) => match[1]) : asked) {
        const key = groups.find(Boolean) ?? '';
        if (!(key in english) && !key.startsWith('@@')) breaches.push(`${where}: no message ${key}`);
      }
      for (const [, key = ''] of line.matchAll(/\bplural\('(\w+)'/g)) {
        if (!stems.has(key)) breaches.push(`${where}: no messages ${key}One and ${key}Other`);
      }
      for (const [word] of line.matchAll(/\w+/g)) named.add(word.replace(/^__MSG_(\w+)__$/, '$1'));
      for (const [, start = ''] of line.matchAll(/`([a-z]\w+)\$\{/g)) begun.add(start);
    });
  }
  for (const key of Object.keys(english)) {
    const used = named.has(key) || (isForm(key) && named.has(stemOf(key)));
    if (!used && ![...begun].some((start) => key.startsWith(start)))
      breaches.push(`${lineOf('en', key)}: no one asks for ${key}`);
  }
}

/** @param {string} language */
function checkLanguage(language) {
  const messages = messagesOf(language);
  const tag = language.replace('_', '-');
  if (messages.locale?.message !== tag) breaches.push(`${lineOf(language, 'locale')}: locale is not ${tag}`);
  for (const key of neededBy(tag)) {
    if (!(key in messages)) {
      const known = key in english ? key : `${stemOf(key)}Other`;
      lacking.set(known, [...(lacking.get(known) ?? []), key === known ? language : `${language} (${key})`]);
    }
  }
  for (const [key, message] of Object.entries(messages)) {
    const original = english[key] ?? (isForm(key) ? english[`${stemOf(key)}Other`] : undefined);
    const problem = original ? problemOf(key, message, original) : 'is not in English';
    if (problem) breaches.push(`${lineOf(language, key)}: ${key} ${problem}`);
  }
}

/** The keys that a language must have: English's, and its own plural forms in place of English's. @param {string} tag */
function neededBy(tag) {
  const rules = new Intl.PluralRules(tag);
  const categories = new Set(Array.from({ length: COUNTED + 1 }, (_, number) => rules.select(number)));
  // What is asked for when a form is missing.
  categories.add('other');
  const forms = [...categories].map((category) => category.replace(/^./, (letter) => letter.toUpperCase()));
  return [
    ...Object.keys(english).filter((key) => !isForm(key)),
    ...[...stems].flatMap((stem) => forms.map((form) => stem + form)),
  ];
}

/**
 * @param {string} key
 * @param {Message} message
 * @param {Message} original the English one
 */
function problemOf(key, { message, placeholders = {} }, original) {
  const inText = (/** @type {string} */ text) =>
    [...text.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase());
  const [own, theirs] = [inText(message), inText(original.message)];
  const known = Object.entries(original.placeholders ?? {});
  if (message.trim() === '' || message !== message.trim()) return 'is empty, or begins or ends with a space';
  if (own.some((name) => placeholders[name]?.content !== original.placeholders?.[name]?.content || !placeholders[name]))
    return `names a placeholder that English has not, or fills it otherwise (${known.map(([name]) => name)})`;
  // A form for one or two may say the number in words; every other message says all that English says.
  if (!/(One|Two)$/.test(key) && theirs.some((name) => !own.includes(name))) return `leaves out one of $${theirs}$`;
  if (/\.\.\.|"|\w'\w| {2}/.test(message)) return 'has three dots, straight quotes or two spaces';
  if (key === 'extensionDescription' && message.length > LONGEST_DESCRIPTION) return 'is too long for the store';
  return null;
}
