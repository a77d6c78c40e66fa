/** What a cell holds, as far as its shape tells. */
export type CellKind = 'integer' | 'number' | 'percent' | 'date' | 'code' | 'mark' | 'text';

const INTEGER = /^[-+−(]?\d{1,12}\)?$/;
const NUMBER = /^[-+−(]?\s?(?:[$€£¥]|[A-Z]{3}\s)?\s?[-+−]?\d[\d.,'’\u00a0 ]*\)?\s?(?:[$€£¥]|[A-Z]{3}|\p{L}{1,3}[²³]?)?$/u;
const PERCENT = /^[-+−(]?\d[\d.,]*\s?%\)?$/;
const DATE = /^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? \p{L}{3,9}\.? \d{2,4}|\p{L}{3,9} \d{1,2}, \d{4}|\d{1,2}:\d{2}(?::\d{2})?)$/u;
const CODE = /^(?=\S*\d)[\p{L}\d./#_-]{2,20}$/u;
const MARK = /^(?:[-–—✓✗xX]|n\/a|yes|no)$/i;

export function cellKind(text: string): CellKind {
  const trimmed = text.trim();
  if (MARK.test(trimmed)) return 'mark';
  if (INTEGER.test(trimmed)) return 'integer';
  if (PERCENT.test(trimmed)) return 'percent';
  if (DATE.test(trimmed)) return 'date';
  if (NUMBER.test(trimmed)) return 'number';
  return CODE.test(trimmed) ? 'code' : 'text';
}

/** Share of the cells that hold data, and of the kind that most of those with text have. */
export function columnKind(texts: readonly string[]): { kind: CellKind; share: number; dataShare: number } {
  const kinds = texts.filter((text) => text !== '').map(cellKind);
  const counts = new Map<CellKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [kind, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['text', 0];
  const data = kinds.filter((each) => each !== 'text').length;
  return { kind, share: count / (kinds.length || 1), dataShare: data / (kinds.length || 1) };
}
