import type { Segment } from '../text-lines';
import type { Region } from './aligned-region';

/** A line of text by columns. */
export interface LineCells {
  readonly y: number;
  readonly size: number;
  /** By column; undefined where the line has nothing. */
  readonly cells: (Segment[] | undefined)[];
  /** How many columns a piece covers that crosses the space between them, by its first column. */
  readonly spans: Map<number, number>;
}

const OVERLAP = 1;

/** Each line's pieces by the columns in which they stand; a piece over several belongs to the first. */
export function cellsOf({ columns, lines }: Region): LineCells[] {
  return lines.map(({ y, size, segments }) => {
    const cells: (Segment[] | undefined)[] = columns.map(() => undefined);
    const spans = new Map<number, number>();
    for (const segment of segments) {
      const hits = columns.flatMap(({ left, right }, index) =>
        segment.left < right - OVERLAP && segment.right > left + OVERLAP ? [index] : [],
      );
      const nearest = hits[0] ?? nearestColumn(columns, segment);
      cells[nearest] = [...(cells[nearest] ?? []), segment];
      if (hits.length > 1) spans.set(nearest, hits.length);
    }
    return { y, size, cells, spans };
  });
}

function nearestColumn(columns: Region['columns'], { left, right }: Segment): number {
  const middle = (left + right) / 2;
  const distances = columns.map((column) => Math.abs((column.left + column.right) / 2 - middle));
  return distances.indexOf(Math.min(...distances));
}
