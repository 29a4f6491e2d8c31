// The panel in which a person sets how the text looks: every change is seen at once and kept when the hand lets go.

import { language, t } from '../shared/i18n.js';
import { defaults, writeSettings } from '../shared/settings.js';
import { apply, chosen } from './appearance.js';
import { byId, element, say } from './nodes.js';

/** @typedef {import('../shared/settings.js').ReaderSettings} ReaderSettings */
/** @typedef {keyof ReaderSettings} Key */

/** @type {[Key, string, [string, string][]][]} setting, its name, and its values with theirs */
const CHOICES = [
  [
    'theme',
    'readerTheme',
    [
      ['auto', 'readerThemeAuto'],
      ['light', 'readerThemeLight'],
      ['sepia', 'readerThemeSepia'],
      ['dark', 'readerThemeDark'],
      ['black', 'readerThemeBlack'],
      ['contrast', 'readerThemeContrast'],
    ],
  ],
  [
    'font',
    'readerFont',
    [
      ['serif', 'readerFontSerif'],
      ['sans', 'readerFontSans'],
      ['dyslexic', 'readerFontDyslexic'],
      ['site', 'readerFontSite'],
    ],
  ],
  [
    'align',
    'readerAlign',
    [
      ['start', 'readerAlignStart'],
      ['justify', 'readerAlignJustify'],
    ],
  ],
  [
    'lines',
    'readerLines',
    [
      ['off', 'readerLinesOff'],
      ['1', 'readerLines1'],
      ['3', 'readerLines3'],
      ['5', 'readerLines5'],
    ],
  ],
];

/** Two decimals, as the interface's language writes them. @param {number} value */
const decimal = (value) => value.toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * Lengths on a slider: setting, its name, lowest, highest, step, and how the value is written.
 * @type {[Key, string, number, number, number, (value: number) => string][]}
 */
const LENGTHS = [
  ['size', 'readerSize', 12, 40, 1, (value) => `${value} px`],
  ['width', 'readerWidth', 30, 120, 2, (value) => String(value)],
  ['lineHeight', 'readerLineHeight', 1, 2.6, 0.05, decimal],
  ['letterSpacing', 'readerLetterSpacing', 0, 0.3, 0.01, (value) => `${decimal(value)} em`],
  ['wordSpacing', 'readerWordSpacing', 0, 0.6, 0.02, (value) => `${decimal(value)} em`],
];

/** @type {[Key, string][]} */
const SWITCHES = [
  ['hyphens', 'readerHyphens'],
  ['dim', 'readerDim'],
  ['wordStarts', 'readerWordStarts'],
];

/** Fills the panel. Call it once. */
export function fillAppearancePanel() {
  const form = byId('appearance-form');
  form.append(
    ...CHOICES.map(([key, name, values]) => choice(key, name, values)),
    element('div', { class: 'sliders' }, ...LENGTHS.map((row) => slider(...row))),
    ...SWITCHES.map(([key, name]) => toggle(key, name)),
    element('button', { type: 'button', class: 'plain', onclick: reset }, t('readerReset')),
  );
  form.addEventListener('input', (event) => apply({ ...chosen(), ...changeOf(event) }));
  form.addEventListener('change', (event) => writeSettings({ reader: changeOf(event) }));
  byId('appearance').addEventListener('beforetoggle', showChosen);
}

/** @param {Key} key @param {string} name @param {[string, string][]} values */
function choice(key, name, values) {
  return element(
    'fieldset',
    { class: `choice ${key}` },
    element('legend', {}, t(name)),
    element(
      'div',
      { class: 'options' },
      ...values.map(([value, label]) =>
        // A tile of the themes shows the theme itself.
        element(
          'label',
          { 'data-value': value, 'data-theme': key === 'theme' && value !== 'auto' ? value : null },
          element('input', { type: 'radio', name: key, value }),
          element('span', {}, t(label)),
        ),
      ),
    ),
  );
}

/**
 * @param {Key} key
 * @param {string} name
 * @param {number} min
 * @param {number} max
 * @param {number} step
 * @param {(value: number) => string} write
 */
function slider(key, name, min, max, step, write) {
  const input = element('input', { type: 'range', name: key, min, max, step });
  const value = element('output', { dir: 'ltr' });
  const show = () => {
    value.textContent = write(input.valueAsNumber);
    input.setAttribute('aria-valuetext', write(input.valueAsNumber));
  };
  input.addEventListener('input', show);
  return element('label', {}, element('span', {}, t(name)), input, value);
}

/** @param {Key} key @param {string} name */
function toggle(key, name) {
  return element(
    'label',
    { class: 'switch' },
    element('input', { type: 'checkbox', name: key }),
    element('span', {}, t(name)),
  );
}

/** The setting that a control stands for, with its value. @param {Event} event @returns {Partial<ReaderSettings>} */
function changeOf({ target }) {
  if (!(target instanceof HTMLInputElement)) return {};
  const value = { range: target.valueAsNumber, checkbox: target.checked }[target.type] ?? target.value;
  return { [target.name]: value };
}

/** Puts the settings in force into the controls. */
export function showChosen() {
  const settings = chosen();
  for (const input of byId('appearance-form').querySelectorAll('input')) {
    const value = settings[/** @type {Key} */ (input.name)];
    if (input.type === 'radio') input.checked = input.value === value;
    else if (input.type === 'checkbox') input.checked = value === true;
    else {
      input.value = String(value);
      input.dispatchEvent(new Event('input'));
    }
  }
}

async function reset() {
  // The pace of the voice and the keys have resets of their own.
  const { pace, keys } = chosen();
  const reader = { ...defaults().reader, pace, keys };
  apply(reader);
  showChosen();
  await writeSettings({ reader });
  say(t('readerResetDone'));
}
