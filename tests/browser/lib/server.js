// The web server of the browser tests: saved pages, each served in the variants in which browsers differ. An address is
// /VARIANT/PATH, where PATH is below tests/ (fixtures/..., pages/...) or, when the corpus lies beside the repository,
// corpus/...; a page that is stored as .html.gz is asked for as .html. www/... is the project's site.

import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';

const tests = fileURLToPath(new URL('../../', import.meta.url));

/** Where the first part of a path leads. */
const FOLDERS = /** @type {Record<string, string>} */ ({
  fixtures: join(tests, 'fixtures'),
  pages: join(tests, 'pages'),
  corpus: join(tests, '../../shared/corpus'),
  www: join(tests, '../www'),
});

const TYPES = /** @type {Record<string, string>} */ ({
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
});

const EMBEDDER = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The headers of a variant; `origin` is the server's.
 * @type {Record<Variant, (origin: string) => Record<string, string>>}
 * @typedef {'none' | 'strict' | 'sandbox' | 'coep' | 'isolated' | 'scriptless' | 'styled'} Variant
 */
const VARIANTS = {
  none: () => ({}),
  // Chromium lets no content script compile wasm here.
  strict: () => csp("script-src 'self'; default-src 'self'; style-src 'self'; img-src 'self'"),
  // Firefox loads no extension page in a frame here.
  sandbox: () => csp('sandbox allow-scripts'),
  // Chromium loads no extension page in a frame here.
  coep: () => EMBEDDER,
  // The same, and the page can tell: `crossOriginIsolated`.
  isolated: () => ({ ...EMBEDDER, 'cross-origin-opener-policy': 'same-origin' }),
  // The document as the parser left it: nothing of the page runs or loads.
  scriptless: () => csp("default-src 'none'; script-src 'none'"),
  // The same with the styles and pictures that it carries with it.
  styled: () => csp("default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"),
};

/** @param {string} policy */
function csp(policy) {
  return { 'content-security-policy': policy };
}

/**
 * @typedef {object} Server
 * @property {string} origin
 * @property {(variant: Variant, path: string) => string} url
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Server>} */
export async function startServer(port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [variant = '', folder = '', ...names] = decodeURIComponent(pathname).slice(1).split('/');
    const base = FOLDERS[folder];
    const headers = Object.hasOwn(VARIANTS, variant) && VARIANTS[/** @type {Variant} */ (variant)];
    const file = base && headers && join(base, ...names);
    const stored =
      file && !relative(base, file).startsWith('..') && [file, `${file}.gz`].find((path) => existsSync(path));
    if (!stored || !extname(file))
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');

    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers(origin) });
    const bytes = createReadStream(stored);
    (stored === file ? bytes : bytes.pipe(createGunzip())).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    url: (variant, path) => `${origin}/${variant}/${path.split('/').map(encodeURIComponent).join('/')}`,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/**
 * The paths of the stored pages below a folder that the server knows, in a fixed order; none when it is not there.
 * @param {string} folder such as `fixtures` or `corpus/mozilla`
 */
export function storedPages(folder) {
  const [first = '', ...rest] = folder.split('/');
  const base = join(FOLDERS[first] ?? '', ...rest);
  if (!existsSync(base)) return [];
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' });
  const pages = files.filter((name) => /\.html(\.gz)?$/.test(name) && !name.endsWith('expected.html')).sort();
  return pages.map((name) => ({ path: `${folder}/${name.replace(/\.gz$/, '')}`, file: join(base, name) }));
}
