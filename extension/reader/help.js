// The list of keys under "?".

import { t } from '../shared/i18n.js';
import { addActions, allActions } from './actions.js';
import { byId, element } from './nodes.js';

/** Call it once, after every module has added its actions. */
export function fillHelp() {
  addActions({ id: 'help', keys: ['?'], name: 'readerKeyHelp', run: () => byId('help').togglePopover() });
  const rows = [...allActions().map(({ keys, name }) => ({ keys, name })), { keys: ['Esc'], name: 'readerKeyLeave' }];
  byId('help').append(
    element(
      'dl',
      { class: 'keys' },
      ...rows.map(({ keys, name }) =>
        element(
          'div',
          {},
          element('dt', {}, ...keys.map((key) => element('kbd', {}, key))),
          element('dd', {}, t(name)),
        ),
      ),
    ),
  );
}
