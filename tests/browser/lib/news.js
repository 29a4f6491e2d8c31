// Made-up news sites for the tests of configured sites, all on this machine: every `*.localhost` name is one, with
// stories, a home page, a section, a search, a video and an account page, and a part that changes its address by script.

import { createServer } from 'node:http';

/** Paragraphs of a story; enough words that nobody doubts it is one. */
const PARAGRAPHS = 9;

const SENTENCES = [
  'The council voted late on Tuesday to reopen the harbour line after eleven years without a single passenger train.',
  'Engineers had warned that the bridge over the estuary would need new bearings before any timetable could be promised.',
  'Residents who filled the public gallery applauded when the clerk read out the result, nine votes against four.',
  'The first trains are expected in the spring, with a service every half hour on weekdays and every hour on Sundays.',
  'Critics said the money would have been better spent on buses, which reach the villages that the line never served.',
];

/** @param {string} name @param {number} number @param {string} [note] a piece that stands in the text, between paragraphs */
function story(name, number, note = '') {
  const text = Array.from({ length: PARAGRAPHS }, (_, at) => {
    const sentences = [0, 1, 2].map((step) => SENTENCES[(at + step + number) % SENTENCES.length]);
    return `<p>${sentences.join(' ')}</p>`;
  });
  return page(
    `Harbour line ${number}`,
    `<nav class="site-nav"><a href="/">Home</a> <a href="/section">News</a> <a href="/search?q=x">Search</a></nav>
     <div class="promo-strip"><p>Subscribe to ${name} for one pound a week. <a href="/subscribe">Subscribe now</a></p></div>
     <main><article><h1>Harbour line will reopen in spring, council decides, part ${number}</h1>
     <p class="standfirst">After eleven years the trains return to the coast.</p>
     <p class="byline">By Ada Marsh, 4 March 2024</p>${text.slice(0, 4).join('\n')}
     <aside class="related"><h2>Related stories</h2><ul>${links(5)}</ul></aside>
     ${text.slice(4, 6).join('\n')}${note}${text.slice(6).join('\n')}</article></main>
     <section class="comments" id="comments"><h2>Comments</h2><div class="comment"><p>First!</p></div><div class="comment"><p>I do not agree at all.</p></div></section>
     <footer class="site-footer"><a href="/about">About</a> <a href="/privacy">Privacy</a> <a href="/contact">Contact</a></footer>`,
  );
}

/** What a slow page is painted in: the strip above its story, and what belongs to the site itself. */
export const COLOURS = { clutter: '#dd00ff', page: '#00c8ff' };

/**
 * Looks at every frame that the browser makes of a page: whether the strip above the story is seen. It tells the server
 * when it has seen the page's beginning for some frames, and only then comes the rest: a page over a slow line. With a
 * query it does not, and the rest never comes.
 */
const WATCH = `<style>.promo-strip { background: ${COLOURS.clutter} } .site-nav { background: ${COLOURS.page} }</style><script>
  window.seen = [];
  let left = 6;
  const look = (time) => {
    const strip = document.querySelector('.promo-strip');
    const { opacity, colorScheme } = getComputedStyle(document.documentElement);
    const veiled = opacity === '0';
    seen.push({ time, colorScheme, state: !strip ? 'nothing' : veiled ? 'veiled' : strip.checkVisibility() ? 'shown' : 'hidden' });
    if (strip && --left === 0 && !location.search) fetch('/more' + location.pathname);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
</script>`;

/** Answers that are sent in two parts, by path: what sends the second. @type {Map<string, () => void>} */
const halves = new Map();

/** Where a page may be cut in two: behind what stands above the story. */
const CUT = '<main>';

/** A story whose own text stands in what is a strip of pleas on other pages. @param {string} name @param {number} number */
const odd = (name, number) =>
  story(name, number)
    .replace('<article>', '<article class="story"><div class="promo-strip">')
    .replace('</article>', '</div></article>')
    .replace(/<div class="promo-strip"><p>Subscribe.*?<\/div>/s, '');

/** A piece that reads like the article, and that a person may not want there. @param {number} number */
const friends = (number) =>
  `<div class="friends-note"><p>Harbour Coffee roasts its beans in part ${number} of the old customs house, and gives every reader of this page a cup of it with the ticket of the day, all summer.</p></div>`;

/** The same story where the article has class names around it. @param {string} html */
const named = (html) => html.replace('<main><article>', '<main class="page-main"><article class="story-full">');

/** The same page after a redesign: no class name is what it was. @param {string} html */
const renamed = (html) =>
  html.replace(/class="([^"]+)"/g, (_, names) => {
    const others = names.split(' ').map((/** @type {string} */ name) => [...name].reverse().join(''));
    return `class="${others.join(' ')}"`;
  });

/** @param {number} count */
const links = (count) =>
  Array.from(
    { length: count },
    (_, at) => `<li><a href="/story/${at + 1}">More about the line, part ${at + 1}</a></li>`,
  ).join('');

/** @param {string} title @param {string} body */
const page = (title, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** A story that is put in place by script; its links change the address without loading. @param {string} name */
const application = (name) =>
  page(
    'Application',
    `<div id="root"></div><script>
      const stories = ${JSON.stringify({ '/app/list': `<ul>${links(30)}</ul>`, '/app/1': body(story(name, 1)), '/app/2': body(story(name, 2)) })};
      const show = () => { document.getElementById('root').innerHTML = stories[location.pathname] ?? ''; };
      window.go = (path) => { history.pushState(null, '', path); setTimeout(show, 50); };
      addEventListener('popstate', show);
      show();
    </script>`,
  );

/** Policies under which a story must open all the same, by the first part of its address. @type {Record<string, Record<string, string>>} */
const POLICIES = {
  // Chromium lets no content script compile wasm here.
  strict: { 'content-security-policy': "default-src 'self'; script-src 'self'" },
  // Chromium loads no extension page in a frame here.
  isolated: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
};

/** @param {string} html */
const body = (html) => html.replace(/^.*<body>|<\/body>.*$/gs, '');

/** A plea that no name and no link gives away. */
const PLEA = '<div><div class="u7x2">This content is reserved for members of our circle only</div></div>';

/** @param {string} name @param {string} path @returns {string | null} */
function answer(name, path) {
  const number = /^\/(?:story|politics\/story|strict|isolated)\/(\d+)$/.exec(path)?.[1];
  if (number) return story(name, Number(number));
  const slow = /^\/slow\/(\d+)$/.exec(path)?.[1];
  if (slow) return story(name, Number(slow)).replace('<head>', `<head>${WATCH}`);
  const pleading = /^\/plea\/(\d+)$/.exec(path)?.[1];
  if (pleading) return story(name, Number(pleading)).replace('</main>', `</main>${PLEA}`);
  const strange = /^\/odd\/(\d+)$/.exec(path)?.[1];
  if (strange) return odd(name, Number(strange));
  const [, noted] = /^\/friends\/(\d+)$/.exec(path) ?? [];
  if (noted) return story(name, Number(noted), friends(Number(noted)));
  const [, design, designed] = /^\/(named|renamed)\/(\d+)$/.exec(path) ?? [];
  if (design) {
    const html = named(story(name, Number(designed), friends(Number(designed))));
    return design === 'named' ? html : renamed(html);
  }
  if (path.startsWith('/app/')) return application(name);
  switch (path) {
    case '/':
      return page(name, `<h1>${name}</h1><ul>${links(60)}</ul>`);
    case '/section':
      return page(
        'News',
        `<h1>News</h1>${Array.from({ length: 20 }, (_, at) => `<div class="teaser"><h2><a href="/story/${at}">Harbour line, part ${at}</a></h2><p>Nine votes against four.</p></div>`).join('')}`,
      );
    case '/search':
      return page('Search', `<form><input name="q"><button>Search</button></form><ol>${links(20)}</ol>`);
    case '/video':
      return page('Video', '<h1>Watch: the first train</h1><video controls></video><p>Two minutes.</p>');
    case '/account':
      return page(
        'Account',
        '<h1>Sign in</h1><form><label>Name <input name="n"></label><label>Password <input type="password"></label><button>Sign in</button></form>',
      );
    default:
      return null;
  }
}

/**
 * @returns {Promise<{url: (name: string, path: string) => string, port: number, sent: string[],
 *   finish: (path: string) => void, close: () => Promise<void>}>} sent: the addresses of the pages that were asked for;
 *   finish: sends the rest of a slow page
 */
export async function startNews() {
  /** @type {string[]} */
  const sent = [];
  const server = createServer((request, response) => {
    const [name] = (request.headers.host ?? '').split('.');
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname.startsWith('/more/')) {
      halves.get(pathname.slice('/more'.length))?.();
      return void response.end();
    }
    const html = answer(name, pathname);
    if (html) sent.push(`http://${request.headers.host}${request.url}`);
    const policy = POLICIES[pathname.split('/')[1] ?? ''];
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...policy };
    response.writeHead(html ? 200 : 404, headers);
    if (!html || !pathname.startsWith('/slow/')) return void response.end(html ?? page('Not here', 'Not here'));
    const cut = html.indexOf(CUT);
    response.write(html.slice(0, cut));
    halves.set(pathname, () => response.end(html.slice(cut)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    sent,
    finish: (path) => halves.get(path)?.(),
    url: (name, path) => `http://${name}.localhost:${port}${path}`,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
