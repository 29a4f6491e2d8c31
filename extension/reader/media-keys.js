// The media keys of the keyboard, of a headset and of a lock screen, for reading aloud. A browser gives them only to a
// page that plays media, and the voice is none: so a silent sound plays along while the voice reads. It is made here,
// and nothing is fetched.
//
// It gives up without a word where the browser lets the sound not play; the player's own buttons work all the same.

/**
 * Seconds of silence, played again and again. Chromium takes what is shorter than five seconds for the sound of a
 * notification, and gives it no keys.
 */
const LENGTH = 10;

/** Samples a second: the fewest that both browsers take, as every one of them is the same. */
const RATE = 3000;

/** What the keys do. @typedef {Record<'play' | 'pause' | 'previoustrack' | 'nexttrack' | 'stop', () => void>} Keys */

/** @type {HTMLAudioElement | null} */
let silence = null;

/** Takes the keys. @param {Keys} keys @param {string} title what is played, for a lock screen */
export function takeKeys(keys, title) {
  if (!('mediaSession' in navigator)) return;
  silence ??= new Audio(URL.createObjectURL(silentSound()));
  silence.loop = true;
  for (const [action, act] of Object.entries(keys)) onKey(/** @type {MediaSessionAction} */ (action), act);
  navigator.mediaSession.metadata = new MediaMetadata({ title });
}

/** Gives the keys back to whatever else plays. */
export function giveKeysBack() {
  if (!silence) return;
  silence.pause();
  URL.revokeObjectURL(silence.src);
  silence = null;
  for (const action of /** @type {MediaSessionAction[]} */ (['play', 'pause', 'previoustrack', 'nexttrack', 'stop']))
    onKey(action, null);
  navigator.mediaSession.metadata = null;
  navigator.mediaSession.playbackState = 'none';
}

/** Says whether the voice speaks, so that the next press of the key is the other thing. @param {boolean} speaking */
export function tellKeys(speaking) {
  if (!silence) return;
  navigator.mediaSession.playbackState = speaking ? 'playing' : 'paused';
  if (speaking) silence.play().catch(() => {});
  else silence.pause();
}

/** @param {MediaSessionAction} action @param {(() => void) | null} act */
function onKey(action, act) {
  try {
    navigator.mediaSession.setActionHandler(action, act);
  } catch {
    // A browser that does not know this key has no such key.
  }
}

/** A WAV file: one channel of eight bits a sample, in which 128 is silence. */
function silentSound() {
  const length = LENGTH * RATE;
  const file = new Uint8Array(44 + length).fill(128, 44);
  const view = new DataView(file.buffer);
  const write = (/** @type {number} */ at, /** @type {string} */ text) => file.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, 36 + length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, 'data');
  view.setUint32(40, length, true);
  return new Blob([file], { type: 'audio/wav' });
}
