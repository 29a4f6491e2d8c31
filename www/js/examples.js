// The bundled examples: pages written for this project's tests, copied here by the build together with their pictures.

import { InputError } from './decode.js';

/**
 * @typedef {object} Example
 * @property {string} file
 * @property {string} name the file's name without its ending
 * @property {string} title
 * @property {string} url
 * @property {string[]} assets addresses of its pictures, as the page gives them
 */

const FOLDER = new URL('../examples/', import.meta.url);

/** @returns {Promise<Example[]>} */
export async function listExamples() {
  return (await get('index.json')).json();
}

/**
 * The page's HTML and its pictures.
 * @param {Example} example
 * @returns {Promise<{html: string, assets: import('./preview.js').Assets}>}
 */
export async function loadExample(example) {
  const [page, ...pictures] = await Promise.all([get(example.file), ...example.assets.map(get)]);
  const data = await Promise.all(pictures.map(async (picture) => dataAddress(await picture.blob())));
  return { html: await page.text(), assets: new Map(example.assets.map((address, i) => [address, data[i] ?? ''])) };
}

/** @param {string} path */
async function get(path) {
  const answer = await fetch(new URL(path, FOLDER)).catch(() => null);
  if (!answer?.ok)
    throw new InputError(`The example ${path} is not there. In a source tree, ./build.sh build copies it.`);
  return answer;
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
