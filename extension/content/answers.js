// The answers to questions that a page itself declares to hold (schema.org: FAQPage, QAPage) are a part of its text, though
// folded lists of them often stand in footers and asides.
// It gives up on data that is no JSON, and on answers too short to be known again.

import { native, page } from './native.js';

/** So much of an answer is looked for, in UTF-16 units without white space, and a shorter one is not. */
const LOOKED = 60;
const SHORTEST = 30;
/** Answers of one page. */
const MOST = 100;

/** @param {string} text */
const bare = (text) => text.replace(/\s+/g, '');

/** How the page's answers begin. @returns {string[]} */
export function declaredAnswers() {
  /** @type {string[]} */
  const found = [];
  for (const script of page.all('script[type="application/ld+json"]')) {
    const data = native.textContent.call(script);
    if (!data.includes('acceptedAnswer')) continue;
    try {
      JSON.parse(data, (_, value) => {
        if (value?.['@type'] === 'Answer' && typeof value.text === 'string') found.push(beginning(value.text));
        return value;
      });
    } catch {
      // Not the page's only flaw, and no reason to stop.
    }
  }
  return found.filter((text) => text.length >= SHORTEST).slice(0, MOST);
}

/** Up to what data writes otherwise than the page shows it. @param {string} markup */
const beginning = (markup) => bare(markup.replace(/<[^>]*>/g, ' ').replace(/&.*/s, '')).slice(0, LOOKED);

/** Whether an element holds one of these. @param {Element} element @param {string[]} answers */
export function holdsAnswer(element, answers) {
  if (answers.length === 0) return false;
  const text = bare(native.textContent.call(element));
  return answers.some((answer) => text.includes(answer));
}
