import { WHOLE_DEPTH, type Look, type Member, type MemberNote } from '../../store/members';
import { t } from '../../../shared/words/words';

/** Told by name, of those that failed and of those that were left out. */
const MOST_NOTES = 10;

/** One archive's members, and what was found in the nested ones among them. */
export interface Found {
  archiveSha256: string;
  members: readonly Member[];
  /** By the content of nested archives that were looked into. */
  nested: ReadonlyMap<string, Look>;
  /** Ordinals of members that failed for want of a password. */
  locked: ReadonlySet<number>;
  way: string;
  /** How many levels might be looked into, this one included. */
  levels: number;
  /** Something lies deeper, or limits of other archives kept something out: looking again may find more. */
  isTooDeep: boolean;
  isPartial: boolean;
}

/** What is said of an archive, all that lies below it included. */
export function sumUp({ archiveSha256, members, nested, locked, way, levels, isTooDeep, isPartial }: Found): Look {
  const count = { read: 0, failed: 0, skipped: 0, locked: locked.size };
  const notes: MemberNote[] = [];
  let depth = isTooDeep ? levels : WHOLE_DEPTH;
  let isFinal = !isPartial;
  for (const { state, path, reason, sha256 } of members) {
    count[state] += 1;
    if (state !== 'read') notes.push({ path, state, reason: reason ?? '' });
    const look = sha256 === null || state !== 'read' ? undefined : nested.get(sha256);
    if (!look) continue;
    count.read += look.read;
    count.failed += look.failed;
    count.skipped += look.skipped;
    count.locked += look.locked;
    notes.push(...look.notes.map((note) => ({ ...note, path: `${path} › ${note.path}` })));
    if (look.depth < WHOLE_DEPTH) depth = Math.min(depth, look.depth + 1);
    if (look.way === '') isFinal = false;
  }
  const first = (state: MemberNote['state']): MemberNote[] => notes.filter((note) => note.state === state).slice(0, MOST_NOTES);
  return {
    archiveSha256,
    ...count,
    // What failed may go well another time: with a password, or with a reader that has learnt more.
    way: isFinal && count.failed === 0 ? way : '',
    depth,
    notes: [...first('failed'), ...first('skipped')],
    sentence: sentenceOf(count),
  };
}

/** "12 read, 1 failed, 2 left out" */
function sentenceOf({ read, failed, skipped }: Pick<Look, 'read' | 'failed' | 'skipped'>): string {
  const parts = [t('{read, number} read', { read }), failed > 0 ? t('{failed, number} failed', { failed }) : '', skipped > 0 ? t('{skipped, number} left out', { skipped }) : ''];
  return parts.filter((part) => part !== '').join(', ');
}

/** Nothing could be unpacked, what is in the archive is only listed: `depth` is 0, and the sentence says why. */
export const notLooked = (archiveSha256: string, why: string): Look => ({
  archiveSha256,
  way: '',
  depth: 0,
  read: 0,
  failed: 0,
  skipped: 0,
  locked: 0,
  notes: [],
  sentence: why,
});

/** Whether an earlier look says all that another one would find. */
export const isEnough = (look: Look | undefined, way: string, levels: number): look is Look => look !== undefined && look.way === way && look.depth >= levels;
