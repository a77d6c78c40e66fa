interface Span {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A cell as it is drawn: at its first place, with the places it covers. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

/**
 * The cells to draw, row by row: a spanning cell once, at its first place, and nothing at the others that it covers.
 * A span that reaches out of the table is cut, one that overlaps another is left out.
 */
export function cellsOf(rows: readonly (readonly string[])[], spans: readonly Span[]): GridCell[][] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const taken = new Set<number>();
  const starts = new Map<number, { rowSpan: number; columnSpan: number }>();
  for (const span of spans) {
    const rowSpan = Math.min(span.rowSpan, rows.length - span.row);
    const columnSpan = Math.min(span.columnSpan, width - span.column);
    if (span.row < 0 || span.column < 0 || rowSpan < 1 || columnSpan < 1) continue;
    const places: number[] = [];
    for (let row = span.row; row < span.row + rowSpan; row += 1) {
      for (let column = span.column; column < span.column + columnSpan; column += 1) places.push(row * width + column);
    }
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    starts.set(span.row * width + span.column, { rowSpan, columnSpan });
  }
  return rows.map((cells, row) =>
    Array.from({ length: width }, (_, column) => ({ row, column, text: cells[column] ?? '' })).flatMap((cell) => {
      const place = row * width + cell.column;
      const span = starts.get(place);
      if (!span && taken.has(place)) return [];
      return [{ ...cell, rowSpan: span?.rowSpan ?? 1, columnSpan: span?.columnSpan ?? 1 }];
    }),
  );
}

/** The texts as they are drawn: that of a spanning cell at its first place only. */
export function drawnTexts(rows: readonly (readonly string[])[], spans: readonly Span[]): string[][] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return cellsOf(rows, spans).map((cells) => {
    const texts = Array.from({ length: width }, () => '');
    for (const { column, text } of cells) texts[column] = text;
    return texts;
  });
}

/** "A" to "Z", "AA" … as in a sheet; from 0. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (column % 26));
}
