/** Points in the units of ECMA-376 part 1, 22.9.2.15; "pi" and "pc" both are picas. */
const POINTS: Record<string, number> = { pt: 1, in: 72, cm: 72 / 2.54, mm: 7.2 / 2.54, pc: 12, pi: 12 };

/** A length in points: a bare number counts in `unit` (points each), others name their unit, as Strict documents do. */
export function pointsOf(value: string | null, unit: number): number | null {
  const match = /^(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?$/.exec(value?.trim() ?? '');
  if (!match) return null;
  const points = Number(match[1]) * (match[2] ? (POINTS[match[2]] as number) : unit);
  return Math.round(points * 1000) / 1000;
}

export const TWIP = 1 / 20;
export const HALF_POINT = 1 / 2;

/** A whole number from 0 to `max`; 0 for what is none. */
export function countOf(value: string | null, max: number): number {
  const count = Number.parseInt(value ?? '', 10);
  return Number.isNaN(count) ? 0 : Math.min(Math.max(count, 0), max);
}
