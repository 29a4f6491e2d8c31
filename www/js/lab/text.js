// The text that is scored: what `standfirst extract` writes as "text", from the labels, because whoever scores wants the
// best there is on pages without an article too.

import { fold } from '../dom.js';
import { isBody } from '../roles.js';

/**
 * @param {import('../core.js').Reading} reading
 * @param {boolean} withStandfirst
 */
export function textOf(reading, withStandfirst) {
  const lines = reading.result.blocks.flatMap(({ keep, role }, block) =>
    (keep && isBody(role)) || (withStandfirst && role === 'standfirst')
      ? [fold(reading.explain(block).text).normalize('NFC')]
      : [],
  );
  return lines.filter(Boolean).join('\n');
}
