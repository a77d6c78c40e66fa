import type { Line, Segment } from './text-lines';

/** Points of the sampling of the page's width. */
const BIN = 2;
const MIN_WIDTH = 8;
/** Fewer lines show no gutter. */
const MIN_LINES = 4;
/** A strip that a smaller share of the lines crosses is a gutter without doubt. */
const CLEAN = 0.15;

export interface Gutter {
  /** Its middle. */
  readonly x: number;
  /** Number of lines that run over it. */
  readonly crossing: number;
}

export function isClean({ crossing }: Gutter, lines: Line[]): boolean {
  return crossing <= CLEAN * lines.length;
}

/** Left and right of a gutter. */
export function sidesOf(band: Line[], gutter: number): [Line[], Line[]] {
  return [side(band, ({ right }) => right <= gutter), side(band, ({ left }) => left >= gutter)];
}

function side(band: Line[], belongs: (segment: Segment) => boolean): Line[] {
  return band
    .map((line) => ({ ...line, segments: line.segments.filter(belongs) }))
    .filter(({ segments }) => segments.length > 0);
}

/** The vertical strip that the fewest lines cross, looked for in the inner part of the text; null when every strip is crossed by too many. */
export function findGutter(lines: Line[]): Gutter | null {
  const segments = lines.flatMap((line) => line.segments);
  if (lines.length < MIN_LINES || segments.length < MIN_LINES * 2) return null;
  const start = Math.min(...segments.map(({ left }) => left));
  const end = Math.max(...segments.map(({ right }) => right));
  const bins = Math.ceil((end - start) / BIN);
  if (bins < 20 || bins > 20_000) return null;
  const steps = new Int32Array(bins + 2);
  for (const { left, right } of segments) {
    const from = Math.max(0, Math.floor((left - start) / BIN));
    const to = Math.min(bins, Math.ceil((right - start) / BIN));
    steps[from] = (steps[from] as number) + 1;
    steps[to] = (steps[to] as number) - 1;
  }
  const crossed: number[] = [];
  let open = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    open += steps[bin] as number;
    crossed.push(open);
  }
  const inner = crossed.slice(Math.floor(bins * 0.15), Math.ceil(bins * 0.85));
  const fewest = Math.min(...inner);
  if (fewest > lines.length * 0.5) return null;
  const x = widestRun(crossed, Math.floor(bins * 0.15), Math.ceil(bins * 0.85), fewest, start);
  return x === null ? null : { x, crossing: fewest };
}

function widestRun(crossed: number[], from: number, to: number, level: number, start: number): number | null {
  let best: [number, number] | null = null;
  let runStart = -1;
  for (let bin = from; bin <= to; bin += 1) {
    const isLow = bin < to && (crossed[bin] as number) <= level;
    if (isLow && runStart < 0) runStart = bin;
    if (!isLow && runStart >= 0) {
      if (!best || bin - runStart > best[1] - best[0]) best = [runStart, bin];
      runStart = -1;
    }
  }
  if (!best || (best[1] - best[0]) * BIN < MIN_WIDTH) return null;
  return start + ((best[0] + best[1]) / 2) * BIN;
}
