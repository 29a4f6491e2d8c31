// The demonstration on the home page: one bundled page, judged by the real core, shown three ways.

import { showArticle } from './article.js';
import { read } from './core.js';
import { byId, element } from './dom.js';
import { listExamples, loadExample } from './examples.js';
import { Preview } from './preview.js';
import { countRoles, groupOf, isBody, roleName } from './roles.js';
import { S } from './strings.js';

/** The page of the demonstration: the one that looks most like an ordinary news site. */
const PAGE = 'seed-wordpress--calderwire.example';
/** A news page on a desk is about this wide, in CSS pixels; a narrower stage shows it smaller. */
const DESK_WIDTH = 1180;
/** Below this width the page is shown at full size, as on a telephone. */
const PHONE_WIDTH = 560;
/** Words a minute of silent reading. */
const READING_SPEED = 238;

const stage = byId('stage');

/** Shows the page as wide as on a desk, made smaller to fit. */
function fit() {
  const width = stage.clientWidth;
  stage.style.setProperty('--scale', String(width < PHONE_WIDTH ? 1 : Math.min(1, width / DESK_WIDTH)));
}

async function start() {
  byId('demo-says').textContent = S.demoWaiting;
  const example = (await listExamples()).find(({ name }) => name === PAGE);
  if (!example) throw new Error(`no example ${PAGE}`);
  const { html, assets } = await loadExample(example);
  const reading = await read(html, example.url);
  const preview = new Preview(byId('page'), () => {});
  await preview.show(reading, assets);
  showArticle(byId('article'), reading, assets);
  byId('demo-address').textContent = example.url;

  const { blocks, clutter } = reading.result;
  const words = (/** @type {{words: number}[]} */ list) => list.reduce((sum, { words }) => sum + words, 0);
  const kept = words(blocks.filter(({ keep, role }) => keep && isBody(role)));

  const change = () => {
    const mode = /** @type {HTMLInputElement} */ (document.querySelector('[name="mode"]:checked')).value;
    preview.declutter(mode === 'declutter');
    byId('reader').hidden = mode !== 'article';
    byId('page').inert = mode === 'article';
    const hidden = mode === 'declutter' ? countRoles(clutter.map(({ role }) => role)) : [];
    byId('demo-roles').replaceChildren(
      ...hidden.map(([role, amount]) =>
        element(
          'li',
          { class: 'role', 'data-group': groupOf(role) },
          `${roleName(role)} `,
          element('b', {}, String(amount)),
        ),
      ),
    );
    byId('demo-says').textContent =
      {
        page: S.demoPage(words(blocks), blocks.length),
        declutter: S.demoHidden(clutter.length, words(clutter)),
        article: S.demoArticle(kept, Math.max(1, Math.round(kept / READING_SPEED))),
      }[mode] ?? '';
  };
  for (const input of document.querySelectorAll('[name="mode"]')) input.addEventListener('change', change);
  change();
}

new ResizeObserver(fit).observe(stage);
start().catch((error) => {
  console.error(error);
  byId('demo-says').textContent = `${S.demoFailed} ${error.message}`;
});
