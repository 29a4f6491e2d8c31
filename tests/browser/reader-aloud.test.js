// Reading aloud, with a voice that the test plays itself: the machines of the tests have none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h } from './lib/pieces.js';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('reading aloud', (reading, name) => {
  let opened = 0;
  /** An article that nobody has listened to yet. @returns {import('../../extension/shared/types.js').Article} */
  const unheard = () => {
    const news = /** @type {import('../../extension/shared/types.js').Article} */ (articles.news);
    return { ...news, metadata: { ...news.metadata, url: `https://ledger.example/${opened++}` } };
  };
  /** Puts a voice in place that says nothing and keeps what it was given. */
  const listen = () =>
    reading().page.evaluate(() => {
      const spoken = /** @type {SpeechSynthesisUtterance[]} */ ([]);
      Object.assign(window, { spoken });
      const voice = {
        cancel() {},
        getVoices: () => [],
        addEventListener() {},
        speak: (/** @type {SpeechSynthesisUtterance} */ said) => void spoken.push(said),
      };
      Object.defineProperty(window, 'speechSynthesis', { value: voice });
    });
  const said = () => reading().page.evaluate(() => /** @type {any} */ (window).spoken.at(-1)?.text ?? '');
  /** @param {string} type what the voice reports of the last sentence */
  const report = (type) =>
    reading().page.evaluate((type) => /** @type {any} */ (window).spoken.at(-1).dispatchEvent(new Event(type)), type);
  const end = () => report('end');
  const playing = () =>
    reading().page.evaluate(() => document.getElementById('aloud-play')?.getAttribute('aria-label') === 'Pause');

  test('reads aloud sentence by sentence, skips, pauses and goes on', async () => {
    await reading().open(unheard());
    await listen();
    await reading().page.click('#aloud-button');
    await until(async () => /^The river that came back/.test(await said()), 'the headline');
    await end();
    await until(async () => /^For two centuries/.test(await said()), 'the standfirst');
    await end();
    await until(async () => /^Then the council/.test(await said()), 'its second sentence');
    assert.equal(
      await reading().page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get('spoken'))][0].toString()),
      'Then the council tried something cheaper: it let the water in.',
    );
    await reading().page.click('#aloud-next');
    await until(async () => /^The Wend at first light/.test(await said()), 'the next paragraph');
    await reading().page.click('#aloud-play');
    assert.equal(
      await reading().page.evaluate(() => document.getElementById('aloud-play')?.getAttribute('aria-label')),
      'Play',
    );
    await reading().page.click('#aloud-play');
    await until(
      () => reading().page.evaluate(() => /** @type {any} */ (window).spoken.length === 5),
      'the sentence again',
    );
    assert.match(await said(), /^The Wend at first light/);
  });

  test('the media keys play, pause, skip and stop', async () => {
    await reading().open(unheard());
    await listen();
    await reading().page.evaluate(() => {
      const keys = /** @type {Record<string, Function | null>} */ ({});
      Object.assign(window, { keys });
      const { mediaSession } = navigator;
      const set = mediaSession.setActionHandler.bind(mediaSession);
      mediaSession.setActionHandler = (action, act) => {
        set(action, act);
        keys[action] = act;
      };
    });
    /** @param {string} key */
    const press = (key) =>
      reading().page.evaluate((key) => /** @type {any} */ (window).keys[key]({ action: key }), key);
    const told = () => reading().page.evaluate(() => navigator.mediaSession.playbackState);
    await reading().page.click('#aloud-button');
    await until(playing, 'the voice');
    await until(async () => (await told()) === 'playing', 'the browser to be told');
    assert.match(
      await reading().page.evaluate(() => navigator.mediaSession.metadata?.title ?? ''),
      /^The river that came back/,
    );
    await press('pause');
    assert.equal(await playing(), false);
    assert.equal(await told(), 'paused');
    await press('play');
    await press('nexttrack');
    await until(async () => /^For two centuries/.test(await said()), 'the next paragraph');
    await press('previoustrack');
    await until(async () => /^The river that came back/.test(await said()), 'the paragraph before');
    await press('stop');
    assert.equal(await reading().page.evaluate(() => document.getElementById('aloud')?.hidden), true);
    assert.equal(await told(), 'none');
    assert.deepEqual(await reading().page.evaluate(() => Object.values(/** @type {any} */ (window).keys)), [
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('the silence that brings the media keys is a sound that plays', async () => {
    await reading().open(unheard());
    await listen();
    await reading().page.evaluate(() => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        Object.assign(window, { silence: this });
        return play.call(this);
      };
    });
    await reading().page.click('#aloud-button');
    const silence = () =>
      reading().page.evaluate(() => {
        const { paused, duration, currentTime, loop } = /** @type {any} */ (window).silence ?? {};
        return { plays: paused === false && currentTime > 0, duration, loop };
      });
    // Firefox plays nothing on a machine without a sound card, and then says so only after it has read the file.
    const ready = async () => (name === 'chromium' ? (await silence()).plays : (await silence()).duration > 0);
    await until(ready, 'the silence to play');
    const { duration, loop } = await silence();
    assert.deepEqual({ duration, loop }, { duration: 10, loop: true });
  });

  test('a voice that falls silent in the middle does not end the reading', async () => {
    await reading().open(unheard());
    await listen();
    await reading().page.evaluate(() => {
      const timers = /** @type {{act: Function, after: number}[]} */ ([]);
      Object.assign(window, { timers });
      window.setTimeout = /** @type {any} */ (
        (/** @type {Function} */ act, /** @type {number} */ after) => timers.push({ act, after })
      );
    });
    await reading().page.click('#aloud-button');
    await until(async () => /^The river that came back/.test(await said()), 'the headline');
    await report('start');
    const after = await reading().page.evaluate(() => {
      const { act, after } = /** @type {any} */ (window).timers.at(-1);
      act();
      return after;
    });
    assert.ok(after > 6000 && after < 60_000, `${after} ms`);
    await until(async () => /^For two centuries/.test(await said()), 'the next sentence');
    assert.equal(await playing(), true);
  });

  test('a sentence longer than a voice can hold is said in parts, and nothing of it is left out', async () => {
    const sentences = {
      en: `${'and then the water rose by another hand, '.repeat(30)}and stopped.`,
      ja: `${'水は一晩で堤防の高さまで達した'.repeat(40)}。`,
      de: `${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(12)}.`,
    };
    for (const [lang, sentence] of Object.entries(sentences)) {
      const { metadata } = unheard();
      await reading().open({ metadata: { ...metadata, lang, title: '1' }, body: [h('p', sentence)] });
      await listen();
      await reading().page.click('#aloud-button');
      await until(playing, 'the voice');
      let parts = 0;
      while (await playing()) {
        parts = await reading().page.evaluate(() => /** @type {any} */ (window).spoken.length);
        assert.ok(parts < 40, 'it ends');
        await end();
      }
      const said = await reading().page.evaluate(() =>
        /** @type {any[]} */ (/** @type {any} */ (window).spoken).map(({ text }) => text),
      );
      const own = said.slice(1);
      const words = (/** @type {string} */ text) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
      assert.equal(words(own.join('')), words(sentence), lang);
      assert.ok(
        own.length > 1 && own.every((part) => part.length <= 200),
        `${lang}: ${own.map((part) => part.length)}`,
      );
      if (lang === 'en')
        assert.ok(
          own.slice(0, -1).every((part) => /,$/.test(part)),
          own[0],
        );
    }
  });

  test('the voice is one of the article’s language, at the person’s pace, and its words are shown', async () => {
    await reading().open(unheard(), { pace: 1.4 });
    await listen();
    await reading().page.evaluate(() => {
      const voices = [
        { name: 'Anna', lang: 'de-DE', voiceURI: 'anna', default: true },
        { name: 'Ada', lang: 'en-GB', voiceURI: 'ada', default: false },
        { name: 'Bea', lang: 'en_US', voiceURI: 'bea', default: false },
      ];
      Object.assign(window.speechSynthesis, { getVoices: () => voices });
      // Only the browser's own voices may be set on an utterance.
      const utterance = SpeechSynthesisUtterance.prototype;
      Object.defineProperty(utterance, 'voice', { set: (voice) => Object.assign(window, { chosen: voice.voiceURI }) });
    });
    const chosen = () => reading().page.evaluate(() => /** @type {any} */ (window).chosen ?? '');
    const last = () =>
      reading().page.evaluate(() => {
        const { rate, lang } = /** @type {any} */ (window).spoken.at(-1) ?? {};
        return { rate: Math.round(rate * 10) / 10, lang };
      });
    await reading().page.click('#aloud-button');
    await until(async () => (await chosen()) === 'ada', 'the first voice of the language');
    assert.deepEqual(await last(), { rate: 1.4, lang: 'en-GB' });
    assert.deepEqual(
      await reading().page.evaluate(() =>
        [...document.querySelectorAll('#aloud-voice option')].map(({ textContent }) => textContent),
      ),
      ['Ada', 'Bea'],
    );
    await reading().page.evaluate(() => {
      for (const [id, value] of [
        ['aloud-voice', 'bea'],
        ['aloud-pace', '2'],
      ]) {
        const select = /** @type {HTMLSelectElement} */ (document.getElementById(id ?? ''));
        select.value = value ?? '';
        select.dispatchEvent(new Event('change'));
      }
    });
    await until(async () => (await chosen()) === 'bea' && (await last()).rate === 2, 'the other voice');
    await reading().page.evaluate(() => {
      const boundary = new Event('boundary');
      Object.assign(boundary, { name: 'word', charIndex: 4, charLength: 5 });
      /** @type {any} */ (window).spoken.at(-1).dispatchEvent(boundary);
    });
    assert.equal(
      await reading().page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get('word'))].join('')),
      'river',
    );
    await reading().page.click('#aloud-close');
    await reading().browser.background(() => chrome.storage.local.remove('aloud-voices'));
  });

  test('a player that is closed before it has begun stays silent', async () => {
    await reading().open(unheard());
    await listen();
    await reading().page.evaluate(() => {
      const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
      const late = /** @type {(() => void)[]} */ ([]);
      const answered = new Promise((resolve) => late.push(() => resolve({})));
      Object.assign(storage.local, { get: () => answered });
      Object.assign(window, { late });
    });
    await reading().page.click('#aloud-button');
    await reading().page.click('#aloud-button');
    const begun = await reading().page.evaluate(async () => {
      /** @type {any} */ (window).late[0]();
      // What it would do next takes turns of its own.
      for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setTimeout(resolve));
      return [/** @type {any} */ (window).spoken.length, document.getElementById('aloud')?.hidden];
    });
    assert.deepEqual(begun, [0, true]);
  });

  test('goes on where it stopped when the article is opened again', async () => {
    const article = unheard();
    await reading().open(article);
    await listen();
    await reading().page.click('#aloud-button');
    await until(playing, 'the voice');
    await reading().page.click('#aloud-next');
    await reading().page.click('#aloud-next');
    await until(async () => /^The Wend at first light/.test(await said()), 'the third paragraph');
    await reading().page.click('#aloud-close');
    await reading().open(article);
    await listen();
    await reading().page.click('#aloud-button');
    await until(async () => /^The Wend at first light/.test(await said()), 'the third paragraph again');
  });
});
