// The popup of the toolbar button on pages where no script of ours may run: one sentence, named in the address.

import { fill, t } from '../shared/i18n.js';

const key = location.search.slice(1);
const sentence = /** @type {HTMLElement} */ (document.getElementById('sentence'));
fill(document);
sentence.textContent = t(key === 'noticePdf' ? 'noticePdf' : 'noticeRestricted');
