// The form of the settings through time: one step for each change of it, there and back, in one table. What an older
// Standfirst stored or exported is brought up step by step; a newer form is never guessed at. Pure.

/**
 * The form itself is an object whose keys later steps may move; the number that names it is not the steps' business.
 * @typedef {Record<string, any>} Values
 * @typedef {{up: (values: Values) => Values, down: (values: Values) => Values}} Step
 */

/** The step at place N leads from schema N to N + 1 and back. @type {readonly Step[]} */
const STEPS = [
  // The first builds wrote no number; all else was as it is.
  { up: (values) => values, down: (values) => values },
  // `changed`, the time of each setting's last change; what was stored before has none.
  { up: (values) => values, down: ({ changed: _, ...values }) => values },
];

/** The schema that this build stores. */
export const SCHEMA = STEPS.length;

/** The schema of an exported file: the oldest that holds all it has to say, so that older builds can read it too. */
export const FILE_SCHEMA = 1;

/**
 * The schema that stored values say they have; the first where they say nothing that could be one.
 * @param {any} stored
 * @returns {number}
 */
export function schemaOf(stored) {
  const said = stored?.schema;
  return Number.isSafeInteger(said) && said >= 0 ? said : 0;
}

/**
 * The same values in another schema; those of a schema that is not known yet stay as they are.
 * @param {any} stored
 * @param {number} [to]
 * @param {readonly Step[]} [steps] the table, for its test
 * @returns {any}
 */
export function migrate(stored, to = SCHEMA, steps = STEPS) {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return stored;
  let at = schemaOf(stored);
  if (at > steps.length) return stored;
  const { schema: _, ...rest } = stored;
  /** @type {Values} */
  let values = structuredClone(rest);
  for (; at < to; at++) values = /** @type {Step} */ (steps[at]).up(values);
  for (; at > to; at--) values = /** @type {Step} */ (steps[at - 1]).down(values);
  return to === 0 ? values : { ...values, schema: to };
}
