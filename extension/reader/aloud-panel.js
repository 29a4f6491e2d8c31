// The player at the bottom of the window: play, skip, pace and voice.

import { browser } from '../shared/browser.js';
import { language, t } from '../shared/i18n.js';
import { writeSettings } from '../shared/settings.js';
import { addActions } from './actions.js';
import { Aloud } from './aloud.js';
import { chosen } from './appearance.js';
import { giveKeysBack, takeKeys, tellKeys } from './media-keys.js';
import { byId, element } from './nodes.js';
import { keepForSession, keptForSession } from './session.js';

const PLAY = 'M8 5l11 7-11 7z';
const PAUSE = 'M8 5v14M16 5v14';
const PACES = [0.6, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.5];

/** Where the person stopped, by address, for this session; which voice they chose, by language, on this machine. */
const PLACE = 'aloud-place:';
const VOICES = 'aloud-voices';

/** More voices than this are variants of few. */
const MOST_VOICES = 80;

let url = '';
const aloud = new Aloud(showState);

/** Call it for every article that is shown. @param {string} address @param {string} lang */
export function readNew(address, lang) {
  url = address;
  aloud.load(byId('article'), lang);
}

/** Wires the player. Call it once. */
export function watchAloud() {
  byId('aloud-button').addEventListener('click', () => (byId('aloud').hidden ? openPlayer() : closePlayer()));
  byId('aloud-play').addEventListener('click', playOrPause);
  byId('aloud-previous').addEventListener('click', () => aloud.skip(-1));
  byId('aloud-next').addEventListener('click', () => aloud.skip(1));
  byId('aloud-close').addEventListener('click', closePlayer);
  paceSelect().append(
    ...PACES.map((pace) => element('option', { value: pace }, `${pace.toLocaleString(language())} ×`)),
  );
  paceSelect().addEventListener('change', () => {
    aloud.rate = Number(paceSelect().value);
    writeSettings({ reader: { pace: aloud.rate } });
    aloud.adjust();
  });
  voiceSelect().addEventListener('change', chooseVoice);
  // Voices come late, and some only when the network does.
  speechSynthesis.addEventListener('voiceschanged', fillVoices);
  addEventListener('pagehide', () => {
    aloud.stop();
    giveKeysBack();
  });
  addActions(
    {
      id: 'aloud',
      keys: ['l'],
      name: 'readerKeyAloud',
      run: () => (byId('aloud').hidden ? openPlayer() : playOrPause()),
    },
    { id: 'aloud-next', keys: ['.'], name: 'readerAloudNext', run: () => aloud.state !== 'idle' && aloud.skip(1) },
    {
      id: 'aloud-previous',
      keys: [','],
      name: 'readerAloudPrevious',
      run: () => aloud.state !== 'idle' && aloud.skip(-1),
    },
  );
}

const paceSelect = () => /** @type {HTMLSelectElement} */ (byId('aloud-pace'));
const voiceSelect = () => /** @type {HTMLSelectElement} */ (byId('aloud-voice'));

async function openPlayer() {
  byId('aloud').hidden = false;
  byId('aloud-button').setAttribute('aria-expanded', 'true');
  aloud.rate = chosen().pace;
  paceSelect().value = String(
    PACES.reduce((best, pace) => (Math.abs(pace - aloud.rate) < Math.abs(best - aloud.rate) ? pace : best)),
  );
  await fillVoices();
  const stopped = await keptForSession(PLACE + url);
  // Closed again meanwhile.
  if (byId('aloud').hidden) return;
  aloud.prepare();
  // Where the person stopped, unless they have read on to somewhere else.
  aloud.startAt(window.scrollY > innerHeight / 2 ? aloud.paragraphInView() : (stopped ?? 0));
  takeKeys(
    {
      play: () => aloud.play(),
      pause: () => aloud.pause(),
      previoustrack: () => aloud.skip(-1),
      nexttrack: () => aloud.skip(1),
      stop: closePlayer,
    },
    document.title,
  );
  aloud.play();
  byId('aloud-play').focus();
}

function closePlayer() {
  remember();
  aloud.stop();
  giveKeysBack();
  byId('aloud').hidden = true;
  byId('aloud-button').setAttribute('aria-expanded', 'false');
  byId('aloud-button').focus();
}

function playOrPause() {
  if (aloud.state === 'speaking') aloud.pause();
  else aloud.play();
}

function remember() {
  keepForSession(PLACE + url, aloud.sentences[aloud.index]?.paragraph ?? 0);
}

/** @param {import('./aloud.js').State} state */
function showState(state) {
  const speaking = state === 'speaking';
  const button = byId('aloud-play');
  button.setAttribute('aria-label', t(speaking ? 'readerAloudPause' : 'readerAloudPlay'));
  button.title = t(speaking ? 'readerAloudPause' : 'readerAloudPlay');
  button.querySelector('path')?.setAttribute('d', speaking ? PAUSE : PLAY);
  byId('aloud-problem').textContent = state === 'silent' ? t('readerAloudSilent') : '';
  if (state !== 'idle') remember();
  tellKeys(speaking);
}

/** The voices for the article's language; all of them where none fits. */
async function fillVoices() {
  const lang = aloud.lang.split('-')[0]?.toLowerCase() ?? '';
  const voices = speechSynthesis.getVoices();
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
  const kept = await keptVoices();
  const offered = choiceOf(fitting.length > 0 ? fitting : voices, kept[lang]);
  aloud.voice =
    offered.find(({ voiceURI }) => voiceURI === kept[lang]) ??
    offered.find((voice) => voice.default) ??
    offered[0] ??
    null;
  voiceSelect().replaceChildren(...offered.map((voice) => element('option', { value: voice.voiceURI }, voice.name)));
  voiceSelect().value = aloud.voice?.voiceURI ?? '';
  voiceSelect().hidden = offered.length < 2;
}

/**
 * The voices that a person can choose from. On Linux every voice comes in a hundred variants, eight hundred for English.
 * @param {SpeechSynthesisVoice[]} voices @param {string | undefined} kept the one that the person chose
 */
function choiceOf(voices, kept) {
  if (voices.length <= MOST_VOICES) return voices;
  const isFirst = (/** @type {SpeechSynthesisVoice} */ voice, /** @type {number} */ at) =>
    voices.findIndex(({ lang }) => lang === voice.lang) === at;
  return voices.filter((voice, at) => isFirst(voice, at) || voice.default || voice.voiceURI === kept);
}

async function chooseVoice() {
  const uri = voiceSelect().value;
  aloud.voice = speechSynthesis.getVoices().find(({ voiceURI }) => voiceURI === uri) ?? null;
  aloud.adjust();
  const lang = aloud.lang.split('-')[0]?.toLowerCase() ?? '';
  await browser.storage.local.set({ [VOICES]: { ...(await keptVoices()), [lang]: uri } });
}

/** @returns {Promise<Record<string, string>>} */
async function keptVoices() {
  return /** @type {any} */ ((await browser.storage.local.get(VOICES))[VOICES]) ?? {};
}
