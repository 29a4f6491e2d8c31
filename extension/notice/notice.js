// The popup of the toolbar button, for where there is no page to say it in: one sentence, named in the address.

import { fill, t } from '../shared/i18n.js';

const key = location.search.slice(1);
const sentence = /** @type {HTMLElement} */ (document.getElementById('sentence'));
fill(document);
sentence.textContent = t(['noticePdf', 'noticeRefused'].includes(key) ? key : 'noticeRestricted');
