// An article that no page should be able to hand over.

import { h } from './lib/pieces.js';

/** @typedef {import('../../extension/shared/types.js').Article} Article */
/** @typedef {import('../../extension/shared/types.js').Piece} Piece */

/** What a hostile page could hand over if the core let it through: the writer of nodes must not. @type {Article} */
export const hostile = {
  metadata: {
    title: '<img src=x onerror=ran=1>',
    byline: '<b onmouseover=ran=1>',
    site: 'x',
    lang: '"><script>',
    url: 'javascript:ran=1',
  },
  standfirst: h('script', 'ran=1'),
  lead: h('iframe', { src: 'https://a.example/', srcdoc: '<script>parent.ran=1</script>' }),
  body: [
    h(
      'p',
      { onclick: 'ran=1', style: 'position:fixed', id: 'x' },
      'the words stay',
      h('object', { data: 'https://a.example/' }),
    ),
    h(
      'p',
      h('a', { href: 'javascript:ran=1' }, '1'),
      h('a', { href: ' javascript:ran=1' }, '2'),
      h('a', { href: 'data:text/html,x' }, '3'),
      h('a', { href: '#x' }, '4'),
    ),
    h('p', h('a', { href: 'https://a.example/' }, '5', h('b', h('a', { href: 'https://b.example/' }, '6')))),
    h('p', h('img', { src: 'javascript:ran=1', srcset: 'javascript:ran=1 2x', onerror: 'ran=1', alt: '' })),
    h('svg', h('script', 'ran=1'), h('a', { 'xlink:href': 'javascript:ran=1' }, '7')),
    h(
      'math',
      h('annotation-xml', { encoding: 'text/html' }, h('script', 'ran=1')),
      h('mi', { href: 'javascript:ran=1' }, 'x'),
    ),
    h('form', { action: 'javascript:ran=1' }, h('input', { autofocus: '', onfocus: 'ran=1' })),
    { type: 'embed', kind: 'frame', src: 'javascript:ran=1' },
    Array.from({ length: 40 }).reduce((/** @type {Piece} */ inside) => h('div', inside), h('p', 'deep')),
  ],
};
