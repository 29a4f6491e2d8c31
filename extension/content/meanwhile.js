// What a page changes from its capture until it is followed (living.js): it is being labelled then, in another thread where
// need be, and what comes meanwhile is in no label. One capture at a time is followed so, the last.

/** Records that are kept at most; a page that changes more is not followed anyway. */
const MAX_RECORDS = 20_000;

/** @typedef {() => MutationRecord[]} Ended ends it, and gives what has changed; the second time, nothing */

/** @type {Ended | null} */
let last = null;

/** To be called in the same moment as the capture. @returns {Ended} */
export function followMeanwhile() {
  last?.();
  /** @type {MutationRecord[]} */
  let records = [];
  const observer = new MutationObserver((more) => {
    for (const record of more) if (records.length < MAX_RECORDS) records.push(record);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  const end = () => {
    const all = records.concat(observer.takeRecords());
    observer.disconnect();
    records = [];
    return all;
  };
  last = end;
  return end;
}

/** Nothing follows: the labels are not wanted any more. */
export const endMeanwhile = () => void last?.();
