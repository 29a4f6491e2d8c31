// Serves the site in www/ on this machine until it is stopped; modules and wasm do not load from files.
//
//     node tests/tools/serve.js PORT

import { startServer } from '../browser/lib/server.js';

const port = Number(process.argv[2]);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${process.argv[2]} is no port`);
const server = await startServer(port);
console.log(`${server.url('none', 'www/lab.html')}   (the home page: ${server.url('none', 'www/index.html')})`);
