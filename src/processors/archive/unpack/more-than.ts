import type { RefusedEntry } from '../../../shared/model/archive';

/** Of the entries beyond the limit, which are not looked at one by one. */
export function moreThan(entries: number): RefusedEntry {
  return { ordinal: entries, path: '', code: 'tooLarge', reason: `The archive has more than ${entries.toLocaleString('en')} entries; the others were left out.` };
}
