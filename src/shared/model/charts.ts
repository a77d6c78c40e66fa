import { z } from 'zod';
import { CAUSES } from '../errors/error-table';
import { fileKindSchema, laneSchema } from './file';

/** How far back the calendar of the overview reads: half a year. */
export const CALENDAR_WEEKS = 26;

const count = z.number().int().nonnegative();

/** What the charts of the overview show; all of it counted from the ledger. */
export const chartsSchema = z.object({
  at: z.number(),
  /** The last 24 hours, the oldest first; `at` is when the hour began. Files that came to an end in it. */
  hours: z.array(z.object({ at: z.number(), done: count, attention: count })),
  /** How long files take: of the newest that were read in the lane. Lanes without any are left out. */
  lanes: z.array(z.object({ lane: laneSchema, files: count, medianMs: z.number(), p95Ms: z.number() })),
  /** What needs attention now, the most frequent cause first. */
  causes: z.array(z.object({ cause: z.enum(CAUSES), files: count })),
  /** What lies in the watched folders, the largest kind first. */
  kinds: z.array(z.object({ kind: fileKindSchema, files: count, bytes: z.number().nonnegative() })),
  /** Files that came to an end by day, "2026-11-20" in local time; days without any are left out. */
  days: z.array(z.object({ day: z.iso.date(), files: count })),
});
export type Charts = z.infer<typeof chartsSchema>;
