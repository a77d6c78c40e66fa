import type { Expectation, Occurrence } from '../../../shared/model/handoff';
import type { Due } from './occurrences';

/** A file that fits an expectation. */
export interface Arrival {
  at: number;
  fileId: number;
  needsAttention: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * What became of an expectation at each time it fell due. Each file counts once: for the time in whose span it came, or, as late, for the one
 * before if that lacks it and less than half of the time to the next is over.
 *
 * @param dues without gaps, oldest first
 * @param arrivals oldest first
 */
export function judgeOccurrences({ count, graceMinutes, hoursBefore }: Pick<Expectation, 'count' | 'graceMinutes' | 'hoursBefore'>, dues: readonly Due[], arrivals: readonly Arrival[], now: number): Occurrence[] {
  let next = 0;
  return dues.map(({ day, dueAt }, index) => {
    const deadline = dueAt + graceMinutes * MINUTE_MS;
    const following = dues[index + 1]?.dueAt ?? dueAt + 24 * HOUR_MS;
    const lateUntil = deadline + (following - deadline) / 2;
    const opensAt = dueAt - hoursBefore * HOUR_MS;
    while (next < arrivals.length && (arrivals[next]?.at ?? 0) <= opensAt) next += 1;
    const came: Arrival[] = [];
    let inTime = 0;
    for (let one = arrivals[next]; one; one = arrivals[next]) {
      const isInTime = one.at <= deadline;
      if (!isInTime && (came.length >= count || one.at > lateUntil)) break;
      came.push(one);
      if (isInTime) inTime += 1;
      next += 1;
    }
    const last = came[count - 1] ?? null;
    const isFaulty = came.length >= count && came.some(({ needsAttention }) => needsAttention) && came.filter(({ needsAttention }) => !needsAttention).length < count;
    const state = isFaulty ? 'faulty' : inTime >= count ? 'met' : last ? 'late' : now <= deadline ? 'coming' : 'missed';
    return { day, dueAt, state, came: came.length, arrivedAt: last?.at ?? null, fileId: (came.find(({ needsAttention }) => isFaulty && needsAttention) ?? last ?? came.at(-1))?.fileId ?? null };
  });
}
