import type { EntryWarning, RefusedEntry } from '../../../shared/model/archive';

/** These are the archive's own fault, or want a password; all other refusals are ours. */
const FAILED: ReadonlySet<EntryWarning['code']> = new Set(['encrypted', 'damaged', 'contradiction', 'overlap', 'unknownMethod']);

/** What is said of an entry that was not unpacked. */
export const stateOfRefused = ({ code }: RefusedEntry): 'failed' | 'skipped' => (code !== 'notWanted' && FAILED.has(code) ? 'failed' : 'skipped');
