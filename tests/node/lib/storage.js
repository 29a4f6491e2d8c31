// The browser's storage for tests in Node: as little of it as the extension uses.

/** A storage area in memory; `refuses` makes every write fail, as sync does when it is full. */
export class Area {
  /** @type {Record<string, any>} */
  items = {};
  refuses = false;

  /** @param {null | string | string[]} keys */
  async get(keys) {
    const wanted = keys === null ? Object.keys(this.items) : [keys].flat();
    return structuredClone(
      Object.fromEntries(wanted.filter((key) => key in this.items).map((key) => [key, this.items[key]])),
    );
  }

  /** @param {Record<string, any>} items */
  async set(items) {
    if (this.refuses) throw new Error('QUOTA_BYTES quota exceeded');
    Object.assign(this.items, structuredClone(items));
  }

  /** @param {string | string[]} keys */
  async remove(keys) {
    if (this.refuses) throw new Error('MAX_WRITE_OPERATIONS_PER_MINUTE');
    for (const key of [keys].flat()) delete this.items[key];
  }
}
